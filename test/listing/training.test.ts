import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import committed from "../../src/listing/weights.json" with { type: "json" };
import type { Group } from "../../src/listing/weights.ts";
import { gatherExamples } from "../../training/examples.ts";
import { countRight, fitWeights } from "../../training/fit.ts";
import { readLabelledTexts } from "../../training/labels.ts";
import { trainWeights } from "../../training/weights.ts";

const texts = readLabelledTexts(join(import.meta.dirname, "../../training/texts"));
const { examples, unseen } = gatherExamples(texts);

describe("the committed weights", () => {
  test("are what training makes of the shipped texts", () => {
    const trained = JSON.stringify(trainWeights(examples), null, 2);
    expect(trained, "run `npm run train`").toBe(JSON.stringify(committed, null, 2));
  });

  test.for([
    ["price", 0.9],
    ["priceRole", 0.9],
    ["count", 0.85],
    ["countRole", 0.95],
    ["dataType", 0.75],
  ] as const)("judge the labelled texts: %s, at least %d rightly", ([group, least]) => {
    const right = countRight(committed[group], examples[group]);
    expect(right / examples[group].length).toBeGreaterThanOrEqual(least);
  });
});

describe("the shipped texts", () => {
  test("label at least 120 amounts in eight languages", () => {
    const prices = texts.flatMap(({ language, spans }) =>
      spans.filter(({ group }) => group === "price").map(() => language),
    );
    expect(prices.length).toBeGreaterThanOrEqual(120);
    expect(new Set(prices)).toEqual(new Set(["en", "zh", "ru", "es", "fr", "de", "ja", "pt"]));
  });

  test("label no amount that is not read as one", () => {
    expect(unseen.filter((span) => !/ (?:taken|denied)$/.test(span))).toEqual([]);
  });

  test("have every labelled price in their listings, save a few", () => {
    const missed = texts.flatMap(({ at, post, spans }) => {
      const { prices } = readListing(post);
      return spans
        .filter(({ group, field, start, end }) => {
          const isFound = prices.some(
            (price) => price.field === field && price.start < end && start < price.end,
          );
          return group === "price" && !isFound;
        })
        .map(({ text }) => `${at} ${text}`);
    });
    expect(missed.length).toBeLessThanOrEqual(10);
  });
});

describe("fitting", () => {
  const priors = { asked: { base: -1, near: 0, far: 0, unseen: 0.7 } };
  const seen = [
    ...Array.from({ length: 60 }, () => ({ features: ["near"], role: "asked" })),
    ...Array.from({ length: 60 }, () => ({ features: ["far"], role: null })),
  ];

  test("moves a weight the way its examples point, and leaves the others", () => {
    const { asked } = fitWeights(priors, seen);
    expect(asked?.["near"]).toBeGreaterThan(0.3);
    expect(asked?.["far"]).toBeLessThan(0);
    expect([asked?.["base"], asked?.["unseen"]]).toEqual([-1, 0.7]);
  });

  test("gives the same weights in whatever order the examples come", () => {
    for (const group of Object.keys(examples) as Group[]) {
      const fitted = fitWeights(committed[group], examples[group]);
      expect(fitWeights(committed[group], examples[group].toReversed())).toEqual(fitted);
    }
  });

  test("weighs several roles against each other", () => {
    const roles = { first: { base: 0, sign: 0 }, second: { base: 0, sign: 0 } };
    const fitted = fitWeights(
      roles,
      Array.from({ length: 80 }, () => ({ features: ["sign"], role: "second" })),
    );
    expect(fitted["second"]?.["sign"]).toBeGreaterThan(0.3);
    expect(fitted["first"]?.["sign"]).toBe(-(fitted["second"]?.["sign"] ?? 0));
  });
});

describe("a folder of labelled texts", () => {
  let folder = "";
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const readLines = (...lines: readonly string[]) => {
    folder = mkdtempSync(join(tmpdir(), "leakwatch-labels-"));
    writeFileSync(join(folder, "own.jsonl"), lines.join("\n"));
    return readLabelledTexts(folder);
  };

  test("quotes its spans in the order of the text, those of each group for themselves", () => {
    const [text] = readLines(
      '{"language":"en","title":"$5 base","body":"Now $5. 40 emails","spans":[{"text":"$5","role":"previous"},{"text":"$5","role":"asking"},{"text":"40 emails","role":"total"},{"text":"emails","role":"taken"}]}',
    );
    expect(text?.spans.map(({ field, start, end, group }) => [field, start, end, group])).toEqual([
      ["title", 0, 2, "price"],
      ["body", 4, 6, "price"],
      ["body", 8, 17, "count"],
      ["body", 11, 17, "dataType"],
    ]);
  });

  test.for([
    ["{", "no JSON"],
    ['{"language":"en","spans":"none"}', "spans"],
    ['{"language":"en","body":"$5","spans":[{"text":"$6","role":"asking"}]}', '"$6" does not stand there'],
    ['{"language":"en","body":"$5","spans":[{"text":"$5","role":"dear"}]}', "no such role: dear"],
  ] as const)("is refused with the line of its fault: %s", ([line, message]) => {
    const valid = '{"language":"en","body":"x","spans":[]}';
    expect(() => readLines(valid, line)).toThrow(/^own\.jsonl:2/);
    expect(() => readLines(valid, line)).toThrow(message);
  });
});
