import { isDescriptive, isGroupForm } from "./legal-forms.ts";
import type { Lexicon } from "./lexicon.ts";

/** How much a spelling says by itself. */
export type Strength =
  /** Stands for the company wherever it stands. */
  | "strong"
  /** Ordinary words in a row ("Best Buy"): a name only where it is written as one. */
  | "phrase"
  /** Up to three letters or digits. */
  | "acronym"
  /** A person's name or a rare word as well. */
  | "homonym"
  /** An ordinary word or a place. */
  | "common"
  /** Up to three Han, kana or Hangul: parts of other words. */
  | "cjk";

/** Decides how much folded words say by themselves. */
export function assessStrength(words: readonly string[], lexicon: Lexicon): Strength {
  const [first = ""] = words;
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(first)) {
    if (words.length === 1) return "common";
    return words.length <= 3 ? "cjk" : "strong";
  }
  if (words.length === 1) {
    const { isCommon, isPlace, isHomonym } = lexicon.facts(first);
    if (isCommon || isPlace) return "common";
    if (first.length <= 3 || /^\d+$/.test(first)) return "acronym";
    return isHomonym ? "homonym" : "strong";
  }
  if (isLettersWithAnd(words)) return "phrase";
  if (words.length === 2 && words[1] === "s") return lexicon.facts(first).isWeak ? "common" : "strong";
  return words.some((word) => isDistinct(word, lexicon)) ? "strong" : "phrase";
}

function isDistinct(word: string, lexicon: Lexicon): boolean {
  if (word.length <= 2 || isDescriptive(word) || isGroupForm(word)) return false;
  const { isCommon, isPlace, isHomonym } = lexicon.facts(word);
  return !isCommon && !isPlace && !isHomonym;
}

/** Whether a name is letters joined by "&", which has to be written: "C&A" is not "c and a". */
export function isLettersWithAnd(words: readonly string[]): boolean {
  return words.includes("and") && words.every((word) => word === "and" || word.length <= 2);
}

const trades =
  "food|foods|pet|toy|toys|book|books|auto|car|cars|tyre|tire|home|house|shoe|shoes|sport|sports|fashion|garden|kids|baby|farm|fish|fruit|meat|wine|beer|pharma|pharm|med|medi|dent|drug|tech|computer|phone|mobile|gold|fresh|super|hyper|mini|eco|bio|euro|tele|pizza|coffee|fuel|oil|gas|power|solar|travel|bank|credit|cash|office|print|photo|optic|music|game|bike|moto|electro|bau|agro|aqua";
const kindsOfPlace =
  "land|mart|market|markt|markets|world|city|town|shop|shops|store|stores|center|centre|zone|express|point|hub|house|line|depot|plus|plaza|way|place|planet|mall|net|corner|stop|spot|base";
const tradeName = new RegExp(`^(?:${trades})(?:${kindsOfPlace})$`);

/** Whether one word says a trade and a place for it, which companies in many countries call themselves: "Toyland", "Petworld". */
export function isTradeName(word: string): boolean {
  return tradeName.test(word);
}
