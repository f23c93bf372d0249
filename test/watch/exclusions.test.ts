import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WatchTerms } from "../../src/model.ts";
import { proposeExclusions } from "../../src/watch/exclusions.ts";
import { createWatchIndex, type MatchInput } from "../../src/watch/watch-index.ts";
import { watch } from "./watches.ts";

type Given = Partial<WatchTerms> & { readonly name: string };

function proposalsFor(given: Given, post: MatchInput): string[] {
  const terms = watch(given);
  const [match] = createWatchIndex([terms]).find(post);
  if (match === undefined) throw new Error("the post is no match");
  return proposeExclusions(terms, post, match).map(({ words }) => words);
}

describe("offers the longer name around the match before anything wider", () => {
  test.for([
    ["Tolvanis", "Tolvanis Corporation of Ohio leaked", 'exclude "Tolvanis Corporation of Ohio"'],
    ["Tolvanis", "Files of Old Tolvanis Foundry stolen", 'exclude "Old Tolvanis Foundry"'],
    ["Tolvanis", "Harborside Tolvanis says nothing", 'exclude "Harborside Tolvanis"'],
    ["Tolvanis", "tolvanis marina customers dumped", 'exclude "tolvanis marina"'],
    ["Tolvanis", "Tolvanis's Pizza Kitchen breached", `exclude "Tolvanis's Pizza Kitchen"`],
    ["珂达莱电子", "珂达莱电子玩具数据泄露", 'exclude "珂达莱电子玩具"'],
  ] as const)("%s in %j", ([name, title, words]) => {
    expect(proposalsFor({ name }, { title })[0]).toBe(words);
  });
});

test("widens step by step: the name, its half, a word of it alone", () => {
  expect(proposalsFor({ name: "Tolvanis" }, { title: "Files of Old Tolvanis Quexil stolen" })).toEqual([
    'exclude "Old Tolvanis Quexil"',
    'exclude "Tolvanis Quexil"',
    'exclude "Old Tolvanis"',
    'exclude "Quexil"',
  ]);
});

test("never offers to exclude what every post of the company says", () => {
  expect(proposalsFor({ name: "Tolvanis" }, { title: "Tolvanis data breach, stolen files" })).toEqual([]);
  expect(proposalsFor({ name: "Tolvanis" }, { title: "Tolvanis says that files were stolen" })).toEqual([]);
});

test("offers a stricter mode where the mention is weak", () => {
  expect(proposalsFor({ name: "Bridge" }, { title: "Prices at Bridge are up" })).toEqual(["match strictly"]);
});

test("offers to drop the alias or the domain that matched last", () => {
  expect(proposalsFor({ name: "Tolvanis", aliases: ["Dovarra"] }, { title: "Dovarra data leaked" })).toEqual([
    'drop the alias "Dovarra"',
  ]);
  const terms = { name: "Tolvanis", domains: ["tolvanis.example", "quexil.example"] };
  expect(proposalsFor(terms, { title: "leak", body: "from shop.quexil.example" })).toEqual([
    'exclude "shop.quexil.example"',
    "drop the domain quexil.example",
  ]);
});

test("offers a host of the same name by itself", () => {
  const [first] = proposalsFor({ name: "Tolvanis" }, { title: "tolvanis.com.br" });
  expect(first).toBe('exclude "tolvanis.com.br"');
});

test("keeps what the watch excludes already", () => {
  const terms = watch({ name: "Tolvanis", exclude: ["drill"] });
  const post = { title: "Tolvanis Marina breached" };
  const [match] = createWatchIndex([terms]).find(post);
  expect(match).toBeDefined();
  if (match === undefined) return;
  expect(proposeExclusions(terms, post, match)[0]?.change).toEqual({ exclude: ["drill", "Tolvanis Marina"] });
});

const word = fc.constantFrom(
  "Tolvanis",
  "Dovarra",
  "Old",
  "of",
  "data",
  "says",
  "Ohio",
  "marina",
  "Inc.",
  ",",
  "\n",
  "'s",
  "蔚来",
  "tolvanis.example",
  "T0lvanis",
  "leak",
  "&",
  "Bridge",
);
const words = fc.array(word, { maxLength: 9 }).map((parts) => parts.join(" "));

test("every proposal prevents the alert, whatever the post", () => {
  const list = [
    watch({ id: "a", name: "Tolvanis", aliases: ["Dovarra"], domains: ["tolvanis.example"] }),
    watch({ id: "b", name: "Bridge", mode: "broad" }),
    watch({ id: "c", name: "蔚来" }),
  ];
  const index = createWatchIndex(list);
  fc.assert(
    fc.property(words, words, (title, body) => {
      for (const match of index.find({ title, body })) {
        const terms = list.find(({ id }) => id === match.watch);
        if (terms === undefined) throw new Error("unknown watch");
        for (const { change, words } of proposeExclusions(terms, { title, body }, match)) {
          expect(words.length).toBeLessThanOrEqual(100);
          const [left] = createWatchIndex([{ ...terms, ...change }]).find({ title, body });
          if (match.tier === "possible") expect(left).toBeUndefined();
          else expect(left?.tier ?? "possible").toBe("possible");
        }
      }
    }),
    { numRuns: 200 },
  );
});
