/** Words that multiply a number: "million", "万", "тыс.". All are powers of ten. */
import { lazily } from "./lazy.ts";
import type { Language } from "./languages.ts";
import type { Token } from "./lex.ts";
import { longestPhrase, phraseTable, type PhraseMatch, type PhraseTable } from "./phrases.ts";

/** What a scale word multiplies by. */
export interface Scale {
  readonly exponent: number;
  /** A single letter, which counts only where it is glued to the number ("5k") or money stands before it. */
  readonly letter: boolean;
  /** Chinese, Japanese and Korean units, which add up: "1万2千". */
  readonly adds: boolean;
}

const locales = ["en", "es", "pt", "fr", "de", "it", "nl", "sv", "pl", "tr", "id", "ru", "hi", "uk", "cs"];

// Short and colloquial forms that Intl does not write.
const shortForms: readonly (readonly [exponent: number, words: string])[] = [
  [2, "hundred"],
  [
    3,
    "thousand|thousands|grand|тыс|тысяч|тысячи|mila|tsd|tys|rb|ribu|bin|k|к|косарей|tusen|duizend|हज़ार|हजार",
  ],
  [5, "lakh|lakhs|lac|लाख"],
  [
    6,
    "million|millions|mln|mio|mil|mill|mm|kk|mn|млн|миллионов|лям|ляма|лямов|juta|jt|milhoes|milhao|mi|miljoner|miljoen|milioni|milione|milyon|m|м|मिलियन|millon|millones|million's",
  ],
  [7, "crore|crores|cr|करोड़"],
  [
    9,
    "billion|billions|bn|bln|mld|mlrd|mrd|md|млрд|miliarda|miliardy|miliardow|miliar|bi|bilhoes|bilhao|miljard|miljarder|miliardi|miliardo|milyar|b|अरब|बिलियन|milliarden|milliards",
  ],
  [12, "trillion|trillions|tn|trn|трлн|billones|bilioni|triliun|खरब"],
];
const adding: readonly (readonly [exponent: number, glyphs: string])[] = [
  [1, "十拾십"],
  [2, "百佰백"],
  [3, "千仟천"],
  [4, "万萬만"],
  [8, "亿億억"],
  [12, "兆조"],
];
// "mil" is a thousand here, and a million in English slang ("4MIL").
const milIsThousand: readonly Language[] = ["es", "pt"];

function* intlForms(): Generator<readonly [string, Scale]> {
  for (const locale of locales) {
    const format = new Intl.NumberFormat(locale, {
      notation: "compact",
      compactDisplay: "long",
      maximumFractionDigits: 0,
      useGrouping: false,
    });
    for (const exponent of [3, 5, 6, 7, 9, 12])
      for (const factor of [1, 2, 5]) {
        const parts = format.formatToParts(factor * 10 ** exponent);
        const word = parts.find(({ type }) => type === "compact")?.value.trim();
        const digits = parts.find(({ type }) => type === "integer")?.value ?? "1";
        const own =
          exponent - (Number(digits) === factor ? 0 : Math.round(Math.log10(Number(digits) / factor)));
        if (word !== undefined && word.length > 1 && !/\s/.test(word))
          yield [word, { exponent: own, letter: false, adds: false }];
      }
  }
}

const scaleTable = lazily((): PhraseTable<Scale> => {
  const entries: (readonly [string, Scale])[] = [];
  for (const [exponent, words] of shortForms)
    for (const word of words.split("|"))
      entries.push([word, { exponent, letter: word.length === 1, adds: false }]);
  for (const [exponent, glyphs] of adding)
    for (const glyph of glyphs) entries.push([glyph, { exponent, letter: false, adds: true }]);
  return phraseTable([...entries, ...intlForms()]);
});

/** Finds the scale word at `index`, if one stands there. */
export function scaleAt(
  tokens: readonly Token[],
  index: number,
  language: Language,
): PhraseMatch<Scale> | null {
  const found = longestPhrase(scaleTable(), tokens, index);
  if (found === null) return null;
  if (tokens[index]?.key === "mil" && milIsThousand.includes(language))
    return { end: found.end, value: { exponent: 3, letter: false, adds: false } };
  return found;
}
