/** Prices of a menu: by the piece, and by how many are bought. */
import { wordSet } from "./cues.ts";
import { currencyAt } from "./currencies.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
import type { MoneyQuantity } from "./quantity.ts";

const each = wordSet("each apiece pièce pieza peça stück jeweils chacun chacune");
const per = wordSet("per pro par por за");
const pieces = new Set(
  "record piece card account line copy entry pc unit item set log mailbox 1k k штуку шт строку запись".split(
    " ",
  ),
);
const periods = new Set("month year week day hour".split(" "));
const glyphPer = /^\s*[/每](?:[条條个份张件])|^\s*一[条條个份张件]/;

const glyphPerBefore = /每[条條个個份张件]$/;

/** What one gets for an amount: "each", "per record", "/ piece"; null where that is not said. */
export function perOf({ tokens, folded }: Passage, { first, end }: MoneyQuantity): string | null {
  const next = tokens[end];
  const after = tokens[end + 1];
  if (next !== undefined && next.gap !== "paragraph") {
    if (each.has(next.key)) return next.text;
    if (next.key === "cada" && after !== undefined) return `${next.text} ${after.text}`;
    if (after?.kind === "word" && after.gap !== "line" && after.gap !== "paragraph") {
      const isUnit = pieces.has(after.key);
      // "por R$ 9 mil" names a price, "$900 per month" a time.
      if (per.has(next.key) && currencyAt(tokens, end + 1) === null && (next.key !== "за" || isUnit))
        return `${next.text} ${after.text}`;
      if ((next.key === "a" || next.text === "/") && isUnit) return `${next.text} ${after.text}`;
    }
    const glyphs = glyphPer.exec(folded.text.slice(tokens[end - 1]?.end ?? 0, next.start + 4));
    if (glyphs !== null) return glyphs[0].trim();
  }
  const start = tokens[first]?.start ?? 0;
  const before = glyphPerBefore.exec(folded.text.slice(Math.max(0, start - 3), start));
  if (before !== null) return before[0];
  // "per card $9"
  const [word, unit] = [tokens[first - 2], tokens[first - 1]];
  return word?.key === "per" && unit !== undefined && pieces.has(unit.key)
    ? `${word.text} ${unit.text}`
    : null;
}

/** Whether an amount is the price of a part: by the piece, though not by the month. */
export const isUnitPrice = (passage: Passage, quantity: MoneyQuantity): boolean => {
  const unit = perOf(passage, quantity);
  return unit !== null && !periods.has(unit.split(" ").at(-1)?.toLowerCase() ?? "");
};

const fromWords = wordSet("from over ab от desde a partir dès");

/** Whether an amount is asked of those who buy so many: "100+ $10", "from 100 pieces $2", "10k+: $0.3". */
export function isVolumePrice({ tokens }: Passage, { first }: MoneyQuantity): boolean {
  let at = first - 1;
  while (first - at <= 3 && [":", "-", "=", "–"].includes(tokens[at]?.text ?? "")) at--;
  if (tokens[at]?.text === "+") return isNumber(tokens, at - 1);
  const noun = tokens[at];
  return noun?.kind === "word" && isNumber(tokens, at - 1) && fromWords.has(tokens[at - 2]?.key ?? "");
}

/** A number, or what scales one. */
const isNumber = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === "number" ||
  (/^[km]$/.test(tokens[at]?.key ?? "") && tokens[at - 1]?.kind === "number");
