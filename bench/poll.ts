/**
 * What it costs to ask unchanged sources again, beside a loop of rss-parser's `parseURL`: `npm run bench -- poll`.
 *
 * Feeds on loopback, on many ports, since two requests at a time go to one host; a thread of its own serves them.
 * Every source is asked with validators as the store keeps them, all at once; rss-parser asks one after another.
 *
 *     --sources 10000   sources that are asked
 *     --sample 1000     how many of them the loop asks
 *     --ports 64        ports that they are spread over
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import RssParser from "rss-parser";
import { createFetcher, type Fetcher, type Validators } from "../src/fetch/fetch.ts";

interface Counts {
  readonly unchanged: number;
  readonly full: number;
  readonly bodyBytes: number;
}

interface Source {
  readonly id: string;
  readonly url: string;
  readonly validators: Validators | null;
}

const settings = { headers: {}, timeoutMs: 60_000, maxBytes: 4 * 1024 * 1024, delayMs: 0 };
const itemsOfFeed = 20;
const etag = '"first"';
const lastModified = "Thu, 15 Jan 2026 08:00:00 GMT";

function inventFeed(): string {
  const text = "The ledger of the harbour council was restored, a notice to its customers says. ";
  const items = Array.from({ length: itemsOfFeed }, (_, at) => {
    return `<item><title>Notice ${at}</title><link>https://news.example/${at}</link><guid>${at}</guid><pubDate>${lastModified}</pubDate><description>${text.repeat(12)}</description></item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Notices</title><link>https://news.example/</link>${items.join("\n")}</channel></rss>`;
}

/** Serves one feed under every path of some ports, and tells what it sent each time it is asked. */
async function serve(portCount: number): Promise<void> {
  const feed = Buffer.from(inventFeed());
  let [unchanged, full] = [0, 0];
  const ports: number[] = [];
  for (let at = 0; at < portCount; at++) {
    const server = createServer((request, response) => {
      if (request.headers["if-none-match"] === etag) {
        unchanged++;
        response.writeHead(304, { ETag: etag }).end();
        return;
      }
      full++;
      response
        .writeHead(200, {
          "Content-Type": "application/rss+xml",
          "Content-Length": feed.byteLength,
          ETag: etag,
          "Last-Modified": lastModified,
        })
        .end(feed);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ports.push((server.address() as AddressInfo).port);
  }
  parentPort?.on("message", () => {
    parentPort?.postMessage({ unchanged, full, bodyBytes: full * feed.byteLength } satisfies Counts);
    [unchanged, full] = [0, 0];
  });
  parentPort?.postMessage(ports);
}

async function ask<T>(worker: Worker): Promise<T> {
  worker.postMessage("counts");
  return await hear<T>(worker);
}

async function hear<T>(worker: Worker): Promise<T> {
  const [message] = (await once(worker, "message")) as [T];
  return message;
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

/** Asks every source at once; the fetcher lets two requests at a time go to one host. */
async function pollOurs(fetcher: Fetcher, sources: readonly Source[]): Promise<number> {
  const start = performance.now();
  const answers = await Promise.all(
    sources.map(async ({ id, url, validators }) => {
      const { kind } = await fetcher.fetch({ sourceId: id, url, validators, settings });
      return kind;
    }),
  );
  const elapsed = performance.now() - start;
  const changed = answers.filter((kind) => kind !== "unchanged").length;
  if (changed > 0) throw new Error(`${changed} sources were fetched in full`);
  return elapsed / sources.length;
}

async function pollTheirs(sources: readonly Source[]): Promise<number> {
  const parser = new RssParser();
  const start = performance.now();
  for (const { url } of sources) await parser.parseURL(url);
  return (performance.now() - start) / sources.length;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sources: { type: "string", default: "10000" },
      sample: { type: "string", default: "1000" },
      ports: { type: "string", default: "64" },
    },
  });
  const [count, sample, portCount] = [Number(values.sources), Number(values.sample), Number(values.ports)];
  const worker = new Worker(new URL(import.meta.url), { workerData: portCount });
  const ports = await hear<number[]>(worker);
  const fetcher = createFetcher({ allowHosts: ["127.0.0.0/8"], userAgent: "bench" });
  const address = (at: number): string => `http://127.0.0.1:${ports[at % ports.length] ?? 0}/feed/${at}`;

  const first = await fetcher.fetch({ sourceId: "first", url: address(0), settings });
  if (first.kind !== "fetched") throw new Error("the first visit found nothing");
  await ask(worker);
  const warmUp = Array.from({ length: Math.min(500, count) }, (_, at) => {
    return { id: `warm-up-${at}`, url: address(at), validators: first.validators };
  });
  await pollOurs(fetcher, warmUp);
  await pollTheirs(warmUp.slice(0, 100));
  await ask(worker);

  const before = heldBytes();
  const sources = Array.from({ length: count }, (_, at): Source => {
    // As from the store: texts of its own for every source.
    return {
      id: `source-${at}`,
      url: address(at),
      validators: structuredClone(first.validators),
    };
  });
  const ours = await pollOurs(fetcher, sources);
  const again = await pollOurs(fetcher, sources);
  const perSource = (heldBytes() - before) / count;
  const counts = await ask<Counts>(worker);
  const theirs = await pollTheirs(sources.slice(0, sample));
  const theirCounts = await ask<Counts>(worker);

  const perSecond = (ms: number): string => (1000 / ms).toFixed(0);
  const best = Math.min(ours, again);
  process.stdout.write(`${count} unchanged sources on ${ports.length} ports, visited twice\n`);
  process.stdout.write(
    `ours        ${perSecond(ours)} and ${perSecond(again)} sources/s, ${counts.bodyBytes} body bytes in ${counts.unchanged} answers\n`,
  );
  process.stdout.write(
    `rss-parser  ${perSecond(theirs)} sources/s, ${theirCounts.bodyBytes} body bytes in ${theirCounts.full} answers\n`,
  );
  process.stdout.write(
    `ratio       ${(theirs / ours).toFixed(1)} and ${(theirs / again).toFixed(1)}, best ${(theirs / best).toFixed(1)}\n`,
  );
  process.stdout.write(`heap        ${perSource.toFixed(0)} bytes a source\n`);
  await fetcher.close();
  await worker.terminate();
}

await (isMainThread ? main() : serve(workerData as number));
