import { UserError } from "../errors.ts";
import { sayEach } from "../words/words.ts";

// As in `/watch add`: the ideographic and full-width commas count as well.
const separator = /[,，、;；\n\r]/u;

/** Writes a list as one text: parted by commas, with quotation marks around an item that holds one. */
export function joinList(items: readonly string[]): string {
  return items
    .map((item) => (separator.test(item) || item.includes('"') ? `"${item.replaceAll('"', '""')}"` : item))
    .join(", ");
}

/**
 * Reads a list that is written as one text; the opposite of {@link joinList}.
 *
 * @throws `UserError` where a quotation mark is not closed
 */
export function splitList(text: string): readonly string[] {
  const items: string[] = [];
  let at = 0;
  while (at < text.length) {
    const begin = at + (/^\s*/u.exec(text.slice(at, at + 100))?.[0].length ?? 0);
    if (text[begin] === '"') {
      const end = findClosing(text, begin);
      items.push(text.slice(begin + 1, end).replaceAll('""', '"'));
      at = end + 1;
      continue;
    }
    let end = begin;
    while (end < text.length && !separator.test(text[end] ?? "")) end++;
    items.push(text.slice(begin, end).trim());
    at = end + 1;
  }
  return items.filter((item) => item !== "");
}

function findClosing(text: string, opening: number): number {
  for (let at = opening + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at++;
  }
  throw new UserError(sayEach(({ watchFile }) => watchFile.openQuoteInList));
}
