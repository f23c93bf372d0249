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

const told = "Harbour Lines confirmed that user data was leaked.";

test.for([
  ["", "AnaRoeAnaRoe ・ Dec. 21, 2022\n" + told],
  ["AnaRoeAnaRoe ・ Dec. 21, 2022", told],
  ["", "Ana Roe\n" + told],
  ["", "By Ana Roe, Dec. 21, 2022\n" + told],
  ["", told + " It alarmed Ana Roe, the head of the digital department."],
  ["Ana Roe, head of the digital department, apologised", told],
  ["User data leaked", told + " Data of director Ana Roe was leaked as well."],
] as const)("takes no person for a victim: %s %s", ([title, body]) => {
  expect(namesOf(title, body)).toEqual(["Harbour Lines"]);
});

test.for([
  "VERIFIED Harbour Lines 20 GB",
  "UPDATED Harbour Lines database 20GB",
  "EXCLUSIVE: Harbour Lines database",
  "REPOST Harbour Lines 2TB",
  "DROP SELLING Harbour Lines",
  "Fresh Harbour Lines database",
  "Full Harbour Lines DB 300 GB",
  "Harbour Lines - Full Database 300 GB UPDATED",
])("leaves labels and sizes out of the name: %s", (title) => {
  expect(namesOf(title)).toEqual(["Harbour Lines"]);
});

test.for([
  ["EXCLUSIVE Fresh Customer Database", "Selling fresh database VERIFIED 20 GB"],
  ["SELLING Database 300 GB", "Full. Fresh. VERIFIED."],
  ["Company data breach", "Retail Company data leaked."],
] as const)("names nobody where only labels and plain nouns stand: %s", ([title, body]) => {
  expect(namesOf(title, body)).toEqual([]);
});
