/** What of a model's answer is believed: only what the post itself says. */
import type { MoneyQuantity, NumberQuantity } from "../listing/quantity.ts";
import { withBareAmounts } from "../listing/bare-amounts.ts";
import { dataTypeLabels } from "../listing/data-types.ts";
import { readPassage, type Passage } from "../listing/passage.ts";
import { evidenceAt } from "../listing/text.ts";
import type { DataType, Evidence, Listing, Post, Price, RecordCount } from "../model.ts";
import type { Answer, AnsweredDataType, AnsweredPrice, AnsweredRecord } from "./answer.ts";

// Never as sure as what we read ourselves.
const confidence = 0.4;
// In code units, as far as posts are read.
const maxLength = 256 * 1024;
const by = "enricher" as const;

/**
 * Adds to a listing what a model found besides.
 *
 * An amount or a count must stand in the title or the body, with the currency that is given; a data type's words
 * must. Whatever does not is dropped. Facts of ours stay as they are and come first: nothing replaces them.
 * @param listing - as it was read from the post, without earlier additions
 * @returns the listing with what was added marked `by: "enricher"`; the same object where nothing was
 */
export function acceptEnrichment(
  post: Pick<Post, "title" | "body">,
  listing: Listing,
  answer: Answer,
): Listing {
  const passages = [
    readPassage("title", post.title, maxLength),
    readPassage("body", post.body ?? "", maxLength),
  ];
  const prices = acceptPrices(passages, listing.prices, answer.prices);
  const records = acceptRecords(passages, listing.records, answer.records);
  const dataTypes = acceptDataTypes(post, listing.dataTypes, answer.dataTypes);
  if (prices.length + records.length + dataTypes.length === 0) return listing;
  return {
    ...listing,
    // Behind ours, since lots and conflicts count from the beginning.
    prices: [...listing.prices, ...prices],
    records: [...listing.records, ...records],
    dataTypes: [...listing.dataTypes, ...dataTypes],
  };
}

function acceptPrices(
  passages: readonly Passage[],
  ours: readonly Price[],
  answered: readonly AnsweredPrice[],
): readonly Price[] {
  const stated = passages.flatMap((passage) =>
    withBareAmounts(passage)
      .filter((quantity): quantity is MoneyQuantity => quantity.kind === "money")
      .map((quantity) => ({ ...quantity, ...place(passage, quantity) })),
  );
  const added: Price[] = [];
  for (const { amount, max = null, currency, role = "asking" } of answered) {
    const isSame = (other: Pick<Price, "amount" | "max" | "currency">): boolean =>
      other.amount === amount && other.max === max && other.currency === currency;
    if ([...ours, ...added].some(isSame)) continue;
    const found = stated.find((quantity) => isSame(quantity) && !isTaken(quantity, [...ours, ...added]));
    if (found !== undefined) added.push({ amount, max, currency, role, per: null, ...evidenceOf(found), by });
  }
  return added;
}

function acceptRecords(
  passages: readonly Passage[],
  ours: readonly RecordCount[],
  answered: readonly AnsweredRecord[],
): readonly RecordCount[] {
  const stated = passages.flatMap((passage) =>
    passage.quantities
      .filter((quantity): quantity is NumberQuantity => quantity.kind === "number")
      .map((quantity) => ({ ...quantity, ...place(passage, quantity) })),
  );
  const added: RecordCount[] = [];
  for (const { count, max = null, unit = null, role = "total" } of answered) {
    if (!Number.isInteger(count)) continue;
    if ([...ours, ...added].some((other) => other.count === count && other.max === max)) continue;
    const found = stated.find(
      (quantity) =>
        quantity.value === count && quantity.max === max && !isTaken(quantity, [...ours, ...added]),
    );
    if (found !== undefined)
      added.push({ count, max, unit, of: null, role, approximate: false, ...evidenceOf(found), by });
  }
  return added;
}

function acceptDataTypes(
  post: Pick<Post, "title" | "body">,
  ours: readonly DataType[],
  answered: readonly AnsweredDataType[],
): readonly DataType[] {
  const added: DataType[] = [];
  for (const { id, text, negated = false } of answered) {
    const label = Object.hasOwn(dataTypeLabels, id) ? dataTypeLabels[id] : undefined;
    if (label === undefined || [...ours, ...added].some((other) => other.id === id)) continue;
    for (const field of ["title", "body"] as const) {
      const start = (post[field] ?? "").indexOf(text);
      if (start < 0) continue;
      added.push({ id, label, negated, field, start, end: start + text.length, text, confidence, by });
      break;
    }
  }
  return added;
}

function place({ tokens, folded }: Passage, { first, end }: MoneyQuantity | NumberQuantity): Evidence {
  const start = tokens[first]?.start ?? 0;
  return evidenceAt(folded, start, tokens[end - 1]?.end ?? start, confidence);
}

const evidenceOf = ({ field, start, end, text }: Evidence): Evidence => ({
  field,
  start,
  end,
  text,
  confidence,
});

/** What we read as one thing is not read as another. */
const isTaken = ({ field, start, end }: Evidence, facts: readonly Evidence[]): boolean =>
  facts.some((fact) => fact.field === field && fact.start < end && start < fact.end);
