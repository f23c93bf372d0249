import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { Source } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";

/** A source's name as text; its id where nothing of the name can be shown. */
export function showName({ id, name }: Source): string {
  return escapeMarkdown(cut(name, 60)) || escapeMarkdown(id);
}

/** How long ago or ahead a time is, as Discord counts it in the reader's own words. */
export function showDistance(at: Date | null, { sources }: Words): string {
  return at === null ? sources.never : `<t:${Math.floor(at.getTime() / 1000)}:R>`;
}

const units = [
  [24 * 60 * 60 * 1000, "day"],
  [60 * 60 * 1000, "hour"],
  [60 * 1000, "minute"],
  [1000, "second"],
] as const;

/** How often a source is visited: "every 10 minutes", or its cron expression. */
export function showInterval(every: Source["every"], { sources: words }: Words): string {
  if (typeof every === "string") return words.cron(`\`${every.replaceAll("`", "'")}\``);
  const [ms, unit] = units.find(([unit]) => every >= unit && every % unit === 0) ?? [1000, "second" as const];
  return words.every(every / ms, words.units[unit]);
}
