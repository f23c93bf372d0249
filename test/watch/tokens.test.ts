import fc from "fast-check";
import { expect, test } from "vitest";
import { FoldTable } from "../../src/watch/fold.ts";
import { hashWord } from "../../src/watch/token-hash.ts";
import { TokenStream } from "../../src/watch/tokens.ts";

const fold = new FoldTable();
const piece = fc.oneof(
  fc.constantFrom(
    "a",
    "Tolvanis",
    "Dörfner",
    "Do\u0308rfner",
    "ß",
    "ﬁ",
    "&",
    "蔚来",
    "𠮷",
    "🦊",
    "\ud800",
    "Ж",
  ),
  fc.constantFrom(" ", ". ", ".", "[.]", "-", "’", "“", "\n", "\u200b", "x".repeat(40), "0123456789"),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(""));

const read = (given: string): [number, number, number, number][] => {
  const stream = new TokenStream(fold).read(given);
  return Array.from({ length: stream.count }, (_, token) => [
    stream.start(token),
    stream.end(token),
    stream.hash(token),
    stream.check(token),
  ]);
};

test("tokens stand in order, apart, and hash as their folded words do", () => {
  fc.assert(
    fc.property(text, (given) => {
      const stream = new TokenStream(fold).read(given);
      let reached = 0;
      for (let token = 0; token < stream.count; token++) {
        expect(stream.start(token)).toBeGreaterThanOrEqual(reached);
        expect(stream.end(token)).toBeGreaterThan(stream.start(token));
        reached = stream.end(token);
        expect([stream.hash(token), stream.check(token)]).toEqual([...hashWord(stream.word(token))]);
      }
    }),
    { numRuns: 500 },
  );
});

test("a text reads the same beside letters that are rarer or in a longer text", () => {
  fc.assert(
    fc.property(text, (given) => {
      const alone = read(given);
      expect(read(`${given} é Ж 蔚`).slice(0, alone.length)).toEqual(alone);
      expect(read(`${given} ${"word ".repeat(40)}`).slice(0, alone.length)).toEqual(alone);
    }),
    { numRuns: 500 },
  );
});
