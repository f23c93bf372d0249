import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainListing, readListing, type ListingInput } from "../../src/listing/listing.ts";
import { lex } from "../../src/listing/lex.ts";
import { readPassage } from "../../src/listing/passage.ts";
import { foldText } from "../../src/listing/text.ts";
import type { Evidence, Listing } from "../../src/model.ts";

/** Words that lead deep into the readers, between characters whose length changes when they are folded. */
const words = [
  "$4,000",
  "price:",
  "10 BTC",
  "(about",
  "$117,000)",
  "1 million records",
  "48.5M users",
  "names,",
  "email addresses",
  "and passwords",
  "were not affected.",
  "stolen",
  "ransom",
  "selling",
  "hackers",
  "Acme Corp",
  "user “quietfox”",
  "225万美元",
  "姓名、电话",
  "テスト",
  "１２３",
  "İstanbul",
  "e\u0301te\u0301",
  "ﬁles",
  "👩‍👩‍👧‍👦",
  "\ud800",
  "&amp;",
  "&#36;5",
  "&bogus;",
  "\u200b",
  "\n",
  "\n\n",
  "not the first",
  "Related posts",
  "20% discount",
  "within 48 hours",
  "by January 15",
  "ＵＳ＄２",
  "z\u0351\u036b\u0343",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 40 })
  .map((parts) => parts.join(" "));
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const post: fc.Arbitrary<ListingInput> = fc.record({
  title: text,
  body: fc.option(text),
  author: optional(text),
  victim: optional(text),
  actor: optional(text),
  domain: optional(fc.constantFrom("acme.example", "")),
  records: optional(fc.nat()),
  dataTypes: optional(fc.array(text, { maxLength: 4 })),
  generated: optional(fc.boolean()),
  publishedAt: optional(fc.date({ noInvalidDate: true })),
});

const evidenceOf = (listing: Listing): readonly Evidence[] => [
  ...listing.actors,
  ...listing.victims,
  ...listing.prices,
  ...listing.records,
  ...listing.sizes,
  ...listing.dataTypes,
  ...listing.terms,
];

describe("reading any post", () => {
  test("never throws, and every fact quotes the original text", () => {
    fc.assert(
      fc.property(post, (input) => {
        const listing = readListing(input);
        for (const fact of evidenceOf(listing)) {
          const source = input[fact.field];
          expect(typeof source).toBe("string");
          expect(fact.text).toBe(String(source).slice(fact.start, fact.end));
          expect(fact.text).not.toBe("");
          expect(fact.confidence).toBeGreaterThanOrEqual(0);
          expect(fact.confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("gives finite amounts and indexes that exist", () => {
    fc.assert(
      fc.property(post, (input) => {
        const { prices, records, sizes, dataTypes, lots, conflicts } = readListing(input);
        for (const { amount } of prices)
          expect(amount).toSatisfy((value: number) => Number.isFinite(value) && value > 0);
        for (const { count } of records)
          expect(count).toSatisfy((value: number) => Number.isInteger(value) && value > 0);
        for (const { bytes } of sizes)
          expect(bytes).toSatisfy((value: number) => Number.isFinite(value) && value > 0);
        for (const lot of lots) {
          if (lot.price !== null) expect(prices[lot.price]).toBeDefined();
          if (lot.records !== null) expect(records[lot.records]).toBeDefined();
          for (const index of lot.dataTypes) expect(dataTypes[index]).toBeDefined();
        }
        for (const conflict of conflicts)
          for (const index of conflict.records) expect(records[index]).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });

  test("explains itself in plain JSON, one reason a fact", () => {
    fc.assert(
      fc.property(post, (input) => {
        const { listing, reasons } = explainListing(input);
        expect(JSON.parse(JSON.stringify(reasons))).toEqual(reasons);
        expect(reasons.prices.length).toBe(listing.prices.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe("folding a text", () => {
  test("keeps the way back: a fact's offsets rise and stay inside", () => {
    fc.assert(
      fc.property(text, (original) => {
        const folded = foldText("body", original, 4096);
        if (folded.starts === null || folded.ends === null) {
          expect(folded.text).toBe(original);
          return;
        }
        expect(folded.starts.length).toBe(folded.text.length);
        for (let at = 1; at < folded.starts.length; at++)
          expect(folded.starts[at]).toBeGreaterThanOrEqual(folded.starts[at - 1] ?? 0);
        for (const end of folded.ends) expect(end).toBeLessThanOrEqual(original.length);
      }),
    );
  });

  test("is read up to its limit and no further", () => {
    expect(foldText("body", "a".repeat(500), 100).text).toHaveLength(100);
    const listing = readListing({ title: "", body: `${" ".repeat(256 * 1024)}Price: $500` });
    expect(listing.prices).toEqual([]);
  });
});

describe("work grows with the length, not with its square", () => {
  // Counted, not timed: what a sentence or a fact may look at is bounded, whatever the text.
  test.for([
    "1 million ",
    "4111 1111 1111 ",
    "$5 ",
    "names, ",
    "not the first ",
    "Acme ",
    "a.",
    "(",
    "10% off in 5 days ",
  ])("%s over and over", (unit) => {
    const passage = readPassage("body", unit.repeat(5000), 256 * 1024);
    for (const { first, end } of passage.sentences) expect(end - first).toBeLessThanOrEqual(250);
    expect(passage.tokens.length).toBeLessThanOrEqual(unit.length * 5000);
    const listing = readListing({ title: "", body: unit.repeat(5000) });
    expect(listing.lots.length).toBeLessThanOrEqual(100);
    expect(listing.terms.length).toBeLessThanOrEqual(50);
  });

  test.for([
    ["digits", "9".repeat(100_000)],
    ["blanks", `$${" ".repeat(100_000)}x`],
    ["dots", `${"b.".repeat(50_000)}@b`],
    ["one word", "f".repeat(100_000)],
    ["marks", `e${"\u0301".repeat(50_000)}`],
    ["brackets", "<".repeat(100_000)],
    ["ampersands", "&#".repeat(50_000)],
  ] as const)("a text of %s is answered", ([, body]) => {
    expect(readListing({ title: body.slice(0, 300), body }).prices).toEqual([]);
  });

  test("tokens lie in order and hold no white space at their ends", () => {
    fc.assert(
      fc.property(text, (original) => {
        let last = 0;
        for (const { start, end } of lex(original)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });
});
