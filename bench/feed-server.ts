/** Serves feeds on many ports, in a thread of its own: half of what a poll costs is not ours. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** What was sent since the counts were last asked for. */
export interface FeedCounts {
  readonly unchanged: number;
  readonly full: number;
  readonly bodyBytes: number;
}

/** The servers, as the benchmark sees them. */
export interface FeedServer {
  readonly ports: readonly number[];
  /** Of the feed under `/feed/…`; the one under `/short/…` has a single item. */
  readonly bytes: number;
  counts(): Promise<FeedCounts>;
  close(): Promise<void>;
}

const itemsOfFeed = 20;
const etag = '"first"';
const lastModified = "Thu, 15 Jan 2026 08:00:00 GMT";
const robots = "User-agent: *\nDisallow: /drafts/\nDisallow: /*?print=\n";

/** Starts servers on free ports of 127.0.0.1. */
export async function startFeedServer(portCount: number): Promise<FeedServer> {
  const worker = new Worker(new URL(import.meta.url), { workerData: portCount });
  const hear = async <T>(): Promise<T> => ((await once(worker, "message")) as [T])[0];
  const { ports, bytes } = await hear<{ ports: number[]; bytes: number }>();
  return {
    ports,
    bytes,
    counts() {
      worker.postMessage("counts");
      return hear<FeedCounts>();
    },
    close: async () => void (await worker.terminate()),
  };
}

function inventFeed(itemCount: number): Buffer {
  const text = "The ledger of the harbour council was restored, a notice to its customers says. ";
  const items = Array.from({ length: itemCount }, (_, at) => {
    return `<item><title>Notice ${at}</title><link>https://news.example/${at}</link><guid>${at}</guid><pubDate>${lastModified}</pubDate><description>${text.repeat(12)}</description></item>`;
  });
  return Buffer.from(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Notices</title><link>https://news.example/</link>${items.join("\n")}</channel></rss>`,
  );
}

async function serve(portCount: number): Promise<void> {
  const long = inventFeed(itemsOfFeed);
  const short = inventFeed(1);
  let [unchanged, full, bodyBytes] = [0, 0, 0];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === "/robots.txt") {
      response.writeHead(200, { "Content-Length": robots.length }).end(robots);
    } else if (request.headers["if-none-match"] === etag) {
      unchanged++;
      response.writeHead(304, { ETag: etag }).end();
    } else {
      const feed = request.url?.startsWith("/short/") ? short : long;
      full++;
      bodyBytes += feed.byteLength;
      response
        .writeHead(200, {
          "Content-Type": "application/rss+xml",
          "Content-Length": feed.byteLength,
          ETag: etag,
          "Last-Modified": lastModified,
        })
        .end(feed);
    }
  };
  const ports: number[] = [];
  for (let at = 0; at < portCount; at++) {
    const server = createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    ports.push((server.address() as AddressInfo).port);
  }
  parentPort?.on("message", () => {
    parentPort?.postMessage({ unchanged, full, bodyBytes } satisfies FeedCounts);
    [unchanged, full, bodyBytes] = [0, 0, 0];
  });
  parentPort?.postMessage({ ports, bytes: long.byteLength });
}

if (!isMainThread) await serve(workerData as number);
