import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptEnrichment } from "../../src/enrich/accept.ts";
import { parseAnswer, type Answer } from "../../src/enrich/answer.ts";
import { readListing } from "../../src/listing/listing.ts";
import { ownFacts } from "../../src/alert/own-facts.ts";

const post = {
  title: "Harbour Lines, everything",
  body: "We took 40,000 passports. Their revenue is $9 billion. 🦆 The firm employs 12,500 sailors; think of €3,000. Wages too.",
};
const listing = readListing(post);
const nothing: Answer = { prices: [], records: [], dataTypes: [] };
const accept = (answer: Partial<Answer>) => acceptEnrichment(post, listing, { ...nothing, ...answer });

describe("what a model adds to a listing", () => {
  test("is an amount that stands in the text, with the words it stands in", () => {
    expect(listing.prices).toEqual([]);
    const { prices } = accept({ prices: [{ amount: 3000, currency: "EUR" }] });
    const [price, ...others] = prices;
    expect(others).toEqual([]);
    expect(price).toMatchObject({
      amount: 3000,
      currency: "EUR",
      role: "asking",
      text: "€3,000",
      by: "enricher",
    });
    expect(post.body.slice(price!.start, price!.end)).toBe("€3,000");
    expect(price!.confidence).toBeLessThanOrEqual(0.5);
  });

  test.for([
    [{ amount: 4000, currency: "EUR" }, "another amount"],
    [{ amount: 3000, currency: "USD" }, "another currency"],
    [{ amount: 3000, max: 4000, currency: "EUR" }, "a range of which the text knows one end"],
    [{ amount: 12_500, currency: "USD" }, "a count given for money"],
    [{ amount: 300, currency: "EUR" }, "a part of a number"],
  ] as const)("is never %j: %s", ([price]) => {
    expect(accept({ prices: [price] })).toBe(listing);
  });

  test("is a count that stands in the text", () => {
    const found = listing.records.map(({ count }) => count);
    expect(found).not.toContain(12_500);
    const { records } = accept({ records: [{ count: 12_500, unit: "people" }, { count: 12_000 }] });
    expect(records.map(({ count }) => count)).toEqual([...found, 12_500]);
    expect(records.at(-1)).toMatchObject({ text: "12,500", unit: "people", role: "total", by: "enricher" });
  });

  test("is a data type whose words stand in the text", () => {
    const { dataTypes } = accept({
      dataTypes: [
        { id: "income", text: "Wages" },
        { id: "phone", text: "telephone" },
        { id: "constructor", text: "Wages" },
      ],
    });
    expect(dataTypes.slice(listing.dataTypes.length)).toEqual([
      expect.objectContaining({ id: "income", field: "body", text: "Wages", by: "enricher" }),
    ]);
  });

  test("replaces nothing that we read: ours stays first and as it was", () => {
    const offer = {
      title: "[SELLING] Harbour Lines",
      body: "Price: $500. 90 GB, 40,000 customers, no passwords.",
    };
    const ours = readListing(offer);
    const same = acceptEnrichment(offer, ours, {
      prices: [{ amount: 500, currency: "USD", role: "paid" }],
      records: [{ count: 40_000, role: "sample" }],
      dataTypes: [{ id: "password", text: "passwords", negated: false }],
    });
    expect(same).toBe(ours);
  });

  test("is left out of what alerts and incidents follow from", () => {
    const more = accept({ prices: [{ amount: 3000, currency: "EUR" }], records: [{ count: 12_500 }] });
    expect(more).not.toEqual(listing);
    expect(ownFacts(more)).toEqual(listing);
  });

  test("is never anything else, whatever the answer", () => {
    const amount = fc.oneof(fc.double(), fc.constantFrom(3000, 12_500, 40_000, 9e9, 9));
    const entry = fc.oneof(
      fc.anything(),
      fc.record({
        amount,
        count: amount,
        currency: fc.constantFrom("EUR", "USD", "BTC", ""),
        max: fc.option(amount),
        id: fc.constantFrom("income", "name", "__proto__"),
        text: fc.constantFrom("Wages", "", "revenue"),
        role: fc.constantFrom("asking", "total", "king"),
      }),
    );
    const list = fc.oneof(fc.anything(), fc.array(entry, { maxLength: 6 }));
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ prices: list, records: list, dataTypes: list })),
        (json) => {
          const answer = parseAnswer(json);
          if (answer === null) return;
          const more = acceptEnrichment(post, listing, answer);
          expect(ownFacts(more)).toEqual(listing);
          for (const fact of [...more.prices, ...more.records, ...more.dataTypes]) {
            expect(fact.text).toBe(post[fact.field as "title" | "body"].slice(fact.start, fact.end));
            if (fact.by !== undefined) expect(fact.confidence).toBeLessThanOrEqual(0.5);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("an answer", () => {
  test.for([null, 5, "prices", [], { prices: "none" }, { records: { 0: 1 } }])("%j is none", (json) => {
    expect(parseAnswer(json)).toBeNull();
  });

  test("loses its malformed entries, and keeps the others", () => {
    expect(
      parseAnswer({
        prices: [{ amount: "500", currency: "USD" }, { amount: 500, currency: "USD", note: "x" }, null],
        records: [{ count: -1 }, { count: 7, unit: "sheep" }, { count: 7 }],
      }),
    ).toEqual({ prices: [{ amount: 500, currency: "USD" }], records: [{ count: 7 }], dataTypes: [] });
  });
});
