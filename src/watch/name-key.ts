import { squeeze } from "./fold.ts";
import { isLegalPrefix, legalSuffixLength, stripAsianForm } from "./legal-forms.ts";

const maxNameLength = 300;

/**
 * Reduces a company's name to the key under which its incidents are looked up.
 *
 * "NIO Inc.", "Nio" and "the NIO" give the same key; a name that is nothing but a legal form keeps it.
 */
export function nameKey(name: string): string {
  const text = stripAsianForm(name.slice(0, maxNameLength).replaceAll("&", " and "));
  // Most names are plain letters, for which a plain pattern is several times faster.
  const words = text
    .split(/[^ -~]/.test(text) ? /[^\p{L}\p{M}\p{N}\p{Cf}'’]+/u : /[^A-Za-z0-9']+/)
    .map(squeeze)
    .filter((word) => word !== "");
  let from = words.length > 1 && words[0] === "the" ? 1 : 0;
  let to = words.length;
  for (;;) {
    const length = legalSuffixLength(words.slice(from, to));
    if (length === 0 || length >= to - from) break;
    to -= length;
    if (to - from > 1 && words[to - 1] === "and") to--;
  }
  if (to - from > 1 && isLegalPrefix(words[from] ?? "")) from++;
  return words.slice(from, to).join("");
}
