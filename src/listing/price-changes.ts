/** Lowered and raised prices: "was $900, now $600", "$900 -> $600", "~~$900~~ $600", "$600 instead of $900". */
import { hasWord, wordSet } from "./cues.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
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
const past = wordSet(
  "was were old previous previously former formerly before originally original earlier initial initially antes alt vorher war bisher ancien avant старая раньше было",
);
const present = wordSet(
  "now new today currently current jetzt neu nun ahora nuevo agora novo maintenant nouveau теперь новая сейчас стало",
);
// They may stand between such a word and its amount.
const fillers = wordSet(
  "price priced the it is its at for only just asking cost precio preis preço prix цена",
);
const changing = wordSet(
  "price prices priced cut lowered lower lowers reduced reduces reducing reduce dropped drops drop raised raises raise increased increases discounted slashed changed went down up",
);
const leading = wordSet("down up reduced lowered dropped raised increased discounted slashed cut marked");
const arrows: ReadonlySet<string> = new Set(["->", "-->", "=>", "==>", "→", "⇒", "➡", "➜", "⟶"]);

const rising = wordSet("raised raises raise raising increased increases increase changed up hiked");

/** "raised from $4,000 to $5,000" is no range: each end is an amount of its own. */
export function splitRises(passage: Passage, amounts: readonly MoneyQuantity[]): readonly MoneyQuantity[] {
  const { tokens, sentences, sentenceOf } = passage;
  return amounts.flatMap((amount) => {
    const { first, end, max } = amount;
    const from = sentences[sentenceOf[first] ?? 0]?.first ?? 0;
    if (max === null || tokens[first - 1]?.key !== "from" || !hasWord(tokens, from, first, rising))
      return [amount];
    const offset = tokens.slice(first, end).findIndex(({ key }) => key === "to");
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
  for (const [at, left] of amounts.entries()) {
    const right = amounts[at + 1];
    if (right === undefined) break;
    const change = formerOf(passage, left, right);
    if (change === null) continue;
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
  if (rightCue?.isPast === true && (leftCue?.isPast === false || (isSame && rightCue.opensClause)))
    return right;
  // "$900 before, $600 now"
  if (past.has(between[0]?.key ?? "") && present.has(tokens[right.end]?.key ?? "")) return left;
  return isSame ? namedFormer(passage, left, right) : null;
}

/** "from $900 to $600", "down from $900", "instead of $900". */
function namedFormer(passage: Passage, left: MoneyQuantity, right: MoneyQuantity): MoneyQuantity | null {
  const { tokens, sentences, sentenceOf } = passage;
  const [word, second] = [tokens[right.first - 1]?.key ?? "", tokens[right.first - 2]?.key ?? ""];
  if (word === "of" && second === "instead") return right;
  if (word === "than" && second === "rather") return right;
  if (word === "from" && leading.has(second)) return right;
  const changes = hasWord(tokens, sentences[sentenceOf[left.first] ?? 0]?.first ?? 0, left.first, changing);
  const before = tokens[left.first - 1]?.key;
  if (changes && right.first - left.end === 1)
    return before === "from" && word === "to" ? left : before === "to" && word === "from" ? right : null;
  return null;
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
