import type { Listing } from "../../src/model.ts";

/** Prices as one line each: "4000 USD asking". */
export const prices = (listing: Listing): readonly string[] =>
  listing.prices.map(
    ({ amount, max, currency, role }) => `${max === null ? amount : `${amount}-${max}`} ${currency} ${role}`,
  );

/** The different counts, in rising order. */
export const counts = (listing: Listing): readonly number[] =>
  [...new Set(listing.records.map(({ count }) => count))].toSorted((a, b) => a - b);

export const takenTypes = (listing: Listing): readonly string[] =>
  listing.dataTypes.filter(({ negated }) => !negated).map(({ id }) => id);

export const negatedTypes = (listing: Listing): readonly string[] =>
  listing.dataTypes.filter(({ negated }) => negated).map(({ id }) => id);
