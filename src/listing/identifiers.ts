/** Groups of digits that number one thing, a telephone or a card, and count nothing. */
import type { Token } from "./lex.ts";

// Longer runs of groups are no single number; looking further would only take time.
const maxGroups = 8;
const separators: ReadonlySet<string> = new Set(["-", "(", ")", ".", "/"]);

/** Whether the number token is part of a telephone's or a card's number: "+49 170 1234567", "4111 1111 1111 1111". */
export function isIdentifier(tokens: readonly Token[], index: number): boolean {
  let first = index;
  while (index - first < 2 * maxGroups && belongs(tokens, first - 1, first)) first--;
  let end = index + 1;
  while (end - index < 2 * maxGroups && belongs(tokens, end, end)) end++;
  const groups = tokens
    .slice(first, end)
    .filter(({ kind }) => kind === "number")
    .flatMap(({ text }) => text.split(/[\s.]/));
  if (!groups.every((group) => /^\d+$/.test(group))) return false;
  const digits = groups.join("").length;
  if (tokens[first - 1]?.text === "+" && tokens[first]?.gap === "none") return digits >= 9;
  // Three groups of three each may be one grouped number: "1 234 567".
  const isGrouped = groups.slice(1).every((group) => group.length === 3) && (groups[0]?.length ?? 0) <= 3;
  return digits >= 9 && digits <= 19 && groups.length >= 3 && !isGrouped;
}

/** Whether the token carries a run of digit groups on, where `joint` is the later of the two that meet. */
function belongs(tokens: readonly Token[], at: number, joint: number): boolean {
  const token = tokens[at];
  const gap = tokens[joint]?.gap;
  if (token === undefined || gap === undefined || gap === "line" || gap === "paragraph") return false;
  return token.kind === "number" || (token.kind === "mark" && separators.has(token.text));
}
