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

/** What an offer buys, as far as its own words tell. */
interface Offer extends LotReading {
  /** "all of it for $900": no lot, but what stands beside it is one. */
  readonly isWhole: boolean;
}

const wholeWords = new Set(
  (
    "all everything whole entire full complete both todo toda todos todas completo completa tout toute tous complet complète alles gesamt gesamte " +
    "ganze komplett komplette tudo inteiro inteira все всё вся весь целиком полная полностью"
  ).split(" "),
);
const wholeGlyphs = new Set("全整");

// A longer menu is cut: each lot is looked for among all counts and types.
const maxLots = 100;

/**
 * Pairs prices with what they buy.
 *
 * Only several itemised offers are lots: "0.15 BTC for A and 0.25 BTC for B", or a menu with one price a line; a single
 * offer has its price and its total. "10,000 rows for $250, all for $900" is one lot beside the whole.
 */
export function readLots(
  prices: readonly PriceReading[],
  counts: readonly CountReading[],
  types: readonly TypeReading[],
): readonly LotReading[] {
  const lots: LotReading[] = [];
  let hasWhole = false;
  const offers = prices.filter(
    ({ price }) =>
      price.role === "asking" || price.role === "ransom" || price.role === "lot" || price.role === "paid",
  );
  for (const passage of new Set(offers.map((offer) => offer.passage))) {
    const own = offers.filter((offer) => offer.passage === passage).slice(0, maxLots);
    for (const group of offerGroups(passage, own)) {
      const read = group.map((offer, at) => lotOf(offer, group, at, passage, counts, types));
      const itemised = read.filter((lot) => !lot.isWhole && (lot.count !== null || lot.types.length > 0));
      lots.push(...itemised);
      hasWhole ||= itemised.length > 0 && read.some(({ isWhole }) => isWhole);
    }
  }
  return lots.length > 1 || hasWhole ? lots.slice(0, maxLots) : [];
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
): Offer {
  const number = passage.sentenceOf[offer.quantity.first] ?? 0;
  const sentence: Sentence = passage.sentences[number] ?? { first: 0, end: 0, paragraph: 0 };
  const inSentence = (other: PriceReading | undefined): PriceReading | null =>
    other !== undefined && passage.sentenceOf[other.quantity.first] === number ? other : null;
  const next = inSentence(group[at + 1]);
  const previous = inSentence(group[at - 1]);
  // "X for A and Y for B" reads forwards, "A: X, B: Y" backwards; the first price of the sentence shows which.
  const first = group.find((other) => passage.sentenceOf[other.quantity.first] === number) ?? offer;
  const forwards =
    !saysWhole(passage, sentence.first, first.quantity.first) &&
    counts.every(
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
  const count = counts.find(within) ?? null;
  const kinds = types.filter(within);
  const isWhole = count === null && kinds.length === 0 && saysWhole(passage, from, to);
  return { price: offer, count, types: kinds, isWhole };
}

function saysWhole(passage: Passage, from: number, to: number): boolean {
  return passage.tokens.slice(from, to).some(({ key }) => wholeWords.has(key) || wholeGlyphs.has(key));
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
