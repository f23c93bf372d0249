/** Which price buys which records and data types. */
import type { Lot } from "../model.ts";
import type { CountReading } from "./counts.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { PriceReading } from "./prices.ts";
import type { TypeReading } from "./types.ts";

/** A lot by its parts. */
export interface LotReading {
  readonly price: PriceReading;
  readonly count: CountReading | null;
  readonly types: readonly TypeReading[];
}

// A longer menu is cut: each lot is looked for among all counts and types.
const maxLots = 100;

/**
 * Pairs prices with what they buy.
 *
 * Only several itemised offers are lots: "0.15 BTC for A and 0.25 BTC for B", or a menu with one price a line; a single offer has its price and its total.
 */
export function readLots(
  prices: readonly PriceReading[],
  counts: readonly CountReading[],
  types: readonly TypeReading[],
): readonly LotReading[] {
  const lots: LotReading[] = [];
  const offers = prices.filter(
    ({ price }) =>
      price.role === "asking" || price.role === "ransom" || price.role === "lot" || price.role === "paid",
  );
  for (const passage of new Set(offers.map((offer) => offer.passage))) {
    const own = offers.filter((offer) => offer.passage === passage).slice(0, maxLots);
    for (const group of offerGroups(passage, own))
      lots.push(
        ...group
          .map((offer, at) => lotOf(offer, group, at, passage, counts, types))
          .filter(({ count, types: kinds }) => count !== null || kinds.length > 0),
      );
  }
  return lots.length > 1 ? lots.slice(0, maxLots) : [];
}

/** Prices of one sentence, or of neighbouring lines with one price each. */
function offerGroups(
  passage: Passage,
  offers: readonly PriceReading[],
): readonly (readonly PriceReading[])[] {
  const sentence = (offer: PriceReading): number => passage.sentenceOf[offer.quantity.first] ?? 0;
  const groups: PriceReading[][] = [];
  for (const offer of offers) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const near =
      last !== undefined &&
      (sentence(offer) === sentence(last) ||
        (isLine(passage, sentence(offer)) && sentence(offer) - sentence(last) === 1));
    if (group !== undefined && near) group.push(offer);
    else groups.push([offer]);
  }
  return groups.filter((group) => group.length > 1);
}

function isLine(passage: Passage, number: number): boolean {
  const sentence = passage.sentences[number];
  if (sentence === undefined) return false;
  const gap = passage.tokens[sentence.first]?.gap;
  return (gap === "line" || gap === "paragraph") && sentence.end - sentence.first <= 40;
}

function lotOf(
  offer: PriceReading,
  group: readonly PriceReading[],
  at: number,
  passage: Passage,
  counts: readonly CountReading[],
  types: readonly TypeReading[],
): LotReading {
  const number = passage.sentenceOf[offer.quantity.first] ?? 0;
  const sentence: Sentence = passage.sentences[number] ?? { first: 0, end: 0, paragraph: 0 };
  const inSentence = (other: PriceReading | undefined): PriceReading | null =>
    other !== undefined && passage.sentenceOf[other.quantity.first] === number ? other : null;
  const next = inSentence(group[at + 1]);
  const previous = inSentence(group[at - 1]);
  // "X for A and Y for B" reads forwards, "A: X, B: Y" backwards; the first price of the sentence shows which.
  const first = group.find((other) => passage.sentenceOf[other.quantity.first] === number) ?? offer;
  const forwards = counts.every(
    (count) =>
      !(count.passage === passage && count.first >= sentence.first && count.end <= first.quantity.first),
  );
  const alone = next === null && previous === null;
  const from =
    alone || (!forwards && previous === null)
      ? sentence.first
      : forwards
        ? offer.quantity.end
        : (previous?.quantity.end ?? sentence.first);
  const to = alone ? sentence.end : forwards ? (next?.quantity.first ?? sentence.end) : offer.quantity.first;
  const within = (item: { passage: Passage; first: number; end: number }): boolean =>
    item.passage === passage && item.first >= from && item.end <= to;
  return { price: offer, count: counts.find(within) ?? null, types: types.filter(within) };
}

/** Lots as indexes into the listing's arrays. */
export function indexLots(
  lots: readonly LotReading[],
  prices: readonly PriceReading[],
  counts: readonly CountReading[],
  types: readonly TypeReading[],
): readonly Lot[] {
  const indexOf = <Item>(items: readonly Item[], item: Item | null): number | null => {
    const index = item === null ? -1 : items.indexOf(item);
    return index < 0 ? null : index;
  };
  return lots.map((lot) => ({
    price: indexOf(prices, lot.price),
    records: indexOf(counts, lot.count),
    dataTypes: [
      ...new Set(
        lot.types
          .map(({ type }) =>
            types.findIndex((other) => other.type.id === type.id && other.type.negated === type.negated),
          )
          .filter((index) => index >= 0),
      ),
    ],
  }));
}
