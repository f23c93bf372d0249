import { parseArgs } from "node:util";
import type { WatchInput } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import { localServer, type Watch } from "../model.ts";
import { splitList } from "../watch-file/list-cell.ts";
import { asOperator } from "./operator.ts";
import { exit } from "./start.ts";
import { exportWatches, importWatches } from "./watch/files.ts";
import { tellReplay } from "./watch/replay.ts";

const actions = ["add", "list", "remove", "import", "export"];
const modes = ["strict", "normal", "broad"] as const;
const mentions = ["alert", "digest", "off"] as const;
const formats = ["csv", "json"] as const;

const options = {
  aliases: { type: "string" },
  domains: { type: "string" },
  exclude: { type: "string" },
  require: { type: "string" },
  mode: { type: "string" },
  mentions: { type: "string" },
  channel: { type: "string" },
  role: { type: "string" },
  format: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `watch add|list|remove|import|export`: the service behind `/watch`, for use without Discord. */
export async function watch(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [action = "list", ...names] = positionals;
  const name = names.join(" ");
  if (!actions.includes(action)) {
    throw new UserError(
      `watch ${action} is not known; use ${actions.slice(0, -1).join(", ")} or ${actions.at(-1)}`,
    );
  }
  if (action !== "list" && action !== "export" && name === "") {
    throw new UserError(
      `watch ${action} needs ${action === "import" ? "a FILE, or -" : "the company's name"}`,
    );
  }
  return asOperator(async ({ services }) => {
    const { watches } = services;
    switch (action) {
      case "add": {
        const input = readInput(name, values);
        const added = await watches.add(localServer, input, { userId: "command line", channelId: null });
        for (const warning of added.warnings) process.stderr.write(`note: ${warning}\n`);
        show([added.watch], values.json === true);
        await tellReplay(added.watch, services);
        return exit.done;
      }
      case "list": {
        const kept = await watches.list(localServer);
        if (kept.length === 0) process.stderr.write("nothing is watched yet: watch add NAME\n");
        show(kept, values.json === true);
        return exit.done;
      }
      case "remove": {
        const removed = await watches.remove(localServer, name);
        process.stderr.write(`no longer watched: ${removed.name}\n`);
        return exit.done;
      }
      case "import":
        return importWatches(name, services);
      default:
        return exportWatches(choose("format", formats, values.format) ?? "csv", services);
    }
  });
}

function readInput(
  company: string,
  values: Partial<Record<Exclude<keyof typeof options, "json" | "format">, string>>,
): WatchInput {
  return {
    company,
    aliases: split(values.aliases),
    domains: split(values.domains),
    exclude: split(values.exclude),
    require: split(values.require),
    mode: choose("mode", modes, values.mode),
    mentions: choose("mentions", mentions, values.mentions),
    channelId: values.channel,
    roleId: values.role,
  };
}

/** As in a file's cell: quotation marks around what holds a comma. */
function split(text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : splitList(text);
}

function choose<T extends string>(
  name: string,
  known: readonly T[],
  typed: string | undefined,
): T | undefined {
  const found = known.find((value) => value === typed);
  if (typed !== undefined && found === undefined) throw new UserError(`--${name} takes ${known.join(", ")}`);
  return found;
}

function show(watches: readonly Watch[], asJson: boolean): void {
  for (const watch of watches) {
    const { id, name, aliases, domains, exclude, require, mode, mentions, channelId, roleId, paused } = watch;
    const text = [
      `${id}  ${name}`,
      aliases.length === 0 ? "" : `also: ${aliases.join(", ")}`,
      domains.length === 0 ? "" : `domains: ${domains.join(", ")}`,
      exclude.length === 0 ? "" : `exclude: ${exclude.join(", ")}`,
      require.length === 0 ? "" : `require: ${require.join(", ")}`,
      mode === "normal" ? "" : mode,
      mentions === "off" ? "" : `mentions: ${mentions}`,
      channelId === null ? "" : `channel ${channelId}`,
      roleId === null ? "" : `role ${roleId}`,
      paused ? "paused" : "",
    ];
    process.stdout.write(
      asJson ? `${JSON.stringify(watch)}\n` : `${text.filter((part) => part !== "").join(" · ")}\n`,
    );
  }
}
