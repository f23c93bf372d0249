import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import zlib from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { describeError, SourceError } from "../../src/errors.ts";
import { createFetcher, type Fetched, type Fetcher, type FetchRequest } from "../../src/fetch/fetch.ts";
import type { RequestSettings } from "../../src/model.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";

const document = "<rss><channel><title>Notes of a harbour master</title></channel></rss>";
const settings: RequestSettings = { headers: {}, timeoutMs: 10_000, maxBytes: 64 * 1024, delayMs: 0 };
const hasIpv6 = Object.values(networkInterfaces()).some((known) =>
  known?.some(({ address }) => address === "::1"),
);
const lookup = vi.fn<(hostname: string) => Promise<{ address: string; family: number }[]>>();

let server: HttpServer;
let fetcher: Fetcher;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  lookup.mockReset().mockResolvedValue([{ address: "127.0.0.1", family: 4 }]);
  server = await startHttpServer();
  fetcher = createFetcher({ allowHosts: ["127.0.0.1"], userAgent: "Leakwatch/test", lookup });
});

afterEach(async () => {
  await fetcher.close();
  await server.close();
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function get(
  url: string,
  options: Partial<Omit<FetchRequest, "settings">> & { settings?: Partial<RequestSettings> } = {},
) {
  return fetcher.fetch({
    sourceId: "harbour",
    url,
    ...options,
    settings: { ...settings, ...options.settings },
  });
}

async function getDocument(
  ...parameters: Parameters<typeof get>
): Promise<Extract<Fetched, { kind: "fetched" }>> {
  const fetched = await get(...parameters);
  if (fetched.kind !== "fetched") throw new Error("unchanged");
  return fetched;
}

async function findError(fetching: Promise<Fetched>): Promise<SourceError> {
  const error: unknown = await fetching.then(
    (fetched) => new Error(`fetched ${fetched.url}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SourceError)) throw error;
  return error;
}

/** A server that may break HTTP's rules: gets each connection's socket, and the bytes of each request on it. */
async function startRawServer(answer: (socket: Socket, count: number) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const raw = createServer((socket) => {
    sockets.add(socket);
    let count = 0;
    socket.on("error", () => {});
    socket.on("data", () => answer(socket, (count += 1)));
  });
  raw.listen(0, "127.0.0.1");
  await once(raw, "listening");
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy();
    raw.close();
    await once(raw, "close");
  });
  return `http://127.0.0.1:${(raw.address() as AddressInfo).port}`;
}

describe("a document", () => {
  test("comes with its type and what to ask with next time", async () => {
    server.on("/feed", {
      body: document,
      etag: '"1"',
      headers: {
        "content-type": "application/rss+xml; charset=utf-8",
        "last-modified": "Wed, 04 Mar 2026 05:06:07 GMT",
      },
    });
    const fetched = await getDocument(`${server.url}/feed?page=1#top`);
    expect(fetched).toMatchObject({
      kind: "fetched",
      url: `${server.url}/feed?page=1`,
      movedTo: null,
      contentType: "application/rss+xml; charset=utf-8",
      validators: { etag: '"1"', lastModified: "Wed, 04 Mar 2026 05:06:07 GMT" },
    });
    expect(Buffer.from(fetched.bytes).toString()).toBe(document);
    expect(server.requests).toMatchObject([
      { method: "GET", path: "/feed?page=1", headers: { "user-agent": "Leakwatch/test" } },
    ]);
  });

  test("is not sent again while it is unchanged", async () => {
    server.on("/feed", { body: document });
    const { validators } = await getDocument(`${server.url}/feed`);
    expect(await get(`${server.url}/feed`, { validators })).toEqual({
      kind: "unchanged",
      url: `${server.url}/feed`,
      movedTo: null,
    });
    server.on("/feed", { body: `${document}\n` });
    expect((await getDocument(`${server.url}/feed`, { validators })).validators).not.toEqual(validators);
  });

  test("is decoded, however large it looked on the way", async () => {
    server.on("/feed", { body: zlib.gzipSync(document), headers: { "content-encoding": "gzip" } });
    expect(Buffer.from((await getDocument(`${server.url}/feed`)).bytes).toString()).toBe(document);
  });

  test("is fetched again and again over the same few connections", async () => {
    let connections = 0;
    const url = await startRawServer((socket, count) => {
      if (count === 1) connections += 1;
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${document.length}\r\n\r\n${document}`);
    });
    for (let i = 0; i < 20; i++) await get(url);
    expect(connections).toBeLessThanOrEqual(2);
  });

  test("is fetched although the kept connection was closed meanwhile", async () => {
    const url = await startRawServer((socket, count) => {
      if (count === 1)
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${document.length}\r\n\r\n${document}`);
      else socket.destroy();
    });
    expect((await get(url)).kind).toBe("fetched");
    expect((await get(url)).kind).toBe("fetched");
  });

  test("of another source never gets the cookies of one", async () => {
    server.on("/feed", { body: document, headers: { "set-cookie": "session=not-a-token" } });
    await get(`${server.url}/feed`);
    await get(`${server.url}/feed`, { sourceId: "lighthouse" });
    expect(server.requests.map((request) => request.headers.cookie)).toEqual([undefined, undefined]);
  });
});

describe("a validator", () => {
  test.for([
    ["with a folded second line", 'ETag: "1"\r\n X-Extra: 1'],
    ["with a control character", 'ETag: "1\x01"'],
    ["of many kilobytes", `ETag: "${"1".repeat(4_000)}"`],
    ["that is empty", "ETag: "],
  ] as const)("%s does no harm to the next visit", async ([, header]) => {
    const seen: string[] = [];
    const url = await startRawServer((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\n${header}\r\nContent-Length: ${document.length}\r\n\r\n${document}`);
    });
    const first = await get(url).catch((error: unknown) => error);
    // Either the answer is refused as a whole, or the validator is dropped; a folded line is one line again.
    if (first instanceof SourceError) return;
    const { etag } = (first as Extract<Fetched, { kind: "fetched" }>).validators;
    if (etag !== null) seen.push(etag);
    expect(seen.every((value) => /^[ -~]{1,1024}$/.test(value))).toBe(true);
    server.on("/feed", { body: document });
    await get(`${server.url}/feed`, { validators: { etag, lastModified: null } });
    expect(server.requests[0]?.headers).not.toHaveProperty("x-extra");
  });

  test("from a damaged store is not sent", async () => {
    server.on("/feed", { body: document });
    await get(`${server.url}/feed`, { validators: { etag: '"1"\r\nX-Extra: 1', lastModified: "\0" } });
    expect(server.requests[0]?.headers).not.toHaveProperty("if-none-match");
    expect(server.requests[0]?.headers).not.toHaveProperty("x-extra");
  });
});

describe("a redirect", () => {
  test("is followed, and reported as a move where all of them are permanent", async () => {
    server.on("/a", { status: 301, headers: { location: "/b?x=1" } });
    server.on("/b", { status: 308, headers: { location: `${server.url}/c#part` } });
    server.on("/c", { body: document });
    expect(await get(`${server.url}/a`)).toMatchObject({
      url: `${server.url}/c`,
      movedTo: `${server.url}/c`,
    });
  });

  test.for([302, 303, 307])("that may change again (%i) is no move", async (status) => {
    server.on("/a", { status: 301, headers: { location: "/b" } });
    server.on("/b", { status, headers: { location: "/c" } });
    server.on("/c", { body: document });
    expect(await get(`${server.url}/a`)).toMatchObject({ url: `${server.url}/c`, movedTo: null });
  });

  test("is reported as a move although the document is unchanged", async () => {
    server.on("/a", { status: 301, headers: { location: "/b" } });
    server.on("/b", { body: document });
    const { validators } = await getDocument(`${server.url}/a`);
    expect(await get(`${server.url}/a`, { validators })).toEqual({
      kind: "unchanged",
      url: `${server.url}/b`,
      movedTo: `${server.url}/b`,
    });
  });

  test("is not gone through again where the move is known", async () => {
    server.on("/b", { body: document });
    const movedTo = `${server.url}/b`;
    expect(await get(`${server.url}/a`, { movedTo })).toMatchObject({ url: movedTo, movedTo });
    expect(server.requests.map(({ path }) => path)).toEqual(["/b"]);
    server.on("/b", { status: 308, headers: { location: "/c" } });
    server.on("/c", { body: document });
    expect(await get(`${server.url}/a`, { movedTo })).toMatchObject({ movedTo: `${server.url}/c` });
    server.on("/b", { status: 307, headers: { location: "/c" } });
    expect(await get(`${server.url}/a`, { movedTo })).toMatchObject({ movedTo: null });
    server.on("/b", { status: 301, headers: { location: "/a" } });
    server.on("/a", { body: document });
    expect(await get(`${server.url}/a`, { movedTo })).toMatchObject({ movedTo: null });
  });

  test("keeps the source's secrets at home where the address is known to have moved away", async () => {
    const other = await startHttpServer();
    cleanUps.push(() => other.close());
    other.on("/b", { body: document });
    await get(`${server.url}/a`, {
      movedTo: `${other.url}/b`,
      settings: { headers: { Cookie: "session=not-a-token" } },
    });
    expect(other.requests.map(({ headers }) => headers.cookie)).toEqual([undefined]);
  });

  test("is followed five times and not six", async () => {
    for (let i = 0; i < 6; i++) server.on(`/${i}`, { status: 302, headers: { location: `/${i + 1}` } });
    server.on("/6", { body: document });
    expect((await get(`${server.url}/1`)).kind).toBe("fetched");
    expect(await findError(get(`${server.url}/0`))).toMatchObject({ code: "http-status", status: 302 });
  });

  test("in a circle ends", async () => {
    server.on("/a", { status: 302, headers: { location: "/a" } });
    expect(await findError(get(`${server.url}/a`))).toMatchObject({ code: "http-status", status: 302 });
    expect(server.requests).toHaveLength(6);
  });

  test("without a body costs no connection", async () => {
    const url = await startRawServer((socket, count) => {
      const isFirst = count === 1;
      const head = isFirst
        ? "302 Found\r\nLocation: /b\r\nContent-Length: 0"
        : `200 OK\r\nContent-Length: ${document.length}`;
      socket.write(`HTTP/1.1 ${head}\r\n\r\n${isFirst ? "" : document}`);
    });
    expect(await get(`${url}/a`)).toMatchObject({ kind: "fetched", url: `${url}/b` });
  });

  test("to nowhere is an error", async () => {
    server.on("/a", { status: 302 });
    expect(await findError(get(`${server.url}/a`))).toMatchObject({ code: "http-status", status: 302 });
  });

  test("takes the source's headers along at home, and for ever leaves them when it leads away", async () => {
    const other = await startHttpServer();
    cleanUps.push(() => other.close());
    server.on("/a", { status: 302, headers: { location: "/b" } });
    server.on("/b", { status: 302, headers: { location: `${other.url}/c` } });
    other.on("/c", { status: 302, headers: { location: `${server.url}/d` } });
    server.on("/d", { body: document });
    await get(`${server.url}/a`, {
      settings: { headers: { "X-Key": "not-a-token", Cookie: "session=not-a-token" } },
    });
    const keys = [...server.requests, ...other.requests].map(({ path, headers }) => [
      path,
      headers["x-key"],
      headers.cookie,
    ]);
    expect(keys).toEqual([
      ["/a", "not-a-token", "session=not-a-token"],
      ["/b", "not-a-token", "session=not-a-token"],
      ["/d", undefined, undefined],
      ["/c", undefined, undefined],
    ]);
  });

  test.for([
    "file:///etc/hostname",
    "http://127.0.0.2:{port}/admin",
    "//127.0.0.2:{port}/admin",
    "http://[::ffff:127.0.0.2]:{port}/admin",
    "http://localhost:{port}/admin",
    "http://2130706434:{port}/admin",
    "http://169.254.10.20/",
    "http://news.example@127.0.0.1:{port}/admin",
    "http://127.0.0.1:{port}/%0d%0aX-Extra:1",
    "http://[",
    "javascript:void(0)",
  ])("to %s is refused before anything is connected", async (location) => {
    const { port } = new URL(server.url);
    server.on("/a", { status: 302, headers: { location: location.replace("{port}", port) } });
    server.on("/admin", { body: document });
    expect((await findError(get(`${server.url}/a`))).code).toBe("refused-address");
    expect(server.requests).toHaveLength(1);
    expect(lookup).not.toHaveBeenCalled();
  });
});

describe("a host name", () => {
  const port = (): string => new URL(server.url).port;

  test("is connected to at the address that was checked, looked up once", async () => {
    server.on("/feed", { body: document, headers: { connection: "close" } });
    lookup
      .mockResolvedValueOnce([{ address: "127.0.0.1", family: 4 }])
      .mockResolvedValue([{ address: "127.0.0.2", family: 4 }]);
    const url = `http://news.example:${port()}/feed`;
    expect((await get(url)).kind).toBe("fetched");
    expect(lookup.mock.calls).toEqual([["news.example"]]);
    expect((await findError(get(url))).code).toBe("refused-address");
    expect(server.requests).toHaveLength(1);
  });

  test.for([
    [["10.1.2.3"]],
    [["127.0.0.1", "10.1.2.3"]],
    [["::ffff:10.1.2.3"]],
    [["::1"]],
    [["fe80::7%eth0"]],
  ] as const)("is refused where one of its addresses is not public: %j", async ([addresses]) => {
    lookup.mockResolvedValue(
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
    expect((await findError(get(`http://news.example:${port()}/feed`))).code).toBe("refused-address");
    expect(server.requests).toHaveLength(0);
  });

  test.for(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL"])(
    "that cannot be resolved is told as such: %s",
    async (code) => {
      lookup.mockRejectedValue(Object.assign(new Error(`getaddrinfo ${code} news.example`), { code }));
      const error = await findError(get("http://news.example/feed"));
      expect(error.code).toBe("dns");
      expect(error.message).toContain("news.example");
    },
  );

  test("without any address cannot be resolved", async () => {
    lookup.mockResolvedValue([]);
    expect((await findError(get("http://news.example/feed"))).code).toBe("dns");
  });

  test("whose look-up never ends is given up at the source's timeout", async () => {
    lookup.mockReturnValue(new Promise(() => {}));
    expect((await findError(get("http://news.example/feed", { settings: { timeoutMs: 100 } }))).code).toBe(
      "timeout",
    );
  });
});

describe.skipIf(!hasIpv6)("an address of IPv6", () => {
  async function startOnIpv6(): Promise<string> {
    const server = createHttpServer((_request, response) => response.end(document)).listen(0, "::1");
    await once(server, "listening");
    cleanUps.push(async () => {
      server.close();
      server.closeAllConnections();
    });
    return `http://[::1]:${(server.address() as AddressInfo).port}/feed`;
  }

  test("is refused on this machine, unless it is allowed", async () => {
    const url = await startOnIpv6();
    expect((await findError(get(url))).code).toBe("refused-address");
    const allowing = createFetcher({ allowHosts: ["::1"], userAgent: "Leakwatch/test" });
    cleanUps.push(() => allowing.close());
    expect(await allowing.fetch({ sourceId: "harbour", url, settings })).toMatchObject({
      kind: "fetched",
      url,
    });
  });

  test("is refused where a redirect leads to it", async () => {
    server.on("/a", { status: 301, headers: { location: await startOnIpv6() } });
    expect((await findError(get(`${server.url}/a`))).code).toBe("refused-address");
  });
});

describe("an answer without a document", () => {
  test.for([201, 204, 206, 300, 400, 404, 410, 418, 500, 502, 503])("%i is an error", async (status) => {
    server.on("/feed", { status, body: status === 204 ? "" : "<html>no</html>" });
    expect(await findError(get(`${server.url}/feed`))).toMatchObject({
      code: "http-status",
      status,
      retryAfterMs: null,
    });
  });

  test("says how long to stay away", async () => {
    server.on("/busy", { status: 429, headers: { "retry-after": "90" } });
    server.on("/down", { status: 503, headers: { "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" } });
    server.on("/past", { status: 503, headers: { "retry-after": "Thu, 01 Jan 1998 00:00:00 GMT" } });
    server.on("/other", { status: 404, headers: { "retry-after": "90" } });
    expect((await findError(get(`${server.url}/busy`))).retryAfterMs).toBe(90_000);
    expect((await findError(get(`${server.url}/down`))).retryAfterMs).toBe(24 * 60 * 60_000);
    expect((await findError(get(`${server.url}/past`))).retryAfterMs).toBeNull();
    expect((await findError(get(`${server.url}/other`))).retryAfterMs).toBeNull();
  });

  test("is gone for good only where no redirect led there that may change again", async () => {
    server.on("/gone", { status: 410 });
    server.on("/missing", { status: 404 });
    server.on("/moved", { status: 301, headers: { location: "/gone" } });
    server.on("/lent", { status: 302, headers: { location: "/gone" } });
    const gone = async (path: string): Promise<boolean> => (await findError(get(server.url + path))).gone;
    expect(await gone("/gone")).toBe(true);
    expect(await gone("/moved")).toBe(true);
    expect(await gone("/lent")).toBe(false);
    expect(await gone("/missing")).toBe(false);
  });

  test("is told at once, however slowly it comes", async () => {
    const url = await startRawServer((socket) => {
      socket.write("HTTP/1.1 503 Busy\r\nRetry-After: 90\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
    });
    expect(await findError(get(url, { settings: { timeoutMs: 2_000 } }))).toMatchObject({
      status: 503,
      retryAfterMs: 90_000,
    });
  });

  test("is not what comes before the answer proper", async () => {
    const hints = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
    const url = await startRawServer((socket) => {
      socket.write(
        `${hints}${hints}HTTP/1.1 200 OK\r\nContent-Length: ${document.length}\r\n\r\n${document}`,
      );
    });
    expect(Buffer.from((await getDocument(url)).bytes).toString()).toBe(document);
  });

  test("is never taken for unchanged where nobody asked", async () => {
    server.on("/feed", { status: 304 });
    expect(await findError(get(`${server.url}/feed`))).toMatchObject({ code: "http-status", status: 304 });
    const validators = { etag: "\n", lastModified: null };
    expect(await findError(get(`${server.url}/feed`, { validators }))).toMatchObject({
      code: "http-status",
      status: 304,
    });
  });

  test("is never taken for an empty document, compressed or not", async () => {
    server.on("/feed", { body: "" });
    server.on("/zipped", { body: zlib.gzipSync(""), headers: { "content-encoding": "gzip" } });
    expect((await findError(get(`${server.url}/feed`))).code).toBe("truncated");
    expect((await findError(get(`${server.url}/zipped`))).code).toBe("truncated");
  });

  test.for([401, 403, 407])("is a wall where it lets nobody in: %i", async (status) => {
    server.on("/feed", { status, body: "<html>no</html>" });
    const error = await findError(get(`${server.url}/feed`));
    expect(error).toMatchObject({ code: "blocked", status, retryAfterMs: null });
    expect(error.message).toContain(`answered ${status}: `);
  });

  test("is a wall where a protection service says so", async () => {
    server.on("/feed", {
      status: 503,
      headers: { "cf-mitigated": "challenge" },
      body: "<title>Just a moment…</title>",
    });
    expect(await findError(get(`${server.url}/feed`))).toMatchObject({ code: "blocked", status: 503 });
  });
});

describe("a hostile or broken server", () => {
  const head = "HTTP/1.1 200 OK\r\n";

  test("that drips its headers is given up at the source's timeout", async () => {
    const url = await startRawServer((socket) => void socket.write("HTTP/1.1 200 OK\r\nX-Slow: "));
    expect((await findError(get(url, { settings: { timeoutMs: 150 } }))).code).toBe("timeout");
  });

  test("that drips its body without end is given up at the source's timeout", async () => {
    const url = await startRawServer((socket) => {
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      const drip = setInterval(() => socket.write("1\r\nx\r\n"), 10);
      socket.on("close", () => clearInterval(drip));
    });
    expect((await findError(get(url, { settings: { timeoutMs: 150 } }))).code).toBe("timeout");
  });

  test("that redirects ever more slowly has one timeout for all of it", async () => {
    const url = await startRawServer((socket) => {
      setTimeout(() => socket.write("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"), 100);
    });
    expect((await findError(get(url, { settings: { timeoutMs: 250 } }))).code).toBe("timeout");
  });

  test("that says nothing does not keep other sources waiting", async () => {
    const stop = new AbortController();
    const silent = await startRawServer(() => {});
    const waiting = Promise.allSettled([1, 2, 3].map(() => get(silent, { signal: stop.signal })));
    server.on("/feed", { body: document });
    expect((await get(`${server.url}/feed`)).kind).toBe("fetched");
    stop.abort();
    expect((await waiting).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  });

  test("that announces more than the limit is refused before it sends", async () => {
    const url = await startRawServer(
      (socket) => void socket.write(`${head}Content-Length: 1000000000000000\r\n\r\n`),
    );
    expect((await findError(get(url))).code).toBe("too-large");
  });

  test("that never stops sending is cut off at the limit", async () => {
    const piece = "x".repeat(16 * 1024);
    const url = await startRawServer((socket) => {
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      const send = (): void => {
        if (!socket.destroyed) socket.write(`4000\r\n${piece}\r\n`, () => setImmediate(send));
      };
      send();
    });
    expect((await findError(get(url))).code).toBe("too-large");
  });

  test("that sends a bomb is cut off at the limit of the decoded bytes", async () => {
    server.on("/feed", {
      body: zlib.gzipSync(Buffer.alloc(50 * 1024 * 1024)),
      headers: { "content-encoding": "gzip" },
    });
    expect((await findError(get(`${server.url}/feed`))).code).toBe("too-large");
  });

  test.for([
    ["less than it announced", `Content-Length: 1000\r\n\r\n${document}`],
    ["no last chunk", `Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n`],
    ["half a chunk", `Transfer-Encoding: chunked\r\n\r\nff\r\n<rss>`],
    ["a chunk of nonsense", `Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\nzz\r\n`],
    ["nothing at all", "\r\n"],
  ] as const)("that sends %s is reported as truncated", async ([, rest]) => {
    const url = await startRawServer((socket) => socket.end(head + rest));
    expect((await findError(get(url))).code).toBe("truncated");
  });

  test.for([
    ["nonsense", "SSH-2.0-harbour\r\n"],
    ["two lengths", `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n<rss>`],
    ["a length that is no number", `${head}Content-Length: 1e15\r\n\r\n<rss>`],
    ["nothing", ""],
  ] as const)("that answers %s is unreachable", async ([, answer]) => {
    const url = await startRawServer((socket) => socket.end(answer));
    expect((await findError(get(url))).code).toBe("unreachable");
  });

  test("that floods us with headers is cut off", async () => {
    const url = await startRawServer((socket) => socket.end(`${head}X-Long: ${"x".repeat(200_000)}\r\n\r\n`));
    expect((await findError(get(url))).code).toBe("too-large");
  });

  test("that does not listen is unreachable", async () => {
    const gone = await startHttpServer();
    await gone.close();
    expect((await findError(get(gone.url))).code).toBe("unreachable");
  });

  test("that speaks no TLS on an https address is told as such", async () => {
    expect((await findError(get(server.url.replace("http:", "https:")))).code).toBe("tls");
  });
});

describe("whoever asks", () => {
  test.for(["", "news.example/feed", "http://"])("without an address is told so: %j", async (url) => {
    expect((await findError(get(url))).code).toBe("bad-input");
  });

  test("with a header that cannot be sent is told so", async () => {
    expect((await findError(get(server.url, { settings: { headers: { "X-Key": "a\nb" } } }))).code).toBe(
      "bad-input",
    );
  });

  test("may give up while the answer comes", async () => {
    const stop = new AbortController();
    const url = await startRawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>", () =>
        stop.abort(new Error("shutting down")),
      );
    });
    await expect(get(url, { signal: stop.signal })).rejects.toThrow("shutting down");
  });

  test("may give up while waiting for a turn", async () => {
    const stop = new AbortController();
    server.on("/feed", { body: document });
    await get(`${server.url}/feed`);
    const waiting = get(`${server.url}/feed`, { signal: stop.signal, settings: { delayMs: 3_600_000 } });
    stop.abort(new Error("shutting down"));
    await expect(waiting).rejects.toThrow("shutting down");
    expect(server.requests).toHaveLength(1);
  });

  test("waits for a turn without losing the source's time", async () => {
    server.on("/feed", { body: document });
    await get(`${server.url}/feed`);
    expect((await get(`${server.url}/feed`, { settings: { timeoutMs: 200, delayMs: 300 } })).kind).toBe(
      "fetched",
    );
  });

  test("sees no more than two requests at a time at a host", async () => {
    let running = 0;
    let most = 0;
    const pair = Promise.withResolvers<void>();
    server.on("/feed", async () => {
      running += 1;
      most = Math.max(most, running);
      if (running === 2) pair.resolve();
      await pair.promise;
      running -= 1;
      return { body: document };
    });
    await Promise.all(Array.from({ length: 12 }, () => get(`${server.url}/feed`)));
    expect(most).toBe(2);
  });

  test("is never kept waiting by the many sources of another host", async () => {
    const other = await startHttpServer();
    cleanUps.push(() => other.close());
    for (const each of [server, other]) each.on("/feed", { body: document });
    const stop = new AbortController();
    const slow = Array.from({ length: 1_000 }, () =>
      get(`${server.url}/feed`, { settings: { delayMs: 3_600_000 }, signal: stop.signal }),
    );
    const waiting = Promise.allSettled(slow);
    await Promise.all(Array.from({ length: 1_000 }, () => get(`${other.url}/feed`)));
    await slow[0];
    stop.abort();
    const outcomes = (await waiting).map(({ status }) => status);
    expect(outcomes.filter((status) => status === "fulfilled")).toHaveLength(1);
    expect([server.requests.length, other.requests.length]).toEqual([1, 1_000]);
  });

  test("gets an error that is no fault of the source after closing", async () => {
    const url = await startRawServer(() => void fetcher.close());
    await expect(get(url)).rejects.not.toBeInstanceOf(SourceError);
    await expect(get(url)).rejects.not.toBeInstanceOf(SourceError);
  });

  test("never finds a secret in an error", async () => {
    const secrets = { headers: { "X-Key": "not-a-token" }, timeoutMs: 100 };
    server.on("/away", { status: 302, headers: { location: "http://10.1.2.3/?key=not-a-token" } });
    server.on("/gone", { status: 404 });
    server.on("/slow", () => new Promise<void>(() => {}));
    server.on(
      "/half",
      (_request, response) =>
        void response.writeHead(200, { "content-length": "99" }).write("x", () => response.destroy()),
    );
    for (const path of ["away", "gone", "slow", "half"]) {
      const error = await findError(get(`${server.url}/${path}?key=not-a-token`, { settings: secrets }));
      expect(describeError(error)).not.toContain("not-a-token");
      expect(describeError(error)).toContain("127.0.0.1");
    }
    const wrong = await findError(get(server.url, { settings: { headers: { "X-Key": "not-a-token\n" } } }));
    expect(describeError(wrong)).not.toContain("not-a-token");
  });
});
