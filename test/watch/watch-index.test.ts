import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WatchTerms } from "../../src/model.ts";
import { createWatchIndex, type MatchInput } from "../../src/watch/watch-index.ts";
import { watch } from "./watches.ts";

const ids = (index: ReturnType<typeof createWatchIndex>, title: string): string[] =>
  index
    .find({ title })
    .map((match) => match.watch)
    .toSorted();

test("a watch is in force at once, and gone at once", () => {
  const index = createWatchIndex();
  expect(ids(index, "Tolvanis files")).toEqual([]);
  index.add(watch({ id: "a", name: "Tolvanis" }));
  expect(ids(index, "Tolvanis files")).toEqual(["a"]);
  index.remove("a");
  expect(ids(index, "Tolvanis files")).toEqual([]);
  index.remove("a");
  expect(index.size).toBe(0);
});

test("adding an id again replaces its terms", () => {
  const index = createWatchIndex([
    watch({ id: "a", name: "Tolvanis", aliases: ["Dovarra"], domains: ["tolvanis.example"] }),
  ]);
  index.add(watch({ id: "a", name: "Quexil" }));
  expect(index.size).toBe(1);
  expect(ids(index, "Tolvanis files, Dovarra files, tolvanis.example")).toEqual([]);
  expect(ids(index, "Quexil files")).toEqual(["a"]);
});

test("watches of one name are found each, and go one by one", () => {
  const index = createWatchIndex(["a", "b", "c"].map((id) => watch({ id, name: "Tolvanis Harbor" })));
  index.add(watch({ id: "d", name: "Tolvanis Harbor", exclude: ["test"] }));
  expect(ids(index, "Tolvanis Harbor files")).toEqual(["a", "b", "c", "d"]);
  index.remove("b");
  expect(ids(index, "Tolvanis Harbor files, a test")).toEqual(["a", "c"]);
  index.remove("a");
  index.remove("c");
  expect(ids(index, "Tolvanis Harbor files")).toEqual(["d"]);
});

test("every watch is still found when the index has grown around it", () => {
  const letters = (number: number): string =>
    number.toString().replaceAll(/\d/g, (digit) => "bdfgklmnpr".charAt(Number(digit)));
  const names = Array.from({ length: 6000 }, (_, at) => `Tolv${letters(at)}is Dov${letters(at)}arra`);
  const index = createWatchIndex(names.map((name, at) => watch({ id: String(at), name })));
  for (let at = 0; at < names.length; at += 2) index.remove(String(at));
  const late = Array.from({ length: 2000 }, (_, at) =>
    watch({ name: `Quex${letters(at)}il`, id: `late ${at}` }),
  );
  for (const one of late) index.add(one);
  expect(index.size).toBe(5000);
  for (let at = 0; at < names.length; at += 37)
    expect(ids(index, `Files of ${names[at]}`)).toEqual(at % 2 === 0 ? [] : [String(at)]);
  for (const { id, name } of late.slice(0, 50)) expect(ids(index, `Files of ${name}`)).toEqual([id]);
});

test("words to exclude and to require are looked for in the whole post", () => {
  const index = createWatchIndex([
    watch({ id: "excluding", name: "Tolvanis", exclude: ["football club"] }),
    watch({ id: "requiring", name: "Tolvanis", require: ["bank", "Konto"] }),
  ]);
  const found = (body: string): string[] =>
    index
      .find({ title: "Tolvanis files", body })
      .map((match) => match.watch)
      .toSorted();
  expect(found("Of the Football-Club.")).toEqual([]);
  expect(found("Of the bank.")).toEqual(["excluding", "requiring"]);
  expect(found("Of the banker.")).toEqual(["excluding"]);
  expect(found("KONTO data of the football club")).toEqual(["requiring"]);
});

test("the best evidence of several is given", () => {
  const [match] = createWatchIndex([watch({ name: "Tolvanis", domains: ["tolvanis.example"] })]).find({
    title: "Tolvanis files",
    body: "From www.tolvanis.example",
  });
  expect(match).toMatchObject({
    tier: "confirmed",
    by: "domain",
    field: "body",
    text: "www.tolvanis.example",
    start: 5,
  });
});

test("tells an alias from the name, and ignores authors and actors", () => {
  const index = createWatchIndex([watch({ name: "Tolvanis", aliases: ["Dovarra"] })]);
  expect(index.find({ title: "Dovarra files" })[0]?.by).toBe("alias");
  expect(index.find({ title: "files", author: "Tolvanis", actor: "Tolvanis" })).toEqual([]);
});

test("explains each stage as JSON, and why a watch was silent", () => {
  const index = createWatchIndex([
    watch({ id: "a", name: "Anchor" }),
    watch({ id: "b", name: "Tolvanis", exclude: ["drill"] }),
  ]);
  const post = { title: "Ships anchor off the coast; Tolvanis drill" };
  const explained = index.explain(post);
  expect(JSON.parse(JSON.stringify(explained))).toEqual(explained);
  expect(explained.normalised).toEqual({ title: "ships anchor off the coast tolvanis drill" });
  expect(explained.watches.find(({ watch: id }) => id === "a")?.candidates[0]?.veto).toBe(
    "not written as a name",
  );
  expect(explained.watches.find(({ watch: id }) => id === "b")).toMatchObject({
    ruledOut: 'excluded by "drill"',
    match: null,
  });
  expect(index.explain(post, "b").watches.map(({ watch: id }) => id)).toEqual(["b"]);
});

describe("holds against hostile text", () => {
  const terms = [
    watch({ id: "a", name: "A A A A A A B" }),
    watch({ id: "b", name: "Anchor" }),
    watch({ id: "c", name: "Tolvanis", domains: ["tolvanis.example"] }),
    watch({ id: "d", name: "蔚来" }),
  ];
  test.for([
    ["one letter", "a "],
    ["one name", "Anchor "],
    ["dots", "a."],
    ["defanged dots", "a[.]"],
    ["hosts", "tolvanis.example "],
    ["one long host", "tolvanis."],
    ["masks", "t*o?"],
    ["ellipses", "..."],
    ["marks", "\u0301"],
    ["Han", "蔚来"],
    ["half characters", "\ud800"],
    ["lines", "Anchor\n\n"],
    ["hyphens", "anchor-"],
    ["apostrophes", "anchor's "],
    ["addresses", "http://a/"],
  ] as const)("%s, a quarter of a million times over", ([, piece]) => {
    const text = piece.repeat(Math.ceil(262_144 / piece.length));
    const index = createWatchIndex(terms);
    for (const match of index.find({ title: text, body: text, victim: text, domain: text }))
      expect(match.text).not.toBe("");
  });
});

const word = fc.constantFrom(
  "Tolvanis",
  "tolvanis",
  "TOLVANIS",
  "Anchor",
  "anchor",
  "QZX",
  "Dörfner",
  "Do\u0308rfner",
  "İzmira",
  "izmira",
  "ﬁnora",
  "Straßkamp",
  "蔚来",
  "蔚來",
  "トルヴァン",
  "ﾄﾙｳﾞｧﾝ",
  "톨반전자",
  "🦊",
  "👨‍👩‍👧",
  "𠮷野",
  "says",
  "data",
  "leak",
  "Inc.",
  "&",
  "of",
  "tolvanis.example",
  "hxxp://www[.]tolvanis[.]example/x",
  "T0lvanis",
  "T*lvanis",
  "n@tolvanis.example",
  "'s",
  ",",
  ".",
  "\n",
  "\u200b",
  "\u00ad",
  "-",
  "…",
  "Jane",
  "Harbor",
);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(" ", "", " ", "\u0301", "_")), { maxLength: 14 })
  .map((parts) => parts.flat().join(""));
const anyText = fc.oneof(text, fc.string({ unit: "binary", maxLength: 60 }));
const name = fc.oneof(text, fc.string({ unit: "grapheme", maxLength: 20 }));
const terms: fc.Arbitrary<Omit<WatchTerms, "id">> = fc.record({
  name,
  aliases: fc.array(name, { maxLength: 2 }),
  domains: fc.array(fc.constantFrom("tolvanis.example", "anchor.com", "nonsense", ""), { maxLength: 2 }),
  exclude: fc.array(fc.constantFrom("drill", "", "leak data"), { maxLength: 1 }),
  require: fc.array(fc.constantFrom("leak", "data"), { maxLength: 1 }),
  mode: fc.constantFrom("strict", "normal", "broad"),
});
const post: fc.Arbitrary<MatchInput> = fc.record(
  {
    title: fc.option(anyText),
    body: fc.option(anyText),
    victim: fc.option(anyText),
    domain: fc.option(anyText),
    author: anyText,
    url: anyText,
  },
  { requiredKeys: [] },
);
const fixed = [
  "Tolvanis",
  "Anchor",
  "QZX",
  "Dörfner",
  "İzmira",
  "Finora",
  "Straßkamp",
  "蔚来",
  "トルヴァン",
  "톨반전자",
  "𠮷野",
].map((known, at) =>
  watch({
    id: `fixed ${at}`,
    name: known,
    domains: known === "Tolvanis" ? ["tolvanis.example"] : [],
    mode: "broad",
  }),
);

test("evidence always slices back, and nothing throws", () => {
  fc.assert(
    fc.property(fc.array(terms, { maxLength: 4 }), post, (list, given) => {
      const index = createWatchIndex([...fixed, ...list.map((one, at) => ({ id: String(at), ...one }))]);
      const matches = index.find(given);
      for (const { field, start, end, text: evidence } of matches) {
        expect(evidence).toBe(given[field]?.slice(start, end));
        expect(evidence).not.toBe("");
      }
      expect(new Set(matches.map((match) => match.watch)).size).toBe(matches.length);
      expect(index.explain(given).watches.filter(({ match }) => match !== null).length).toBe(matches.length);
    }),
    { numRuns: 300 },
  );
});

test("adding and removing in any order equals building anew", () => {
  const step = fc.record({ id: fc.constantFrom("a", "b", "c", "d"), terms: fc.option(terms) });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 12 }),
      fc.array(post, { minLength: 1, maxLength: 3 }),
      (steps, posts) => {
        const index = createWatchIndex();
        const kept = new Map<string, WatchTerms>();
        for (const { id, terms: added } of steps) {
          kept.delete(id);
          if (added === null) index.remove(id);
          else {
            index.add({ id, ...added });
            kept.set(id, { id, ...added });
          }
        }
        const rebuilt = createWatchIndex(kept.values());
        expect(index.size).toBe(kept.size);
        const sorted = (of: typeof index, given: MatchInput): unknown =>
          of.find(given).toSorted((one, other) => (one.watch < other.watch ? -1 : 1));
        for (const given of posts) expect(sorted(index, given)).toEqual(sorted(rebuilt, given));
      },
    ),
    { numRuns: 200 },
  );
});
