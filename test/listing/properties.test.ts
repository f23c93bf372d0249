import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainListing, readListing, type ListingInput } from "../../src/listing/listing.ts";
import { lex } from "../../src/listing/lex.ts";
import { foldText } from "../../src/listing/text.ts";
import type { Evidence, Listing } from "../../src/model.ts";
import { countWork } from "./work.ts";

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
/** Signs that fold to more or fewer of them, to nothing, or only look as if they would. */
const foldingSigns = [
  "İ",
  "ı",
  "ß",
  "ﬁ",
  "ﷺ",
  "㍿",
  "ＡＢ",
  "…",
  "e\u0301",
  "z\u0351\u036b\u0343",
  "\u1100\u1161",
  "👩‍👩‍👧‍👦",
  "🇨🇭",
  "𝐁",
  "\ud800",
  "\udc00",
  "\u00ad",
  "\u200b",
  "\u202e",
  "\0",
  "\u2028",
  "\ufeff",
  "&amp;",
  "&nbsp;",
  "&#x41;",
  "&#0;",
  "&#x1F600;",
  "&ampamp;",
  "&;",
  "`",
  " ",
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

  test("finds a fact where it stands, whatever signs that fold to more or fewer stand around it", () => {
    const signs = fc
      .array(fc.constantFrom(...foldingSigns), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(signs, signs, (before, after) => {
        const body = `${before}\n\nPrice: $4,000. 48,500 customers, email addresses\n\n${after}`;
        const { prices, records, dataTypes } = readListing({ title: "[SELLING] customers", body });
        const at = (text: string) => ({ field: "body", start: body.indexOf(text), text });
        expect(prices).toEqual([expect.objectContaining(at("$4,000"))]);
        expect(records).toEqual([expect.objectContaining(at("48,500 customers"))]);
        expect(dataTypes).toContainEqual(expect.objectContaining(at("email addresses")));
      }),
      { numRuns: 200 },
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
        expect(listing).toEqual(readListing(input));
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
  // Counted, not timed: `countWork` gives the same figure on every machine.
  const kilo = 1024;
  const fill = (unit: string, length: number): string =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const workFor = (unit: string, length: number): number => {
    const post = { title: fill(unit, 300), body: fill(unit, length) };
    // Once before: tables are built when they are first needed.
    readListing(post);
    return countWork(() => readListing(post));
  };

  test.for([
    "9",
    " ",
    "b.",
    "a.",
    "f",
    "(",
    "<",
    "&#",
    "&#36;",
    "\n",
    "\u0301",
    "\ud800",
    "½",
    "1,",
    "1 - ",
    "$5 ",
    "$5 -> $4 ",
    "of ",
    "Mr. ",
    "Acme ",
    "one hundred ",
    "names, ",
    "姓名、",
    "225万美元 ",
    "x@y.example ",
    "4111 1111 1111 ",
    "1 BTC (about $5) ",
    "start 5k step 1k ",
    "lot 1: 5 records $5\n",
    "“quietfox” ",
    "10% off in 5 days ",
    "price raised from $5 to $6 ",
    "names and emails of 5 million customers, ",
  ])("%j over and over", (unit) => {
    expect(workFor(unit, 24 * kilo) / workFor(unit, 12 * kilo)).toBeLessThan(2.2);
  });

  test("of any few words over and over", () => {
    const piece = fc.oneof(
      fc.constantFrom(...words),
      fc.string({ unit: "binary", minLength: 1, maxLength: 4 }),
    );
    const unit = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.constantFrom("", " ", "\n"))
      .map(([parts, joint]) => parts.join(joint) + joint);
    fc.assert(
      fc.property(unit, (unit) => {
        expect(workFor(unit, 12 * kilo)).toBeLessThan(2.2 * workFor(unit, 6 * kilo));
      }),
      { numRuns: 40 },
    );
  });

  test.for(["records of Acme ", "&#36;"])(
    "and ends where reading ends: a megabyte of %j costs what half of it does",
    (unit) => {
      expect(workFor(unit, 1024 * kilo)).toBe(workFor(unit, 512 * kilo));
    },
  );

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
