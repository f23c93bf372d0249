/** Ranges: "5–10", "between 5 and 10". */
import type { Token } from "./lex.ts";

/** Joins the ends of a range; "and" does so only after "between". */
export const rangeMarks = new Set([
  "-",
  "–",
  "—",
  "~",
  "to",
  "a",
  "bis",
  "до",
  "至",
  "et",
  "and",
  "y",
  "und",
  "〜",
]);

/** Whether "between" stands shortly before. */
export function opensBetween(tokens: readonly Token[], from: number): boolean {
  for (let back = from - 1; back >= Math.max(0, from - 6); back--)
    if (tokens[back]?.key === "between") return true;
  return false;
}
