/**
 * How fast watches are found, and what they cost: `node bench/match.ts`, every figure from one process.
 *
 * Speeds are shares of a plain `charCodeAt` loop over the same text, so that they mean the same on another machine.
 *
 *     --names FILE     names to watch, one a line, or JSON Lines with `name`; in place of the invented ones
 *     --text FILE      text to scan, a post a line, or JSON Lines with `title` and `body` (or `text`)
 *     --sizes 10,1000  how many names (default 10, 1,000, 10,000, 100,000 and 1,000,000)
 *     --rounds 7       rounds of which the fastest is shown
 *
 * The invented text is a stream of posts of which one in five names two companies, as a watch list of many large
 * companies finds it in news; "naming" is the share for those posts alone. No other word of it is a watched name, so that
 * every size is told by the same work.
 */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import AhoCorasick from "modern-ahocorasick";
import { createWatchIndex, type MatchInput, type WatchIndex } from "../src/watch/watch-index.ts";

type Names = readonly string[];
interface Post extends MatchInput {
  readonly title: string;
  readonly body: string;
}

const plain = { aliases: [], domains: [], exclude: [], require: [], mode: "normal" } as const;
const postCount = 1000;
const sentencesOfPost = 18;
const namingEvery = 5;
// Names that the text mentions are taken from the first so many.
const mentionedNames = 1000;
const loopNames = 10_000;
const referenceWords = 4_000_000;

/** Numbers between 0 and 1, the same in every run. */
function* drawNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

class Dice {
  readonly #numbers: Generator<number, never>;

  constructor(seed: number) {
    this.#numbers = drawNumbers(seed);
  }

  below(limit: number): number {
    return Math.floor(this.#numbers.next().value * limit);
  }

  pick(list: Names): string {
    return list[this.below(list.length)] ?? "";
  }
}

const syllables =
  "ba bel bor ca cor da del dor fa fen gal gra hal jor ka kel kor la lin lor ma mer mon na nel nor pa pel por qua rel ros sa sel sor ta tel tor va vel vor xan zel".split(
    " ",
  );
const endings = "dia dex fin gen lia lux mar mex nex nis nova ra ris ron sys tek tia tron vant via".split(
  " ",
);
const trades =
  "Bank Capital Consulting Dental Energy Foods Group Health Holdings Insurance Labs Logistics Media Motors Networks Partners Pharma Software Systems Technologies".split(
    " ",
  );
const forms = "Inc. Ltd LLC GmbH Corp. S.A. AG plc".split(" ");
const ordinary =
  "Anchor Apple Arrow Beacon Bridge Castle Circle Crown Delta Eagle First Frontier Golden Green Harbor Harvest Horizon Liberty Light Meridian Mountain National North Ocean Pioneer Premier River Silver Stone Summit Target United Valley Vision West".split(
    " ",
  );
const words =
  "the of and to a in for is on that by this with be from or have it are as an were not was at which has its more their also been will data files stolen company customers said attack group systems information access published employees according server records after about network forum leaked breach seller million sample email addresses phone numbers passwords database price offered internal documents contracts ransom days contact proof before payment first last time people than other service security new who one two some account against only financial personal names dates birth medical insurance government police agency report early late posted claims being used unknown actor victims while during known over between several under".split(
    " ",
  );

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function inventWord(dice: Dice): string {
  let word = "";
  // Most have three syllables, so that a million of them are different companies.
  for (let left = dice.below(16) === 0 ? 2 : 3; left > 0; left--) word += dice.pick(syllables);
  return capitalise(word + dice.pick(endings));
}

/** A word with a capital letter that no invented name holds. */
function inventOther(dice: Dice): string {
  return `${inventWord(dice)}qu`;
}

function inventName(dice: Dice): string {
  const kind = dice.below(20);
  if (kind < 7) return `${inventWord(dice)} ${dice.pick(trades)} ${dice.pick(forms)}`;
  if (kind < 11) return `${inventWord(dice)} ${dice.pick(forms)}`;
  if (kind < 14) return `${inventWord(dice)} ${inventWord(dice)}`;
  if (kind < 17) return `${dice.pick(ordinary)} ${inventWord(dice)} ${dice.pick(trades)}`;
  if (kind < 18) return inventWord(dice);
  if (kind < 19) return `${dice.pick(ordinary)} ${dice.pick(ordinary)} ${dice.pick(trades)}`;
  return `${inventWord(dice)}${inventWord(dice)}`;
}

function inventNames(count: number): string[] {
  const dice = new Dice(1);
  const names = new Set<string>();
  for (let tries = 0; names.size < count; tries++) {
    const name = inventName(dice);
    // The short kinds run out of new names.
    names.add(names.has(name) ? `${name} ${inventWord(dice)}` : name);
  }
  return [...names];
}

function inventPosts(names: Names): Post[] {
  const dice = new Dice(2);
  return Array.from({ length: postCount }, (_, number) => {
    const sentences = Array.from({ length: sentencesOfPost }, (_, at) => {
      const sentence = Array.from({ length: 8 + dice.below(14) }, () => dice.pick(words));
      if (number % namingEvery === 0 && at % 9 === 4) sentence[3] = names[dice.below(mentionedNames)] ?? "";
      if (at % 3 === 0) sentence[5] = inventOther(dice);
      return `${capitalise(sentence.join(" "))}.`;
    });
    return {
      title: `${inventOther(dice)} ${dice.pick(words)} ${dice.pick(words)}`,
      body: sentences.join(" "),
    };
  });
}

function readNames(file: string): string[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => {
    if (line.trim() === "") return [];
    return line.startsWith("{") ? [(JSON.parse(line) as { name: string }).name] : [line.trim()];
  });
}

function readPosts(file: string): Post[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => {
    if (line.trim() === "") return [];
    if (!line.startsWith("{")) return [{ title: "", body: line }];
    const { title, body, text } = JSON.parse(line) as Readonly<Record<string, string | null | undefined>>;
    return [{ title: title ?? "", body: body ?? text ?? "" }];
  });
}

const collectGarbage = ((): (() => void) => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
})();

async function heldBytes(): Promise<number> {
  // Buffers are given back behind the scenes, after the collection that found them.
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await setTimeout(50);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function timeMs(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function fastestMs(rounds: number, run: () => unknown): number {
  return Math.min(...Array.from({ length: rounds }, () => timeMs(run)));
}

function charLoop(posts: readonly Post[]): number {
  let sum = 0;
  for (const { title, body } of posts) {
    for (let at = 0; at < title.length; at++) sum = (sum + title.charCodeAt(at)) | 0;
    for (let at = 0; at < body.length; at++) sum = (sum + body.charCodeAt(at)) | 0;
  }
  return sum;
}

function scan(index: WatchIndex, posts: readonly Post[]): number {
  let found = 0;
  for (const post of posts) found += index.find(post).length;
  return found;
}

function fill(names: Names): WatchIndex {
  const index = createWatchIndex();
  for (let at = 0; at < names.length; at++) index.add({ ...plain, id: `w${at}`, name: names[at] ?? "" });
  return index;
}

/** The loop that building is told beside: split, lower-cased words into a map, as often as 100,000 names have them tenfold. */
function referenceLoop(names: Names): number {
  const seen = new Map<string, number>();
  for (let done = 0; done < referenceWords;) {
    for (const name of names.slice(0, 100_000)) {
      for (const word of name.toLowerCase().split(" ")) {
        seen.set(word, (seen.get(word) ?? 0) + 1);
        done++;
      }
    }
  }
  return seen.size;
}

function print(cells: readonly (string | number)[]): void {
  const texts = cells.map((cell) => (typeof cell === "number" ? cell.toPrecision(3) : cell));
  process.stdout.write(`${texts.map((text) => text.padStart(13)).join("")}\n`);
}

/** Adds one by one to a full index, and tells the delays in ms. */
function measureAdds(index: WatchIndex, names: Names): { p50: number; p99: number; max: number } {
  const delays = names.map((name, at) =>
    timeMs(() => {
      index.add({ ...plain, id: `added ${at}`, name });
    }),
  );
  delays.sort((one, other) => one - other);
  const share = (of: number): number => delays[Math.floor(of * (delays.length - 1))] ?? Number.NaN;
  return { p50: share(0.5), p99: share(0.99), max: share(1) };
}

/** The share of a plain loop's speed, and the time for each character. */
function measureScan(
  index: WatchIndex,
  posts: readonly Post[],
  rounds: number,
): { share: number; nsPerCharacter: number } {
  const characters = posts.reduce((sum, { title, body }) => sum + title.length + body.length, 0);
  for (let warming = 0; warming < 3; warming++) scan(index, posts);
  charLoop(posts);
  const loops: number[] = [];
  const scans: number[] = [];
  for (let round = 0; round < rounds; round++) {
    loops.push(timeMs(() => charLoop(posts)));
    scans.push(timeMs(() => scan(index, posts)));
  }
  // The fastest rounds are the least disturbed, of both.
  const scanMs = Math.min(...scans);
  return { share: Math.min(...loops) / scanMs, nsPerCharacter: (scanMs * 1e6) / characters };
}

async function measureSize(names: Names, posts: readonly Post[], rounds: number): Promise<void> {
  const before = await heldBytes();
  let index = createWatchIndex();
  const buildMs = timeMs(() => {
    index = fill(names);
  });
  const bytes = (await heldBytes()) - before;
  const found = scan(index, posts);
  const { share, nsPerCharacter } = measureScan(index, posts, rounds);
  const naming = posts.filter((_, number) => number % namingEvery === 0);
  const { p50, p99, max } = measureAdds(
    index,
    inventNames(5000).map((name) => `Zy${name}`),
  );
  print([
    String(names.length),
    share,
    measureScan(index, naming, rounds).share,
    nsPerCharacter,
    String(found),
    buildMs,
    bytes / 1e6,
    p50,
    p99,
    max,
  ]);
}

/**
 * What others offer for the same question over the same text and names, in any case as ours is.
 *
 * They are given text and names in small letters before the clock runs, everything that they need is built before too, and
 * every list of results is counted. Ours folds, weighs and explains within the clock; theirs finds substrings.
 */
function measureLoops(names: Names, posts: readonly Post[]): void {
  const some = posts.slice(0, 20);
  const texts = some.map(({ title, body }) => `${title}\n${body}`.toLowerCase());
  const index = fill(names.slice(0, loopNames));
  const watched = names.slice(0, loopNames).map((name) => name.toLowerCase());
  const automaton = new AhoCorasick([...watched]);
  const pattern = new RegExp(watched.map((name) => RegExp.escape(name)).join("|"), "g");
  for (let warming = 0; warming < 50; warming++) scan(index, some);
  const loopMs = fastestMs(50, () => charLoop(some));
  const scanMs = fastestMs(50, () => scan(index, some));
  print(["watches", loopMs / scanMs]);
  for (const [what, run] of [
    ["aho-corasick", () => texts.map((text) => automaton.search(text).length)],
    ["RegExp", () => texts.map((text) => [...text.matchAll(pattern)].length)],
    ["includes", () => texts.map((text) => watched.filter((name) => text.includes(name)).length)],
  ] as const) {
    run();
    const ms = fastestMs(7, run);
    print([what, loopMs / ms, `ours ${(ms / scanMs).toFixed(1)}×`]);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      names: { type: "string" },
      text: { type: "string" },
      sizes: { type: "string", default: "10,1000,10000,100000,1000000" },
      rounds: { type: "string", default: "7" },
    },
  });
  const sizes = values.sizes.split(",").map(Number);
  const largest = Math.max(mentionedNames, loopNames, ...sizes);
  const names = values.names === undefined ? inventNames(largest) : readNames(values.names);
  const posts = values.text === undefined ? inventPosts(names) : readPosts(values.text);
  const rounds = Number(values.rounds);
  // What every index shares is loaded before the first is measured.
  scan(fill(names.slice(0, 1000)), posts);
  print([
    "names",
    "÷ charCodeAt",
    "naming",
    "ns/character",
    "found",
    "build ms",
    "MB",
    "add p50 ms",
    "p99",
    "max",
  ]);
  for (const size of sizes) if (size <= names.length) await measureSize(names.slice(0, size), posts, rounds);
  process.stdout.write(`\n${Math.min(loopNames, names.length)} names, beside loops (÷ charCodeAt):\n`);
  measureLoops(names, posts);
  const building = names.slice(0, 100_000);
  const buildMs = fastestMs(3, () => fill(building));
  const loopMs = fastestMs(3, () => referenceLoop(building));
  process.stdout.write(`\nbuilding ${building.length}: ${Math.round(buildMs)} ms; `);
  process.stdout.write(`reference loop: ${Math.round(loopMs)} ms; ratio ${(buildMs / loopMs).toFixed(2)}\n`);
}

await main();
