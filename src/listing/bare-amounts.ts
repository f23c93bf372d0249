/** Amounts written without a currency: an auction's stages, "selling for 3k". */
import { fromWords, toWords } from "./change-words.ts";
import { wordSet } from "./cues.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
import { coins } from "./price-cues.ts";
import type { NumberQuantity, Quantity } from "./quantity.ts";

/** Stages of an auction, written without a currency on forums that trade in dollars: "start 5k / step 1k / blitz 20k". */
const auctionWords: ReadonlySet<string> = new Set(["start", "step", "blitz", "старт", "шаг", "блиц"]);

/** A passage's quantities, with what is plainly an amount of money read as money. */
export function withBareAmounts(passage: Passage): readonly Quantity[] {
  const { tokens, quantities } = passage;
  const stages = new Set(
    quantities.filter((quantity) => quantity.kind === "number" && isAuctionAmount(tokens, quantity.first)),
  );
  const currency = soleCurrency(quantities);
  return quantities.map((quantity, at) => {
    if (quantity.kind !== "number") return quantity;
    const shared = currencyOfBoth(tokens, quantity, quantities[at + 1]);
    if (shared !== null) return asMoney(quantity, shared);
    // One such word alone may mean anything ("step 3").
    if (stages.size >= 2 && stages.has(quantity)) return asMoney(quantity, "USD");
    return isOfferedFor(tokens, quantity.first, quantity.end) ? asMoney(quantity, currency) : quantity;
  });
}

// "más de 900 a 3 dólares": more than 900 pieces.
const more = wordSet("más mais plus more menos");
/** "lowered from 900 to 600 dollars": the currency stands once. */
function currencyOfBoth(
  tokens: readonly Token[],
  { first, end }: NumberQuantity,
  next: Quantity | undefined,
): string | null {
  return next?.kind === "money" &&
    next.first === end + 1 &&
    toWords.has(tokens[end]?.key ?? "") &&
    fromWords.has(tokens[first - 1]?.key ?? "") &&
    !more.has(tokens[first - 2]?.key ?? "")
    ? next.currency
    : null;
}

const asMoney = ({ first, end, value, max }: NumberQuantity, currency: string): Quantity => ({
  kind: "money",
  first,
  end,
  amount: value,
  max,
  currency,
});

/** The first currency of states that a text names; such texts trade in dollars otherwise. */
function soleCurrency(quantities: readonly Quantity[]): string {
  for (const quantity of quantities)
    if (quantity.kind === "money" && !coins.has(quantity.currency) && quantity.currency !== "CREDITS")
      return quantity.currency;
  return "USD";
}

/** Whether an auction's word stands right before the number. */
export function isAuctionAmount(tokens: readonly Token[], first: number): boolean {
  const before = tokens[first - 1];
  const word =
    before !== undefined && [":", "-", "–", "="].includes(before.text) ? tokens[first - 2] : before;
  return auctionWords.has(word?.key ?? "");
}

const selling = wordSet("sold sell sells selling sale");
// What follows "for 3k" without being counted by it.
const carriesOn = wordSet("the a an my our this all only or and in via to on by with but if now each per");

/** "sold for 3k", "selling it for 3k": a round sum that counts nothing. */
export function isOfferedFor(tokens: readonly Token[], first: number, end: number): boolean {
  if (tokens[first - 1]?.key !== "for" || tokens[end - 1]?.key !== "k") return false;
  const next = tokens[end];
  if (next?.kind === "word" && next.gap !== "line" && next.gap !== "paragraph" && !carriesOn.has(next.key))
    return false;
  return tokens.slice(Math.max(0, first - 4), first - 1).some(({ key }) => selling.has(key));
}
