import type { ListingKind } from "../../src/model.ts";

/** How each kind of listing is named to people. */
export const kinds = {
  sale: "Data for sale",
  ransom: "Ransom demand",
  leak: "Data leaked",
  breach: "Data breach",
  exposure: "Data exposed",
  access: "Access for sale",
  other: "Other",
} as const satisfies Record<ListingKind, string>;
