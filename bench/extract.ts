/**
 * How fast listings are read out of posts: `npm run bench -- extract`.
 *
 * In the same process, over the same posts: a naive regular expression for sums of money, which finds far less and
 * much that no seller asks, and Recognizers-Text, which finds what a listing's prices, counts and deadlines are made
 * of (currencies, numbers, dates) and says nothing of who asks what for which data. It is so slow that it gets the
 * first few of the posts.
 *
 *     --rounds 9      rounds of which the median is shown
 *     --few 12        posts that Recognizers-Text gets
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import {
  Culture,
  recognizeCurrency,
  recognizeDateTime,
  recognizeNumber,
} from "@microsoft/recognizers-text-suite";
import { readListing } from "../src/listing/listing.ts";

interface Post {
  readonly title: string;
  readonly body: string;
}

const postCount = 400;
const money =
  /(?:[$€£¥]\s?\d[\d.,]*(?:\s?(?:k|m|bn|million|billion|thousand))?|\d[\d.,]*\s?(?:k|m|million|thousand)?\s?(?:USD|EUR|GBP|BTC|XMR|USDT|dollars|euros))/gi;
const words =
  "the archive holds records of their customers and was taken from a server in the old office while staff restored the systems nobody answered our letters so the files go to whoever asks first proof is in the thread contact by message only".split(
    " ",
  );
const firms = [
  "Brindle Harbour Ltd",
  "Quillfen Clinic",
  "Ostrava Loom GmbH",
  "Tarnmoor Credit Union",
  "Velde Marine",
];
const types = [
  "full names, emails, phone numbers",
  "passport scans and home addresses",
  "hashed passwords, IP addresses",
  "bank accounts and dates of birth",
];

/** Numbers below a limit, the same in every run. */
function createDice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

type Dice = ReturnType<typeof createDice>;

function pick(dice: Dice, list: readonly string[]): string {
  return list[dice(list.length)] ?? "";
}

function filler(dice: Dice, sentences: number): string {
  return Array.from({ length: sentences }, () => {
    const text = Array.from({ length: 8 + dice(12) }, () => pick(dice, words)).join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }).join(" ");
}

/** A seller's offer, an extorter's notice or plain news, short and long. */
function inventPost(dice: Dice): Post {
  const firm = pick(dice, firms);
  const count = 1000 * (1 + dice(9000));
  const price = 100 * (1 + dice(90));
  const length = 2 + dice(30);
  switch (dice(3)) {
    case 0:
      return {
        title: `Selling ${firm} database, ${count} lines`,
        body: `${filler(dice, 2)}\n\nFields: ${pick(dice, types)}.\nPrice: $${price + 500}, now $${price}. Escrow accepted, one copy.\n\n${filler(dice, length)}`,
      };
    case 1:
      return {
        title: firm,
        body: `We have ${1 + dice(900)} GB of ${firm}: ${pick(dice, types)}.\nRansom ${1 + dice(9)} BTC, deadline 2026-02-${10 + dice(18)}.\n\n${filler(dice, length)}`,
      };
    default:
      return {
        title: `${firm} reports a breach`,
        body: `${filler(dice, length)} The company said ${count.toLocaleString("en-US")} customers are affected: ${pick(dice, types)}. Its revenue is $${1 + dice(90)} million. ${filler(dice, 4)}`,
      };
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** Something that reads posts. */
interface Reader {
  readonly name: string;
  readonly posts: readonly Post[];
  readonly rounds: number;
  /** How many facts it finds in a post. */
  readonly count: (post: Post) => number;
  /** What these facts are. */
  readonly found: string;
}

/** Reads all its posts once, to warm up, and then as often as asked; tells kB/s and what was found. */
function measure({ posts, rounds, count }: Reader): { readonly rate: number; readonly facts: number } {
  const facts = posts.reduce((sum, post) => sum + count(post), 0);
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (const post of posts) count(post);
    return performance.now() - start;
  });
  return { rate: (sizeOf(posts) / median(times)) * 1000, facts };
}

/** In kB, a character a byte. */
const sizeOf = (posts: readonly Post[]): number =>
  posts.reduce((sum, { title, body }) => sum + title.length + body.length, 0) / 1000;

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "9" }, few: { type: "string", default: "12" } },
});
const dice = createDice(7);
const posts = Array.from({ length: postCount }, () => inventPost(dice));
const rounds = Number(values.rounds);
const few = posts.slice(0, Number(values.few));
const readers: readonly Reader[] = [
  {
    name: "readListing",
    posts,
    rounds,
    count: (post) => readListing(post).prices.length,
    found: "prices, and every other fact besides",
  },
  {
    name: "money expression",
    posts,
    rounds,
    count: ({ title, body }) => [...`${title}\n${body}`.matchAll(money)].length,
    found: "sums of any kind",
  },
  {
    name: "Recognizers-Text",
    posts: few,
    rounds: 1,
    count({ title, body }) {
      const text = `${title}\n${body}`;
      return [recognizeCurrency, recognizeNumber, recognizeDateTime]
        .map((recognize) => recognize(text, Culture.English).length)
        .reduce((sum, length) => sum + length, 0);
    },
    found: `currencies, numbers and dates in ${few.length} posts`,
  },
];
const [ours, ...others] = readers.map((reader) => ({ reader, ...measure(reader) }));
if (ours === undefined) throw new Error("there is no reader");
process.stdout.write(`${postCount} posts, ${sizeOf(posts).toFixed(0)} kB\n`);
process.stdout.write(`${"".padEnd(18)}${"kB/s".padStart(10)}${"ours is".padStart(12)}\n`);
for (const { reader, rate, facts } of [ours, ...others]) {
  const ratio = reader === ours.reader ? "" : `${Number((ours.rate / rate).toPrecision(2))} ×`;
  process.stdout.write(
    `${reader.name.padEnd(18)}${rate.toFixed(rate < 100 ? 1 : 0).padStart(10)}${ratio.padStart(12)}   ${facts} ${reader.found}\n`,
  );
}
