/**
 * How fast feeds are read, beside rss-parser over the same documents in the same process: `npm run bench -- read`.
 *
 * Both get the bytes of the same well-formed feeds, in turns; what is printed is rss-parser's time over ours, so that
 * 1.5 means half as fast again as rss-parser on any machine. At the end: how long the worst documents hold the event loop.
 *
 *     --rounds 15     rounds of which the median is shown
 *     --dir FOLDER    feeds of one's own in place of the invented ones, each file a kind of its own
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import RssParser from "rss-parser";
import { emptyLayout, readSync } from "../src/read/read.ts";
import { printHolds } from "./event-loop.ts";

interface Workload {
  readonly name: string;
  readonly documents: readonly Uint8Array[];
}

const now = new Date(Date.UTC(2026, 0, 15));
const documentsOfKind = 12;
/** Each turn reads about as much: short enough that a slow moment of the machine meets both. */
const charactersOfTurn = 3_000_000;

/** Numbers below a limit, the same in every run. */
function createDice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

type Dice = ReturnType<typeof createDice>;

const words =
  "harbour ledger customers records seller claims sample access price offered servers company insurance clinic staff notes week archive partners regional council group update notice report systems offline restored letters addresses passwords hashed forum thread member contact proof payment deadline files contracts finance invoices export database backup".split(
    " ",
  );

function sentence(dice: Dice, least = 6): string {
  const list = Array.from({ length: least + dice(14) }, () => words[dice(words.length)] ?? "");
  const [first = "", ...rest] = list;
  return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(" ")}.`;
}

function sentences(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => sentence(dice)).join(" ");
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** HTML as blog software writes it: paragraphs, links, lists, pictures, typographic references. */
function article(dice: Dice, paragraphs: number): string {
  const blocks = Array.from({ length: paragraphs }, (_, at) => {
    const text = sentences(dice, 3 + dice(4));
    const link = `<a href="https://news.example/topic/${dice(9999)}?from=feed" target="_blank" rel="noopener">${sentence(dice, 2)}</a>`;
    switch (at % 6) {
      case 2:
        return `<h2 class="wp-block-heading" id="h-${at}"><strong>${sentence(dice, 3)}</strong></h2>`;
      case 3:
        return `<figure class="wp-block-image size-large"><img loading="lazy" decoding="async" width="1024" height="576" src="https://news.example/uploads/${at}-1024x576.jpg" alt="" class="wp-image-${at}" srcset="https://news.example/uploads/${at}-1024x576.jpg 1024w, https://news.example/uploads/${at}-300x169.jpg 300w" sizes="auto, (max-width: 1024px) 100vw, 1024px" /><figcaption>${sentence(dice)}</figcaption></figure>`;
      case 4:
        return `<ul class="wp-block-list">\n${`<li>${sentence(dice)} ${link}</li>\n\n\n`.repeat(4)}</ul>`;
      default:
        return `<p>${text} ${link}, it&#8217;s said &#8220;${sentence(dice, 3)}&#8221; &#8211; ${sentences(dice, 2)}</p>`;
    }
  });
  return blocks.join("\n\n\n\n");
}

function day(at: number): Date {
  return new Date(now.getTime() - at * 7_000_000);
}

function shortFeed(seed: number): string {
  const dice = createDice(seed);
  const items = Array.from({ length: 30 }, (_, at) => {
    const link = `https://news.example/${seed}/${at}`;
    return `    <item>\n      <title>${sentence(dice, 3)}</title>\n      <link>${link}</link>\n      <guid isPermaLink="true">${link}</guid>\n      <pubDate>${day(at).toUTCString()}</pubDate>\n      <description>${escapeXml(sentences(dice, 2))}</description>\n    </item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n  <channel>\n    <title>News in short</title>\n    <link>https://news.example/</link>\n    <description>Short items</description>\n${items.join("\n")}\n  </channel>\n</rss>\n`;
}

function longFeed(seed: number): string {
  const dice = createDice(seed);
  const items = Array.from({ length: 10 }, (_, at) => {
    const link = `https://blog.example/2026/01/post-${seed}-${at}/`;
    const categories = Array.from(
      { length: 5 },
      () => `\t\t<category><![CDATA[${sentence(dice, 1)}]]></category>\n`,
    );
    return `\t<item>\n\t\t<title>${sentence(dice, 3)}</title>\n\t\t<link>${link}</link>\n\t\t<comments>${link}#respond</comments>\n\t\t<dc:creator><![CDATA[Wren Invented]]></dc:creator>\n\t\t<pubDate>${day(at).toUTCString().replace("GMT", "+0000")}</pubDate>\n${categories.join("")}\t\t<guid isPermaLink="false">https://blog.example/?p=${seed}${at}</guid>\n\t\t<description><![CDATA[<p>${sentences(dice, 3)} [&#8230;]</p>\n<p>The post <a href="${link}">${sentence(dice, 3)}</a> appeared first on <a href="https://blog.example">Blog</a>.</p>\n]]></description>\n\t\t<content:encoded><![CDATA[${article(dice, 14 + dice(12))}]]></content:encoded>\n\t\t<wfw:commentRss>${link}feed/</wfw:commentRss>\n\t\t<slash:comments>0</slash:comments>\n\t</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"\n\txmlns:content="http://purl.org/rss/1.0/modules/content/"\n\txmlns:wfw="http://wellformedweb.org/CommentAPI/"\n\txmlns:dc="http://purl.org/dc/elements/1.1/"\n\txmlns:atom="http://www.w3.org/2005/Atom"\n\txmlns:slash="http://purl.org/rss/1.0/modules/slash/">\n<channel>\n\t<title>Blog</title>\n\t<atom:link href="https://blog.example/feed/" rel="self" type="application/rss+xml" />\n\t<link>https://blog.example</link>\n\t<description>Long items</description>\n${items.join("\n")}\n</channel>\n</rss>\n`;
}

function atomFeed(seed: number): string {
  const dice = createDice(seed);
  const entries = Array.from({ length: 20 }, (_, at) => {
    const link = `https://notes.example/${seed}/${at}`;
    return `  <entry>\n    <id>tag:notes.example,2026:${seed}/${at}</id>\n    <title type="html">${sentence(dice, 3)}</title>\n    <link rel="alternate" type="text/html" href="${link}"/>\n    <published>${day(at).toISOString()}</published>\n    <updated>${day(at).toISOString()}</updated>\n    <author><name>Wren Invented</name></author>\n    <summary type="text">${sentences(dice, 2)}</summary>\n    <content type="html">${escapeXml(article(dice, 3 + dice(4)))}</content>\n  </entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n  <id>tag:notes.example,2026:feed</id>\n  <title>Notes</title>\n  <link rel="self" href="https://notes.example/atom.xml"/>\n  <link href="https://notes.example/"/>\n  <updated>${now.toISOString()}</updated>\n${entries.join("\n")}\n</feed>\n`;
}

function invent(name: string, make: (seed: number) => string): Workload {
  const documents = Array.from({ length: documentsOfKind }, (_, at) => Buffer.from(make(at + 1)));
  return { name, documents };
}

function readFolder(folder: string): Workload[] {
  return readdirSync(folder).map((name) => ({ name, documents: [readFileSync(join(folder, name))] }));
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function readOurs(bytes: Uint8Array): number {
  return readSync({ bytes, as: "feed", layout: emptyLayout, now }).posts.length;
}

const decoder = new TextDecoder();

async function readTheirs(bytes: Uint8Array): Promise<number> {
  const { items } = await new RssParser().parseString(decoder.decode(bytes));
  return items.length;
}

/** Reads the documents in turn and tells the time, in ms. */
async function time(documents: readonly Uint8Array[], read: (bytes: Uint8Array) => unknown): Promise<number> {
  const start = performance.now();
  for (const bytes of documents) await read(bytes);
  return performance.now() - start;
}

function print(cells: readonly string[]): void {
  const [name = "", ...rest] = cells;
  process.stdout.write(`${name.padEnd(28)}${rest.map((cell) => cell.padStart(14)).join("")}\n`);
}

async function measure({ name, documents }: Workload, rounds: number): Promise<number> {
  const bytes = documents.reduce((sum, document) => sum + document.byteLength, 0);
  const turn = Array.from(
    { length: Math.max(1, Math.round(charactersOfTurn / bytes)) },
    () => documents,
  ).flat();
  for (const document of documents) {
    const [ours, theirs] = [readOurs(document), await readTheirs(document)];
    if (ours !== theirs) throw new Error(`${name}: ${ours} posts here, ${theirs} in rss-parser`);
  }
  await time(turn, readOurs);
  await time(turn, readTheirs);
  const ours: number[] = [];
  const theirs: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [own, other] = [await time(turn, readOurs), await time(turn, readTheirs)];
    ours.push(own);
    theirs.push(other);
    ratios.push(other / own);
  }
  const megabytes = (bytes * turn.length) / documents.length / 1e6;
  const rate = (times: readonly number[]): string => ((megabytes / median(times)) * 1000).toFixed(1);
  print([
    name,
    (bytes / documents.length / 1000).toFixed(0),
    rate(ours),
    rate(theirs),
    median(ratios).toFixed(2),
  ]);
  return median(ratios);
}

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "15" }, dir: { type: "string" } },
});
const workloads =
  values.dir === undefined
    ? [invent("RSS, short items", shortFeed), invent("RSS, long CDATA", longFeed), invent("Atom", atomFeed)]
    : readFolder(values.dir);
print(["", "kB/document", "MB/s", "rss-parser", "ratio"]);
const ratios: number[] = [];
for (const workload of workloads) ratios.push(await measure(workload, Number(values.rounds)));
const all = { name: "all together", documents: workloads.flatMap(({ documents }) => documents) };
ratios.push(await measure(all, Number(values.rounds)));
process.stdout.write(`smallest ratio ${Math.min(...ratios).toFixed(2)}\n\n`);
await printHolds(print);
