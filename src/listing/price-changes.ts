/** Lowered and raised prices: "was $900, now $600", "$900 -> $600", "~~$900~~ $600", "$600 instead of $900". */
import {
  atFirst,
  changed,
  changing,
  closing,
  fillers,
  fromWords,
  glyphChanges,
  insteadOf,
  later,
  leading,
  once,
  past,
  present,
  rising,
  toWords,
} from "./change-words.ts";
import { distanceBefore, hasWord } from "./cues.ts";
import { isGlyphText } from "./glyph-cues.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
import { revenue } from "./price-cues.ts";
import type { MoneyQuantity } from "./quantity.ts";

/** Amounts that took each other's place, by the index of their first token. */
export interface PriceChanges {
  /** No longer asked. */
  readonly former: ReadonlySet<number>;
  /** Asked instead. */
  readonly current: ReadonlySet<number>;
}

// Two amounts further apart are no pair.
const maxBetween = 14;
const arrows: ReadonlySet<string> = new Set(["->", "-->", "=>", "==>", "→", "⇒", "➡", "➜", "⟶"]);

/** "raised from $4,000 to $5,000" is no range: each end is an amount of its own. */
export function splitRises(passage: Passage, amounts: readonly MoneyQuantity[]): readonly MoneyQuantity[] {
  const { tokens, sentences, sentenceOf } = passage;
  return amounts.flatMap((amount) => {
    const { first, end, max } = amount;
    const from = sentences[sentenceOf[first] ?? 0]?.first ?? 0;
    if (
      max === null ||
      !fromWords.has(tokens[first - 1]?.key ?? "") ||
      !(hasWord(tokens, from, first, rising) || hasWord(tokens, end, end + 3, rising))
    )
      return [amount];
    const offset = tokens.slice(first, end).findIndex(({ key }) => toWords.has(key));
    const joint = first + offset;
    return offset < 0
      ? [amount]
      : [
          { ...amount, end: joint, max: null },
          { ...amount, first: joint + 1, amount: max, max: null },
        ];
  });
}

/** Finds which amounts were replaced by which, among those given in their order. */
export function findPriceChanges(passage: Passage, amounts: readonly MoneyQuantity[]): PriceChanges {
  const former = new Set<number>();
  const current = new Set<number>();
  const { tokens, sentenceOf } = passage;
  for (const [at, left] of amounts.entries()) {
    const right = amounts[at + 1];
    if (right === undefined) break;
    const change = formerOf(passage, left, right);
    if (change === null) {
      // "goes up to $900 on Friday, today still $600"
      if (
        left.currency === right.currency &&
        sentenceOf[left.first] === sentenceOf[right.first] &&
        cueBefore(tokens, right.first)?.isPast === false
      )
        current.add(right.first);
      continue;
    }
    former.add(change.first);
    current.add(change === left ? right.first : left.first);
  }
  return { former, current };
}

/** Which of two neighbouring amounts the other replaced, or null. */
function formerOf(passage: Passage, left: MoneyQuantity, right: MoneyQuantity): MoneyQuantity | null {
  const { tokens } = passage;
  const between = tokens.slice(left.end, right.first);
  if (between.length > maxBetween) return null;
  if (isArrow(between) || isStruck(tokens, left)) return left;
  if (isStruck(tokens, right)) return right;
  const leftCue = cueBefore(tokens, left.first);
  const rightCue = cueBefore(tokens, right.first);
  const isSame = left.currency === right.currency;
  if (rightCue?.isPast === false) {
    if (leftCue?.isPast === true || past.has(between[0]?.key ?? "")) return left;
    if (isSame && isBridged(between)) return left;
  }
  if (
    isSame &&
    leftCue?.isPast === true &&
    leftCue.opensClause &&
    between.some(({ key }) => closing.has(key))
  )
    return left;
  if (rightCue?.isPast === true && (leftCue?.isPast === false || (isSame && rightCue.opensClause)))
    return right;
  // "$900 before, $600 now"
  if (past.has(between[0]?.key ?? "") && present.has(tokens[right.end]?.key ?? "")) return left;
  return isSame
    ? (namedFormer(passage, left, right) ??
        toldFormer(passage, left, right) ??
        glyphFormer(passage, left, right))
    : null;
}

/** "from $900 to $600", "down from $900", "instead of $900". */
function namedFormer(passage: Passage, left: MoneyQuantity, right: MoneyQuantity): MoneyQuantity | null {
  const { tokens, sentences, sentenceOf } = passage;
  const [word, second] = [tokens[right.first - 1]?.key ?? "", tokens[right.first - 2]?.key ?? ""];
  if (insteadOf.alone.has(word) || (insteadOf.of.has(word) && insteadOf.withOf.has(second))) return right;
  if (word === "than" && second === "rather") return right;
  if (fromWords.has(word) && (leading.has(second) || changed.has(second))) return right;
  // "paid $300 after they cut their demand from $900"
  if (
    fromWords.has(word) &&
    hasWord(tokens, Math.max(left.end, right.first - 5), right.first, changed) &&
    !toWords.has(tokens[right.end]?.key ?? "")
  )
    return right;
  if (right.first - left.end !== 1) return null;
  const sentence = sentences[sentenceOf[left.first] ?? 0]?.first ?? 0;
  const changes =
    hasWord(tokens, sentence, left.first, changing) || hasWord(tokens, right.end, right.end + 3, changed);
  const before = tokens[left.first - 1]?.key ?? "";
  // No range falls: "de 900 a 600" is a change whatever else is said.
  if (fromWords.has(before) && toWords.has(word) && (changes || right.amount < left.amount || word === "por"))
    return left;
  return changes && toWords.has(before) && fromWords.has(word) ? right : null;
}

// "initially", and then the amount.
const firstReach = 8;
const onceReach = 4;
const asking = new Set("asked asking demanded demanding being wanted listed priced sought".split(" "));

/** Whether an amount is said to have been asked at first: "initially $900", "first asked for $900". */
export function isAskedFirst({ tokens, sentences, sentenceOf }: Passage, first: number): boolean {
  const from = sentences[sentenceOf[first] ?? 0]?.first ?? 0;
  if (distanceBefore(tokens, first, from, atFirst, firstReach) !== null) return true;
  if (distanceBefore(tokens, first, from, once, onceReach) !== null) return true;
  for (let at = first - 1; at >= from && first - at <= firstReach; at--)
    if (
      tokens[at]?.key === "first" &&
      (asking.has(tokens[at + 1]?.key ?? "") || asking.has(tokens[at - 1]?.key ?? ""))
    )
      return true;
  return false;
}

/** "asked for $900 but lowered it to $600", "first $900, then $600", "$600, after first asking for $900". */
function toldFormer(passage: Passage, left: MoneyQuantity, right: MoneyQuantity): MoneyQuantity | null {
  const { tokens, sentenceOf } = passage;
  const isOneSentence = sentenceOf[left.first] === sentenceOf[right.first];
  const isSaid = (words: ReadonlySet<string>): boolean => hasWord(tokens, left.end, right.first, words);
  if (isSaid(revenue.words)) return null;
  const [word, second] = [tokens[right.first - 1]?.key ?? "", tokens[right.first - 2]?.key ?? ""];
  if (isOneSentence && isSaid(changed) && (toWords.has(word) || toWords.has(second))) return left;
  const isLeftFirst = isAskedFirst(passage, left.first);
  if (isLeftFirst && (isSaid(changed) || isSaid(present) || isSaid(later))) return left;
  return !isLeftFirst && isAskedFirst(passage, right.first) && right.first - left.end > 1 ? right : null;
}

// In characters.
const glyphReach = { before: 12, between: 24, after: 6 };

/** "从900美元降到600美元", "900ドルから600ドルに", "当初900万円、その後600万円". */
function glyphFormer(passage: Passage, left: MoneyQuantity, right: MoneyQuantity): MoneyQuantity | null {
  if (!isGlyphText(passage)) return null;
  const { tokens, folded } = passage;
  const [start, from, to, end] = [
    tokens[left.first]?.start ?? 0,
    tokens[left.end - 1]?.end ?? 0,
    tokens[right.first]?.start ?? 0,
    tokens[right.end - 1]?.end ?? 0,
  ];
  if (to - from > glyphReach.between) return null;
  const between = folded.text.slice(from, to).trim();
  const before = folded.text.slice(Math.max(0, start - glyphReach.before), start);
  if (glyphChanges.moved.test(between)) return left;
  if (
    glyphChanges.movedFrom.test(between) &&
    /^[にへ로으]/.test(folded.text.slice(end, end + glyphReach.after))
  )
    return left;
  return glyphChanges.atFirst.test(before) && glyphChanges.later.test(between) ? left : null;
}

/** Written `~~so~~`. */
function isStruck(tokens: readonly Token[], { first, end }: MoneyQuantity): boolean {
  const isTilde = (at: number): boolean => tokens[at]?.text === "~";
  return isTilde(first - 1) && isTilde(first - 2) && isTilde(end) && isTilde(end + 1);
}

const isArrow = (between: readonly Token[]): boolean =>
  between.length <= 3 && arrows.has(between.map(({ text }) => text).join(""));

/** Nothing but marks and the word for "now" stands between. */
const isBridged = (between: readonly Token[]): boolean =>
  between.every(
    ({ kind, key, gap }) =>
      gap !== "paragraph" &&
      (kind === "mark" || present.has(key) || fillers.has(key) || key === "but" || key === "and"),
  );

/** The word of time before an amount, with no more than "price", "it is" and a colon between. */
function cueBefore(
  tokens: readonly Token[],
  first: number,
): { readonly isPast: boolean; readonly opensClause: boolean } | null {
  for (let at = first - 1; at >= 0 && first - at <= 5; at--) {
    const token = tokens[at];
    if (token === undefined || tokens[at + 1]?.gap === "paragraph") return null;
    const isPast = past.has(token.key);
    if (isPast || present.has(token.key)) {
      const opens = token.gap === "line" || token.gap === "paragraph" || tokens[at - 1]?.kind === "mark";
      return { isPast, opensClause: opens || token.key !== "was" };
    }
    if (!fillers.has(token.key) && token.text !== ":" && token.text !== "~" && token.text !== "-")
      return null;
  }
  return null;
}
