import type { TypedCommand, WatchInput } from "../../src/discord/command.ts";
import type { Watch, WatchMode } from "../../src/model.ts";

/** What empties a list when it is typed in `/watch edit`. */
const nothing = "none";

/** Reads the options that were typed; those left out have no key. */
export function readInput({ options }: TypedCommand, mayEmpty: boolean): Omit<WatchInput, "company"> {
  const lists = (["aliases", "domains", "exclude", "require"] as const).flatMap((key) => {
    const typed = options.getString(key);
    return typed === null ? [] : [[key, splitList(typed, mayEmpty)] as const];
  });
  const mode = options.getString("mode");
  const mentions = options.getString("mentions");
  const channel = options.getChannel("channel");
  const role = options.getRole("role");
  return {
    ...Object.fromEntries(lists),
    ...(mode === null ? {} : { mode: mode as WatchMode }),
    ...(mentions === null ? {} : { mentions: mentions as Watch["mentions"] }),
    ...(channel === null ? {} : { channelId: channel.id }),
    ...(role === null ? {} : { roleId: role.id }),
  };
}

/** Splits "a, b、c" into its items; the ideographic and full-width commas count as well. */
export function splitList(typed: string, mayEmpty: boolean): readonly string[] {
  if (mayEmpty && typed.trim().toLowerCase() === nothing) return [];
  return typed.split(/[,，、;；\n]/u).flatMap((item) => item.trim() || []);
}
