import { expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";

const namesOf = (title: string, body: string | null = null) =>
  readListing({ title, body }).victims.map(({ name }) => name);

test.for([
  ["[SELLING] Harbour Lines database", ["Harbour Lines"]],
  ["[PRICE DROP] [SELLING] Harbour Lines database", ["Harbour Lines"]],
  ["【SELLING】 Harbour Lines database", ["Harbour Lines"]],
  ["Carmaker Velda extorted after theft of customer data", ["Velda"]],
  ["Retailer Northgate confirms data breach", ["Northgate"]],
] as const)("takes no label and no trade for a victim's name: %s", ([title, names]) => {
  expect(namesOf(title)).toEqual(names);
});
