import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import type { Listing } from "../../src/model.ts";
import { counts, negatedTypes, prices, takenTypes } from "./reading.ts";

const folder = new URL("../../../shared/seeds/", import.meta.url);
const isThere = existsSync(folder);
if (!isThere)
  process.stdout.write("The articles beside the project are not here: their tests are skipped.\n");

interface Expected {
  readonly kind: Listing["kind"];
  readonly victim: string;
  readonly notVictims: readonly string[];
  readonly actors: readonly string[];
  readonly prices: readonly string[];
  readonly counts: readonly number[];
  readonly taken: readonly string[];
  readonly notTaken: readonly string[];
}

const articles: readonly (readonly [prefix: string, expected: Expected])[] = [
  [
    "000",
    {
      kind: "exposure",
      victim: "iRent",
      notVictims: ["Mazda", "Tesla"],
      actors: [],
      prices: [],
      counts: [100_000, 140_000, 400_000, 400_100],
      taken: [
        "name",
        "phone",
        "address",
        "credit_card_partial",
        "national_id",
        "dob",
        "email",
        "family",
        "photo",
        "signature",
      ],
      notTaken: ["credit_card"],
    },
  ],
  [
    "001",
    {
      kind: "breach",
      victim: "Mazda",
      notVictims: ["Toyota", "Tesla"],
      actors: [],
      prices: [],
      counts: [104_732],
      taken: ["name", "email", "job", "phone"],
      notTaken: ["customer_record"],
    },
  ],
  [
    "002",
    {
      kind: "sale",
      victim: "Suishenma",
      notVictims: ["Reuters", "Alibaba", "Tencent", "Breach Forums", "XJP"],
      actors: ["XJP"],
      prices: ["4000 USD asking", "320000 INR equivalent", "4850 USD previous", "400000 INR equivalent"],
      counts: [47, 48_500_000],
      taken: ["phone", "name", "national_id", "health"],
      notTaken: [],
    },
  ],
  [
    "003",
    {
      kind: "ransom",
      victim: "NIO",
      notVictims: ["Xiaomi", "Tesla", "Loongson"],
      actors: [],
      prices: ["2250000 USD ransom", "0.15 BTC lot", "0.25 BTC lot"],
      counts: [22_800, 39_900, 399_000, 650_000, 4_850_000],
      taken: ["employee_record", "vehicle", "address", "customer_record"],
      notTaken: [],
    },
  ],
  [
    "004",
    {
      kind: "exposure",
      victim: "Toyota",
      notVictims: ["Kojima", "Kaspersky", "Reuters", "Gizmodo"],
      actors: [],
      prices: [],
      counts: [296_000, 296_019],
      taken: ["email", "customer_record"],
      notTaken: ["name", "phone", "credit_card"],
    },
  ],
];

describe.skipIf(!isThere)("the article", () => {
  // With the first line as the title, and as one text without a title: both are how pages come in.
  const cases = articles.flatMap(([prefix, expected]) => [
    { prefix, expected, titled: false },
    { prefix, expected, titled: true },
  ]);
  test.for(cases)("$prefix is read exactly (title: $titled)", ({ prefix, expected, titled }) => {
    const name = readdirSync(folder).find((file) => file.startsWith(prefix)) ?? "";
    const text = readFileSync(new URL(name, folder), "utf8");
    const [first = "", ...lines] = text.split("\n");
    const listing = readListing(
      titled ? { title: first, body: lines.join("\n") } : { title: "", body: text },
    );
    const victims = listing.victims.map((victim) => victim.name);
    expect(listing.kind).toBe(expected.kind);
    expect(victims).toContain(expected.victim);
    for (const other of expected.notVictims) expect(victims.join()).not.toContain(other);
    expect(listing.actors.map((actor) => actor.name)).toEqual(expected.actors);
    expect(prices(listing)).toEqual(expected.prices);
    expect(counts(listing)).toEqual(expected.counts);
    expect(listing.sizes).toEqual([]);
    expect(takenTypes(listing)).toEqual(expect.arrayContaining([...expected.taken]));
    for (const type of expected.notTaken) {
      expect(negatedTypes(listing)).toContain(type);
      expect(takenTypes(listing)).not.toContain(type);
    }
    for (const type of expected.taken) expect(negatedTypes(listing)).not.toContain(type);
  });
});
