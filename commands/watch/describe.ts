import type { APIEmbed, ButtonBuilder, Client } from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import {
  findMissingPermissions,
  type PressedButton,
  type Services,
  type SubmittedForm,
  type TypedCommand,
} from "../../src/discord/command.ts";
import type { Watch } from "../../src/model.ts";
import { type Answer, makeButton, makeRows, showName } from "./answer.ts";

const maxFieldLength = 1024; // Discord's limit
const maxDescriptionLength = 1200; // with four full lists below Discord's 6,000 characters of all embeds

/** Tells everything about one watch, after the news and above its buttons. */
export async function describe(
  interaction: TypedCommand | PressedButton | SubmittedForm,
  services: Services,
  watch: Watch,
  news = "",
  warnings: readonly string[] = [],
): Promise<Answer> {
  const channelId = await services.watches.routeOf(watch);
  const hints = [...warnings.map(escapeMarkdown), ...warnOfChannel(interaction.client, channelId)];
  const lines = [
    ...(news === "" ? [] : [news]),
    ...(watch.paused ? ["⏸ Paused: no alerts until `/watch resume`."] : []),
    ...hints.map((hint) => `⚠ ${hint}`),
  ];
  return {
    embeds: [renderWatch(watch, channelId, lines.join("\n"))],
    components: makeRows(makeUnsetButtons(watch)),
  };
}

/** The buttons that take back a channel or a role of a watch's own. */
export function makeUnsetButtons(watch: Watch): ButtonBuilder[] {
  return [
    ...(watch.channelId === null
      ? []
      : [makeButton(`watch:unset-channel:${watch.id}`, "Use the default channel")]),
    ...(watch.roleId === null ? [] : [makeButton(`watch:unset-role:${watch.id}`, "Notify no role")]),
  ];
}

function warnOfChannel(client: Client, channelId: string | null): readonly string[] {
  if (channelId === null) return ["Its alerts go nowhere yet: choose a channel with `/alerts channel`."];
  const missing = findMissingPermissions(client, channelId);
  return missing.length === 0
    ? []
    : [`I cannot alert in <#${channelId}>: give me the permissions ${missing.join(", ")} there.`];
}

function renderWatch(watch: Watch, channelId: string | null, description: string): APIEmbed {
  const lists = [
    ["Aliases", watch.aliases],
    ["Domains", watch.domains],
    ["Excluded words", watch.exclude],
    ["Required words (one of)", watch.require],
  ] as const;
  const mentions = { alert: "alert", digest: "no alert, digest only", off: "no alert" } as const;
  return {
    title: showName(watch),
    ...(description === "" ? {} : { description: cut(description, maxDescriptionLength) }),
    fields: [
      ...lists.flatMap(([name, items]) => {
        // What nobody can see shows as nothing, and Discord refuses an empty field.
        const shown = items.map(escapeMarkdown).filter((item) => item.trim() !== "");
        return shown.length === 0 ? [] : [{ name, value: joinWithin(shown, ", ", maxFieldLength) }];
      }),
      { name: "Alerts go to", value: channelId === null ? "nowhere yet" : `<#${channelId}>`, inline: true },
      ...(watch.roleId === null ? [] : [{ name: "Notifies", value: `<@&${watch.roleId}>`, inline: true }]),
      { name: "Mode", value: watch.mode, inline: true },
      { name: "Posts that only mention it", value: mentions[watch.mentions], inline: true },
      { name: "Added", value: renderOrigin(watch), inline: true },
    ],
  };
}

function renderOrigin({ createdAt, createdBy }: Watch): string {
  const when = `<t:${Math.floor(createdAt.getTime() / 1000)}:D>`;
  return /^\d{1,20}$/u.test(createdBy) ? `${when} by <@${createdBy}>` : when;
}
