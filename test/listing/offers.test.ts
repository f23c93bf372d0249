import { describe, expect, test } from "vitest";
import { explainListing, readListing, type ListingInput } from "../../src/listing/listing.ts";
import { prices, takenTypes } from "./reading.ts";

const read = (body: string, title = "", more: Partial<ListingInput> = {}) =>
  readListing({ title, body, ...more });
const names = (parties: readonly { readonly name: string }[]): readonly string[] =>
  parties.map(({ name }) => name);

describe("what a post is about", () => {
  test.for([
    ["Selling the database of a shop, price $500", "sale", "offered"],
    ["The gang demands a ransom and threatens to publish the data.", "ransom", null],
    ["A server was left open on the internet without a password.", "exposure", null],
    ["Hackers broke into the shop and stole customer data.", "breach", null],
    ["We publish the full dump of the shop for free, download link below.", "leak", "released"],
    ["Selling domain admin access to a hospital. Start price $3k, blitz $8k.", "access", "auction"],
    ["Database sold out, thanks for all offers, selling no more.", "sale", "sold"],
    ["Продам базу клиентов банка. Цена: 15 000$.", "sale", "offered"],
    ["Unbekannte verlangen 500.000 Euro Lösegeld.", "ransom", null],
    ["黑客出售用户数据，售价4000美元。", "sale", "offered"],
    ["The weather stays fine this week.", "other", null],
  ] as const)("%s", ([body, kind, status]) => {
    const listing = read(body);
    expect([listing.kind, listing.status]).toEqual([kind, status]);
  });
});

describe("parties", () => {
  test.for([
    ['A hacker who goes by the handle "quietfox" is selling the data.', ["quietfox"]],
    ["The LockBit 3.0 gang leaked the data.", ["LockBit"]],
    ["The data was posted on Breach Forums.", []],
    ["Acme confirmed the breach.", []],
  ] as const)("actors: %s", ([body, expected]) => {
    expect(names(read(body).actors)).toEqual(expected);
  });

  test.for([
    ["Acme suffered a data breach, Reuters reported.", ["Acme"]],
    ["The Acme breach was found by Kaspersky researchers in March.", ["Acme"]],
    ["Hackers stole the data from Acme Telecom on Monday.", ["Acme Telecom"]],
  ] as const)("victims: %s", ([body, expected]) => {
    expect(names(read(body).victims)).toEqual(expected);
  });

  test("a title that is only a name or a host names the victim", () => {
    expect(names(read("Data of 5,000 customers leaked.", "Acme Telecom").victims)).toEqual(["Acme Telecom"]);
    expect(names(read("", "shop.example").victims)).toEqual(["shop.example"]);
  });

  test("a post's author is an actor where it offers itself, and not where it reports", () => {
    expect(
      names(read("Selling it, contact me", "[SELLING] shop database", { author: "quietfox" }).actors),
    ).toEqual(["quietfox"]);
    expect(
      names(read("Selling the customers of Acme, 5,000 rows, $300.", "Acme", { author: "quietfox" }).actors),
    ).toEqual(["quietfox"]);
    expect(
      names(
        read("Hackers stole the customer data of Acme.", "Acme breached", { author: "Jo Reporter" }).actors,
      ),
    ).toEqual([]);
  });

  test("a tracker's own fields are quoted where they stand", () => {
    const listing = read("Acme builds machines. Revenue: $25 Million.", "Acme Corp", {
      victim: "Acme Corp",
      actor: "blackgoose",
      domain: "acme.example",
    });
    expect(listing.victims).toEqual([
      {
        name: "Acme Corp",
        domain: "acme.example",
        field: "victim",
        start: 0,
        end: 9,
        text: "Acme Corp",
        confidence: 0.95,
      },
    ]);
    expect(names(listing.actors)).toEqual(["blackgoose"]);
    expect(listing.actors[0]?.field).toBe("actor");
    expect(listing.kind).toBe("ransom");
    expect(listing.prices).toEqual([]);
  });
});

describe("deadlines against the time of the post", () => {
  const publishedAt = new Date("2024-01-03T12:00:00Z"); // a Wednesday
  test.for([
    ["Pay the ransom within 72 hours.", "2024-01-06T12:00:00.000Z"],
    ["You have 4 hours to pay.", "2024-01-03T16:00:00.000Z"],
    ["5 days left to decide.", "2024-01-08T12:00:00.000Z"],
    ["Pay by January 15 or the data is published.", "2024-01-15T23:59:59.000Z"],
    ["The offer is valid until Friday.", "2024-01-05T23:59:59.000Z"],
    ["The breach was found 3 days ago.", null],
  ] as const)("%s", ([body, expected]) => {
    expect(read(body, "", { publishedAt }).deadline?.toISOString() ?? null).toBe(expected);
  });

  test("a term in hours is none where the post has no time", () => {
    expect(read("Pay within 72 hours.").deadline).toBeNull();
  });
});

describe("terms", () => {
  test.for([
    ["20% discount if you pay today.", [["discount", 20]]],
    ["After that the price doubles.", [["increase", 100]]],
    ["The price rises 15% every 24 hours.", [["increase", 15]]],
    [
      "Price is negotiable, escrow accepted.",
      [
        ["negotiable", null],
        ["escrow", null],
      ],
    ],
    ["Price: $900, three copies will be sold.", [["copies", null]]],
    ["Copies of passports were stolen.", []],
  ] as const)("%s", ([body, expected]) => {
    expect(read(body).terms.map(({ kind, percent }) => [kind, percent])).toEqual(expected);
  });
});

describe("auctions", () => {
  test("stages without a currency are dollars, as forums mean them", () => {
    expect(prices(read("Start: 5k\nStep: 1k\nBlitz: 20k", "Auction: shop database"))).toEqual([
      "5000 USD start",
      "1000 USD step",
      "20000 USD blitz",
    ]);
  });
});

describe("a forum post in short lines", () => {
  const post = {
    title: "[SELLING] Acme Telecom database 12M users - $3,500",
    body: "Records: 12,340,112\nData: full name, phone, email, address, DOB, IMEI\nPrice: 3500$ (negotiable)",
    author: "quietfox",
  };

  test("is read line by line", () => {
    const listing = readListing(post);
    expect(prices(listing)).toEqual(["3500 USD asking"]);
    expect(listing.records.map(({ count }) => count)).toEqual([12_000_000, 12_340_112]);
    expect(takenTypes(listing).toSorted()).toEqual([
      "address",
      "device_info",
      "dob",
      "email",
      "name",
      "phone",
    ]);
    expect(names(listing.victims)).toEqual(["Acme Telecom"]);
  });

  test("is explained: each fact with the features that spoke for it", () => {
    const { listing, reasons } = explainListing(post);
    expect(reasons.prices.map(({ text }) => text)).toEqual(listing.prices.map(({ text }) => text));
    for (const { score, features } of [...reasons.prices, ...reasons.records, ...reasons.dataTypes]) {
      expect(score).toBeGreaterThan(0);
      expect(Object.keys(features)).not.toEqual([]);
    }
  });
});

describe("a machine's description", () => {
  test("is never read for prices, counts or data types", () => {
    const listing = read("Acme sells 5,000 passports for $900. Names and emails were stolen.", "Acme Corp", {
      generated: true,
    });
    expect([listing.prices, listing.records, listing.dataTypes]).toEqual([[], [], []]);
  });
});

describe("a part beside the whole", () => {
  test.for([
    ["First 10,000 rows for $250, all of it for $900.", 250, 900],
    ["The full database costs $4,000; 5,000 records cost $300.", 300, 4000],
    ["Todo por $900, 10.000 registros por $250.", 250, 900],
    ["Полная база за $900, 10 000 строк за $250.", 250, 900],
  ] as const)("%s", ([offer, part, whole]) => {
    const listing = readListing({
      title: "Harbour Lines customers",
      body: `Selling 52,000 customers. ${offer}`,
    });
    expect(listing.prices.map(({ amount, role }) => [amount, role])).toEqual([
      [whole, "asking"],
      [part, "lot"],
    ]);
    expect(listing.lots).toHaveLength(1);
  });
});

test("what a seller lists is there, however short the list", () => {
  const body = "Selling the customers of Harbour Lines. 52,000 customers: names, phones. Price: $900.";
  expect(takenTypes(readListing({ title: "Harbour Lines", body }))).toEqual(
    expect.arrayContaining(["name", "phone"]),
  );
});
