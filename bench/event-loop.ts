/** How long reading one document holds the event loop, for the worst of the documents that are read without a thread. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { loadLayout } from "../src/config/layout.ts";
import { maxHeldLength } from "../src/read/limits.ts";
import { emptyLayout, readPosts, type ReadInput } from "../src/read/read.ts";

/** Repeats a part until a document is as long as is still read at once. */
function fill(maxBytes: number, head: string, part: (at: number) => string, tail: string): Uint8Array {
  const parts = [head];
  let length = head.length + tail.length;
  for (let at = 0; ; at++) {
    const next = part(at);
    length += next.length;
    if (length > maxBytes) return Buffer.from(parts.join("") + tail);
    parts.push(next);
  }
}

const rss: readonly [string, string] = ['<rss version="2.0"><channel><title>t</title>', "</channel></rss>"];
const page: readonly [string, string] = ["<html><body>", "</body></html>"];
const { feed, page: pageLength } = maxHeldLength;

function feedOf(part: (at: number) => string, tail = rss[1]): Pick<ReadInput, "as" | "layout" | "bytes"> {
  return { as: "feed", layout: emptyLayout, bytes: fill(feed, rss[0], part, tail) };
}

function pageOf(
  preset: string,
  as: "forum" | "thread",
  part: (at: number) => string,
): Pick<ReadInput, "as" | "layout" | "bytes"> {
  return { as, layout: loadLayout(preset), bytes: fill(pageLength, page[0], part, page[1]) };
}

const nested = `${"<div>".repeat(200)}x${"</div>".repeat(200)}`;
const documents: Readonly<Record<string, () => Pick<ReadInput, "as" | "layout" | "bytes">>> = {
  "feed, bare titles": () => feedOf((at) => `<item><title>t${at}</title></item>`),
  "feed, escaped HTML": () =>
    feedOf(
      () => `<item><description>${"&lt;p>a &lt;b>b&lt;/b>&amp;nbsp;&lt;/p>".repeat(40)}</description></item>`,
    ),
  "feed, rare references": () => feedOf((at) => `<item><title>&Aogon;&x${at};</title></item>`),
  "feed, nothing closed": () => feedOf((at) => `<item><title>t${at}<a b=c></item>`, ""),
  "list, MyBB": () =>
    pageOf(
      "mybb",
      "forum",
      (at) =>
        `<tr class="inline_row"><td><span id="tid_${at}"><a href="showthread.php?tid=${at}">Thread ${at}</a></span><div class="author smalltext"><a href="member.php">jay</a></div></td><td><span class="lastpost">03-14-2026, 08:15 PM</span></td></tr>\n`,
    ),
  "list, nested divisions": () => pageOf("mybb", "forum", () => nested),
  "thread, one long post": () =>
    pageOf("mybb", "thread", (at) =>
      at === 0
        ? '<div id="posts"><div class="post"><div class="post_body">'
        : "<div><p>a <b>b</b></p><br></div>",
    ),
};

/** Reads a document once and tells the longest delay of the loop meanwhile, in ms. */
async function hold(input: ReadInput): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The monitor tells nothing of its first round.
  await sleep(20);
  await readPosts(input).catch(() => null);
  await sleep(20);
  delay.disable();
  return delay.max / 1e6;
}

/** Prints, for each document, the longest delay of the first reading and the median of some more. */
export async function printHolds(print: (cells: readonly string[]) => void): Promise<void> {
  print(["event loop held for, ms", "kB", "first", "median"]);
  for (const [name, make] of Object.entries(documents)) {
    const input = { ...make(), url: "https://finch.example/", now: new Date(Date.UTC(2026, 0, 15)) };
    const times: number[] = [];
    for (let round = 0; round < 6; round++) times.push(await hold(input));
    const [first = 0, ...others] = times;
    const median = others.toSorted((one, other) => one - other)[2] ?? 0;
    print([name, (input.bytes.byteLength / 1000).toFixed(0), first.toFixed(0), median.toFixed(0)]);
  }
}
