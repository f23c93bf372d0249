/**
 * What it costs to poll unchanged sources, beside a loop of rss-parser's `parseURL`: `npm run bench -- poll`.
 *
 * Feeds on loopback, spread over many ports as sources are over hosts, served by a thread of its own. Three ways:
 *
 * - `fetcher`: each source is asked with the validators that the store keeps, robots.txt respected, as many at a time
 *   as the schedule lets run; its answer is "unchanged".
 * - `visit`: all that a visit does, in a database file of its own: lease, state, validators, fetch, health.
 * - `parseURL`: the plain loop, one after another, as a bot without all this is written: it knows no validators,
 *   so that every answer is the whole feed.
 *
 *     --sources 10000   sources that the fetcher asks
 *     --visits 500      sources that are visited
 *     --loop 1000       sources that the loop asks
 *     --ports 64        ports that they are spread over
 *     --rounds 5        times that each is measured, in turn; the best counts
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import RssParser from "rss-parser";
import { createCore } from "../src/app.ts";
import { createFetcher, type Fetcher, type Validators } from "../src/fetch/fetch.ts";
import { createLog } from "../src/log.ts";
import type { RequestSettings, Source } from "../src/model.ts";
import { visit } from "../src/poll.ts";
import { openStore } from "../src/store/store.ts";
import { startFeedServer, type FeedServer } from "./feed-server.ts";

/** As many visits as the schedule lets run at a time. */
const atOnce = 16;
const settings: RequestSettings = { headers: {}, timeoutMs: 60_000, maxBytes: 4 * 1024 * 1024, delayMs: 0 };
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** One address as the store knows it: texts of its own. */
interface Known {
  readonly id: string;
  readonly url: string;
  readonly validators: Validators;
}

/** Milliseconds a source: by the clock, and of this thread's work. */
interface Cost {
  readonly clockMs: number;
  readonly workMs: number;
}

async function measure(way: Way): Promise<Cost> {
  const work = process.threadCpuUsage();
  const start = performance.now();
  await way.poll();
  const clockMs = (performance.now() - start) / way.count;
  const { user, system } = process.threadCpuUsage(work);
  return { clockMs, workMs: (user + system) / 1000 / way.count };
}

async function pollAll<T>(sources: readonly T[], poll: (source: T) => Promise<void>): Promise<void> {
  const queue = sources.values();
  const work = async (): Promise<void> => {
    for (const source of queue) await poll(source);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

const collectGarbage = ((): (() => void) => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
})();

function heldBytes(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A way to poll, warmed up. */
interface Way {
  readonly count: number;
  /** Polls every source once more. */
  poll(): Promise<void>;
  close(): Promise<void>;
}

async function prepareFetcher(
  fetcher: Fetcher,
  count: number,
  address: (at: number) => string,
): Promise<Way & { readonly heapBytes: number }> {
  const first = await fetcher.fetch({ sourceId: "first", url: address(0), settings, robots: "respect" });
  if (first.kind !== "fetched") throw new Error("the first visit found nothing");
  const { validators } = first;
  const makeSources = (): Known[] =>
    Array.from({ length: count }, (_, at) => {
      return { id: `source-${at}`, url: address(at), validators: structuredClone(validators) };
    });
  const poll = async ({ id, url, validators }: Known): Promise<void> => {
    const { kind } = await fetcher.fetch({ sourceId: id, url, validators, settings, robots: "respect" });
    if (kind !== "unchanged") throw new Error(`${url} was fetched in full`);
  };
  await pollAll(makeSources(), poll);
  const before = heldBytes();
  const sources = makeSources();
  await pollAll(sources, poll);
  return {
    count,
    poll: () => pollAll(sources, poll),
    heapBytes: (heldBytes() - before) / count,
    close: () => fetcher.close(),
  };
}

async function prepareVisits(fetcher: Fetcher, count: number, address: (at: number) => string): Promise<Way> {
  const sources = Array.from({ length: count }, (_, at) => makeSource(`visited-${at}`, address(at)));
  const byId = new Map(sources.map((source) => [source.id, source]));
  const folder = await mkdtemp(join(tmpdir(), "leakwatch-bench-"));
  const store = await openStore(`sqlite:${join(folder, "bench.db")}`);
  let hours = 0;
  const now = (): Date => new Date(Date.UTC(2026, 0, 20, hours));
  const core = createCore({ sources, discordApiUrl: null, ratesUrl: null }, store, now);
  await core.prepare();
  const dependencies = { ...core.visitDependencies(createLog("silent")), fetcher, onDeliveries: () => {} };
  await store.sources.register([...byId.keys()], now());
  const { signal } = new AbortController();

  const visitAll = async (expected: string): Promise<void> => {
    hours += 2;
    for (;;) {
      const owner = randomUUID();
      const due = await store.sources.claimDue((id) => byId.has(id), owner, now(), 60_000, atOnce);
      if (due.length === 0) return;
      const reports = await Promise.all(
        due.flatMap(({ id, state }) => {
          const source = byId.get(id);
          return source === undefined ? [] : [visit(source, owner, dependencies, signal, state)];
        }),
      );
      const other = reports.find(({ outcome }) => outcome !== expected);
      if (other) throw new Error(`${other.sourceId}: ${other.outcome} ${other.error?.message ?? ""}`);
    }
  };
  await visitAll("stored");
  return {
    count,
    poll: () => visitAll("unchanged"),
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

function makeSource(id: string, url: string): Source {
  return {
    id,
    name: id,
    kind: "feed",
    urls: [url],
    every: 60 * 60_000,
    enabled: true,
    links: "show",
    request: settings,
    robots: "respect",
    lookbackMs: 90 * 24 * 60 * 60_000,
    flood: 20,
    definedAt: "bench",
    list: { skip: [], stripQuery: [] },
    dates: { timezone: "UTC" },
    thread: { fetch: "never", remove: [], restricted: [] },
    pages: { max: 1 },
    fields: {},
    require: [],
    wall: [],
  };
}

async function prepareLoop(urls: readonly string[]): Promise<Way> {
  const parser = new RssParser();
  const poll = async (some = urls): Promise<void> => {
    for (const url of some) await parser.parseURL(url);
  };
  await poll(urls.slice(0, 200));
  return { count: urls.length, poll, close: () => Promise.resolve() };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sources: { type: "string", default: "10000" },
      visits: { type: "string", default: "500" },
      loop: { type: "string", default: "1000" },
      ports: { type: "string", default: "64" },
      rounds: { type: "string", default: "5" },
    },
  });
  const server: FeedServer = await startFeedServer(Number(values.ports));
  const address = (at: number, path: string): string =>
    `http://127.0.0.1:${server.ports[at % server.ports.length] ?? 0}/${path}/${at}`;
  const fetcher = createFetcher({ allowHosts: ["127.0.0.0/8"], userAgent: "bench" });
  const feed = (at: number): string => address(at, "feed");
  const loop = await prepareLoop(Array.from({ length: Number(values.loop) }, (_, at) => feed(at)));
  const visits = await prepareVisits(fetcher, Number(values.visits), (at) => address(at, "short"));
  const fetches = await prepareFetcher(fetcher, Number(values.sources), feed);

  // In turn, so that whatever else this machine does slows none of them alone.
  const costs = { fetcher: [] as Cost[], visit: [] as Cost[], parseURL: [] as Cost[] };
  let [answers, bodyBytes] = [0, 0];
  for (let round = 0; round < Number(values.rounds); round++) {
    await server.counts();
    costs.fetcher.push(await measure(fetches));
    const counts = await server.counts();
    answers += counts.unchanged + counts.full;
    bodyBytes += counts.bodyBytes;
    costs.visit.push(await measure(visits));
    costs.parseURL.push(await measure(loop));
  }

  const best = (name: keyof typeof costs): Cost => ({
    clockMs: Math.min(...costs[name].map(({ clockMs }) => clockMs)),
    workMs: Math.min(...costs[name].map(({ workMs }) => workMs)),
  });
  const theirs = best("parseURL");
  const tell = (name: keyof typeof costs, more: string): void => {
    const { clockMs, workMs } = best(name);
    const perSecond = (1000 / clockMs).toFixed(0).padStart(7);
    const ratio = (theirs.clockMs / clockMs).toFixed(1).padStart(5);
    const work = (1000 * workMs).toFixed(0).padStart(5);
    const workRatio = (theirs.workMs / workMs).toFixed(1).padStart(5);
    print(
      `${name.padEnd(9)}${perSecond} sources/s ${ratio} ×  ${work} µs of work each ${workRatio} ×  ${more}`,
    );
  };
  const heap = `${fetches.heapBytes.toFixed(0)} bytes of heap a source`;
  print(`unchanged sources on ${values.ports} hosts, ${atOnce} at a time; a feed of ${server.bytes} bytes`);
  tell("fetcher", `${heap}, ${bodyBytes} body bytes in ${answers} answers`);
  tell("visit", "all of them committed to a database file");
  tell("parseURL", "one after another");
  await visits.close();
  await fetches.close();
  await server.close();
}

await main();
