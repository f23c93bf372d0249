/** Conditions of an offer: discounts, threats to raise the price, copies, escrow. */
import type { Term } from "../model.ts";
import { distanceAfter, distanceBefore } from "./cues.ts";
import { lazily } from "./lazy.ts";
import type { Passage } from "./passage.ts";
import { longestPhrase, phraseTable } from "./phrases.ts";
import type { DurationQuantity, PercentQuantity } from "./quantity.ts";
import { evidenceAt } from "./text.ts";

const phrases = lazily(() =>
  phraseTable<Term["kind"]>(
    (
      [
        [
          "negotiable",
          "negotiable|price is negotiable|open to offers|or best offer|obo|make an offer|торг|торг уместен|negociable|negociável|verhandlungsbasis|可议价|可小刀",
        ],
        ["escrow", "escrow|guarantor|garant|middleman|гарант|through the guarantor|担保|中间人"],
        [
          "exclusive",
          "exclusive|exclusively|one copy|only one copy|1 copy|sold once|one hand|one buyer|single buyer|in one hand|в одни руки|эксклюзив|exclusivo|独家",
        ],
        ["copies", "copies|copias|copies will be sold|копии"],
      ] as const
    ).flatMap(([kind, words]) => words.split("|").map((word): [string, Term["kind"]] => [word, kind])),
  ),
);
const cheaper = new Set(
  "discount discounts off rabatt descuento desconto remise скидка sconto korting 折扣".split(" "),
);
const dearer = new Set(
  "increase increases increased increasing rise rises raise raised doubles double doubled higher up grow grows erhöht aumenta aumentará verdoppelt duplica".split(
    " ",
  ),
);
const doubling = new Set("doubles double doubled verdoppelt duplica удвоится".split(" "));
const priceWords = new Set("price ransom demand amount preis precio preço prix цена sum cost".split(" "));

const reach = 12;
const maxTerms = 50;

/** Reads the terms of one field. */
export function readTerms(passage: Passage): readonly Term[] {
  const { tokens } = passage;
  const terms: Term[] = [];
  const add = (
    kind: Term["kind"],
    percent: number | null,
    withinHours: number | null,
    first: number,
    end: number,
  ): void => {
    if (terms.length < maxTerms)
      terms.push({
        kind,
        percent,
        withinHours,
        ...evidenceAt(passage.folded, tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0, 0.7),
      });
  };
  for (const quantity of passage.quantities)
    if (quantity.kind === "percent") addPercent(passage, quantity, add);
  for (let index = 0; index < tokens.length;) {
    const found = longestPhrase(phrases(), tokens, index);
    if (
      doubling.has(tokens[index]?.key ?? "") &&
      distanceBefore(tokens, index, sentenceStart(passage, index), priceWords, 5) !== null
    )
      add("increase", 100, durationNear(passage, index)?.hours ?? null, index, index + 1);
    // "copies of passports" are no copies of the offer.
    if (found !== null && !(found.value === "copies" && !isCopies(passage, index)))
      add(found.value, null, null, found.value === "copies" ? index - 1 : index, found.end);
    index = found?.end ?? index + 1;
  }
  return terms;
}

const sentenceStart = (passage: Passage, index: number): number =>
  passage.sentences[passage.sentenceOf[index] ?? 0]?.first ?? 0;

function isCopies(passage: Passage, index: number): boolean {
  const before = passage.tokens[index - 1];
  if (before === undefined || passage.tokens[index + 1]?.key === "of") return false;
  return before.kind === "number" || ["two", "three", "four", "five"].includes(before.key);
}

function addPercent(
  passage: Passage,
  quantity: PercentQuantity,
  add: (kind: Term["kind"], percent: number, hours: number | null, first: number, end: number) => void,
): void {
  const { tokens, sentences, sentenceOf } = passage;
  const sentence = sentences[sentenceOf[quantity.first] ?? 0];
  if (sentence === undefined) return;
  const { first, end } = quantity;
  const hours = durationNear(passage, end)?.hours ?? null;
  if (
    distanceAfter(tokens, end, sentence.end, cheaper, 3) !== null ||
    distanceBefore(tokens, first, sentence.first, cheaper, 4) !== null
  )
    add("discount", quantity.value, hours, first, end);
  else if (
    distanceBefore(tokens, first, sentence.first, dearer, 4) !== null ||
    distanceAfter(tokens, end, sentence.end, dearer, 2) !== null
  ) {
    if (distanceBefore(tokens, first, sentence.first, priceWords, 8) !== null)
      add("increase", quantity.value, hours, first, end);
  }
}

function durationNear(passage: Passage, index: number): DurationQuantity | null {
  for (const quantity of passage.quantitiesOf.get(passage.sentenceOf[index] ?? 0) ?? [])
    if (quantity.kind === "duration" && quantity.first >= index && quantity.first - index <= reach)
      return quantity;
  return null;
}
