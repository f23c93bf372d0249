import type { Listing } from "../model.ts";

/** Whether a fact was added by an operator's own model. */
export const isAdded = ({ by }: { readonly by?: "enricher" | undefined }): boolean => by !== undefined;

/** A listing as we read it, without what a model added: alerts and incidents follow from nothing else. */
export const ownFacts = (listing: Listing): Listing => ({
  ...listing,
  prices: listing.prices.filter((price) => !isAdded(price)),
  records: listing.records.filter((record) => !isAdded(record)),
  dataTypes: listing.dataTypes.filter((type) => !isAdded(type)),
});
