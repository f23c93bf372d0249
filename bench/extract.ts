/**
 * How fast listings are read out of posts: `npm run bench -- extract`.
 *
 * A naive regular expression for sums of money runs over the same posts in the same process; what is printed beside
 * the speeds is its time as a share of ours. It finds far less, and much that no seller asks.
 *
 *     --rounds 9      rounds of which the median is shown
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
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

/** Runs over all posts; tells the time in ms and what was found. */
function time(
  posts: readonly Post[],
  count: (post: Post) => number,
): { readonly ms: number; readonly found: number } {
  let found = 0;
  const start = performance.now();
  for (const post of posts) found += count(post);
  return { ms: performance.now() - start, found };
}

const countListed = (post: Post): number => readListing(post).prices.length;
const countNaive = ({ title, body }: Post): number => `${title}\n${body}`.match(money)?.length ?? 0;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "9" } } });
const dice = createDice(7);
const posts = Array.from({ length: postCount }, () => inventPost(dice));
const kilobytes = posts.reduce((sum, { title, body }) => sum + title.length + body.length, 0) / 1000;
const [ours, naive] = [time(posts, countListed), time(posts, countNaive)];
const [ourTimes, naiveTimes]: [number[], number[]] = [[], []];
for (let round = 0; round < Number(values.rounds); round++) {
  ourTimes.push(time(posts, countListed).ms);
  naiveTimes.push(time(posts, countNaive).ms);
}
const rate = (times: readonly number[]): string => ((kilobytes / median(times)) * 1000).toFixed(0);
process.stdout.write(`${postCount} posts, ${kilobytes.toFixed(0)} kB\n`);
process.stdout.write(
  `readListing       ${rate(ourTimes).padStart(8)} kB/s, ${ours.found} prices, every other fact besides\n`,
);
process.stdout.write(
  `money expression  ${rate(naiveTimes).padStart(8)} kB/s, ${naive.found} sums of any kind\n`,
);
process.stdout.write(`share             ${(median(naiveTimes) / median(ourTimes)).toFixed(4)}\n`);
