import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import type { Listing } from "../../src/model.ts";
import { negatedTypes, prices, takenTypes } from "./reading.ts";

const folder = new URL("../../../shared/seeds/", import.meta.url);
const isThere = existsSync(folder);
if (!isThere)
  process.stdout.write("The articles beside the project are not here: their tests are skipped.\n");

interface Expected {
  readonly kind: Listing["kind"];
  /** Must be found. */
  readonly victim: string;
  /** Other names of the same victim, which may stand beside it; nobody else may. */
  readonly victimToo: readonly string[];
  readonly actors: readonly string[];
  readonly prices: readonly string[];
  /** Count and role, in rising order. */
  readonly records: readonly string[];
  /** Price, count and data types of each lot. */
  readonly lots: readonly string[];
  /** Counts that contradict each other. */
  readonly conflicts: readonly (readonly number[])[];
  readonly taken: readonly string[];
  readonly notTaken: readonly string[];
}

const nothing = { victimToo: [], actors: [], prices: [], lots: [], conflicts: [], notTaken: [] } as const;

const articles: readonly (readonly [prefix: string, expected: Expected])[] = [
  [
    "000",
    {
      ...nothing,
      kind: "exposure",
      victim: "iRent",
      victimToo: ["Heyun Mobile Services", "Heyun Mobile Service", "Hetai Group", "Hetai"],
      records: ["~100000 total", "140000 total", "~400000 total", "400100 total"],
      taken: [
        "address",
        "contacts",
        "credit_card_partial",
        "customer_record",
        "dob",
        "email",
        "name",
        "national_id",
        "phone",
        "photo",
        "signature",
      ],
      notTaken: ["credit_card", "payment_info"],
    },
  ],
  [
    "001",
    {
      ...nothing,
      kind: "breach",
      victim: "Mazda",
      records: ["~104732 total"],
      taken: ["email", "job", "name", "phone"],
      notTaken: ["customer_record"],
    },
  ],
  [
    "002",
    {
      ...nothing,
      kind: "sale",
      victim: "Suishenma",
      actors: ["XJP"],
      prices: ["4000 USD asking", "320000 INR equivalent", "4850 USD previous", "400000 INR equivalent"],
      records: ["47 sample", "48500000 total"],
      taken: ["health", "name", "national_id", "phone"],
    },
  ],
  [
    "003",
    {
      ...nothing,
      kind: "ransom",
      victim: "NIO",
      prices: ["2250000 USD ransom", "0.15 BTC lot", "0.25 BTC lot"],
      records: ["22800 lot", "22800 total", "39900 lot", "399000 total", "650000 total", "4850000 total"],
      lots: ["0.15 BTC: 22800 employee_record", "0.25 BTC: 39900 vehicle"],
      conflicts: [[399_000, 39_900]],
      // "operation information of the company" is told of as well.
      taken: ["address", "customer_record", "documents", "employee_record", "vehicle"],
    },
  ],
  [
    "004",
    {
      ...nothing,
      kind: "exposure",
      victim: "Toyota",
      victimToo: ["T-Connect"],
      records: ["~296000 total", "296019 total"],
      taken: ["customer_record", "email"],
      notTaken: ["credit_card", "name", "phone"],
    },
  ],
];

const recordsOf = ({ records }: Listing): readonly string[] =>
  records
    .toSorted((a, b) => a.count - b.count || a.role.localeCompare(b.role))
    .map(({ count, role, approximate }) => `${approximate ? "~" : ""}${count} ${role}`);

const lotsOf = ({ lots, prices: asked, records, dataTypes }: Listing): readonly string[] =>
  lots.map((lot) => {
    const price = asked[lot.price ?? -1];
    const types = lot.dataTypes.map((index) => dataTypes[index]?.id).join(" ");
    return `${price?.amount} ${price?.currency}: ${records[lot.records ?? -1]?.count} ${types}`;
  });

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
    expect(victims).toContain(expected.victim);
    expect(
      victims.filter((victim) => victim !== expected.victim && !expected.victimToo.includes(victim)),
    ).toEqual([]);
    expect({
      kind: listing.kind,
      actors: listing.actors.map((actor) => actor.name),
      prices: prices(listing),
      records: recordsOf(listing),
      sizes: listing.sizes,
      lots: lotsOf(listing),
      conflicts: listing.conflicts.map(({ records }) =>
        records.map((index) => listing.records[index]?.count),
      ),
      taken: takenTypes(listing).toSorted(),
      notTaken: negatedTypes(listing).toSorted(),
    }).toEqual({
      kind: expected.kind,
      actors: expected.actors,
      prices: expected.prices,
      records: expected.records,
      sizes: [],
      lots: expected.lots,
      conflicts: expected.conflicts,
      taken: expected.taken,
      notTaken: expected.notTaken,
    });
  });
});
