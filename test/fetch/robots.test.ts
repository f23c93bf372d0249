import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { SourceError } from "../../src/errors.ts";
import { createFetcher, type Fetcher, type FetchRequest } from "../../src/fetch/fetch.ts";
import { createRobots } from "../../src/fetch/robots.ts";
import type { RequestSettings } from "../../src/model.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { startSocksServer } from "./socks-server.ts";

const document = "<rss><channel><title>Notes of a harbour master</title></channel></rss>";
const settings: RequestSettings = { headers: {}, timeoutMs: 10_000, maxBytes: 64 * 1024, delayMs: 0 };

let server: HttpServer;
let fetcher: Fetcher;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  server = await startHttpServer();
  server.on("/feed", { body: document });
  fetcher = createFetcher({ allowHosts: ["127.0.0.1"], userAgent: "Leakwatch/test" });
});

afterEach(async () => {
  await fetcher.close();
  await server.close();
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function get(url: string, options: Partial<FetchRequest> = {}) {
  return fetcher.fetch({ url, sourceId: "harbour", settings, robots: "respect", ...options });
}

async function findError(asking: Promise<unknown>): Promise<SourceError> {
  const error: unknown = await asking.then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SourceError)) throw error;
  return error;
}

const paths = (at: HttpServer): string[] => at.requests.map(({ path }) => path);

describe("a source that respects robots.txt", () => {
  test("is told what is forbidden and how to read it anyway, and the page is not asked for", async () => {
    server.on("/robots.txt", { body: "User-agent: *\nDisallow: /feed" });
    const error = await findError(get(`${server.url}/feed?key=not-a-token`));
    expect(error).toMatchObject({ code: "robots", status: null, gone: false });
    expect(error.message).toContain("robots: ignore");
    expect(error.message).not.toContain("not-a-token");
    expect(paths(server)).toEqual(["/robots.txt"]);
  });

  test("is told why its host cannot be reached, and not to ignore a robots.txt that nobody has seen", async () => {
    await server.close();
    const error = await findError(get(`${server.url}/feed`));
    expect(error).toMatchObject({ code: "unreachable" });
    expect(error.message).not.toContain("robots");
    const viaTor = { settings: { ...settings, proxy: "tor" as const } };
    const unproxied = await findError(get("http://news.example/feed", viaTor));
    expect(unproxied).toMatchObject({ code: "proxy-missing" });
    expect(unproxied.message).not.toContain("robots");
  });

  test("can be told beforehand, without asking for the page", async () => {
    server.on("/robots.txt", { body: "User-agent: *\nDisallow: /feed" });
    const check = (path: string) =>
      fetcher.checkRobots({ url: server.url + path, sourceId: "harbour", settings });
    expect((await findError(check("/feed"))).code).toBe("robots");
    await check("/news");
    expect(paths(server)).toEqual(["/robots.txt"]);
  });

  test("reads it once, however many sources of the host are due", async () => {
    server.on("/robots.txt", { body: "User-agent: *\nDisallow: /drafts" });
    await Promise.all(Array.from({ length: 20 }, () => get(`${server.url}/feed`)));
    expect(paths(server).filter((path) => path === "/robots.txt")).toHaveLength(1);
  });

  test("sends none of its own headers for it", async () => {
    server.on("/robots.txt", { body: "" });
    await get(`${server.url}/feed`, {
      settings: { ...settings, headers: { Cookie: "session=not-a-token" } },
    });
    expect(server.requests.map(({ path, headers }) => [path, headers.cookie, headers["user-agent"]])).toEqual(
      [
        ["/robots.txt", undefined, "Leakwatch/test"],
        ["/feed", "session=not-a-token", "Leakwatch/test"],
      ],
    );
  });

  test.for([200, 204, 304, 401, 403, 404, 410, 418])(
    "goes on where it is empty or missing: %i",
    async (status) => {
      server.on("/robots.txt", { status });
      expect((await get(`${server.url}/feed`)).kind).toBe("fetched");
    },
  );

  test("goes on where what is sent for it is larger than any", async () => {
    server.on("/robots.txt", { body: `User-agent: *\nDisallow: /\n${"#".repeat(5 * 1024 * 1024)}` });
    expect((await get(`${server.url}/feed`)).kind).toBe("fetched");
  });

  test.for([429, 503])("asks for nothing else while it cannot be read: %i", async (status) => {
    server.on("/robots.txt", { status, headers: { "retry-after": "600" } });
    const first = await findError(get(`${server.url}/feed`));
    expect(first).toMatchObject({ code: "http-status", status });
    expect(first.retryAfterMs).toBeGreaterThan(590_000);
    expect(first.message).toContain("robots.txt");
    expect(await findError(get(`${server.url}/feed`))).toMatchObject({ code: "http-status", status });
    expect(paths(server)).toEqual(["/robots.txt"]);
  });

  test("is told what is wrong with a host that is down", async () => {
    await server.close();
    expect((await findError(get(`${server.url}/feed`))).code).toBe("unreachable");
    server = await startHttpServer();
  });

  test("follows its redirects to other hosts, five and no more", async () => {
    const other = await startHttpServer();
    cleanUps.push(() => other.close());
    server.on("/robots.txt", { status: 301, headers: { location: `${other.url}/1` } });
    for (let at = 1; at < 5; at++) other.on(`/${at}`, { status: 302, headers: { location: `/${at + 1}` } });
    other.on("/5", { body: "User-agent: leakwatch\nDisallow: /" });
    expect((await findError(get(`${server.url}/feed`))).code).toBe("robots");
    expect(paths(other)).toEqual(["/1", "/2", "/3", "/4", "/5"]);
  });

  test("goes on where its redirects lead in circles, or to where nothing may be fetched", async () => {
    server.on("/robots.txt", { status: 302, headers: { location: "/robots.txt" } });
    expect((await get(`${server.url}/feed`)).kind).toBe("fetched");
    const other = await startHttpServer();
    cleanUps.push(() => other.close());
    other.on("/feed", { body: document });
    other.on("/robots.txt", { status: 302, headers: { location: "http://10.1.2.3/robots.txt" } });
    expect((await get(`${other.url}/feed`)).kind).toBe("fetched");
  });

  test("asks every host that a redirect leads to", async () => {
    const other = await startHttpServer();
    cleanUps.push(() => other.close());
    server.on("/moved", { status: 302, headers: { location: `${other.url}/feed` } });
    other.on("/feed", { body: document });
    other.on("/robots.txt", { body: "User-agent: *\nDisallow: /feed" });
    expect((await findError(get(`${server.url}/moved`))).code).toBe("robots");
    expect(paths(other)).toEqual(["/robots.txt"]);
  });

  test("keeps the pause that a host asks for, where its own is shorter", async () => {
    server.on("/robots.txt", { body: "User-agent: *\nCrawl-delay: 50" });
    await get(`${server.url}/feed`);
    const waiting = get(`${server.url}/feed`, { signal: AbortSignal.timeout(200) });
    await expect(waiting).rejects.toThrow("timeout");
    expect(paths(server)).toEqual(["/robots.txt", "/feed"]);
  });

  test("may give up while others wait for it", async () => {
    const stop = new AbortController();
    const answer = Promise.withResolvers<{ body: string }>();
    server.on("/robots.txt", () => answer.promise);
    const given = get(`${server.url}/feed`, { signal: stop.signal });
    const other = get(`${server.url}/feed`);
    stop.abort(new Error("no longer wanted"));
    await expect(given).rejects.toThrow("no longer wanted");
    answer.resolve({ body: "User-agent: *\nAllow: /" });
    expect((await other).kind).toBe("fetched");
  });

  test("reads it through Tor where it goes through Tor", async () => {
    const proxy = await startSocksServer({ leadsTo: Number(new URL(server.url).port) });
    cleanUps.push(() => proxy.close());
    await fetcher.close();
    fetcher = createFetcher({
      allowHosts: [],
      userAgent: "Leakwatch/test",
      torProxy: proxy.address,
      lookup: () => Promise.reject(new Error("asked the DNS")),
    });
    server.on("/robots.txt", { body: "User-agent: *\nDisallow: /" });
    const error = await findError(get(`http://${"a".repeat(56)}.onion/feed`));
    expect(error.code).toBe("robots");
    expect(paths(server)).toEqual(["/robots.txt"]);
  });

  test("that is never answered is given up at the source's timeout", async () => {
    const silent = createServer(() => {});
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    cleanUps.push(async () => void silent.close());
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/feed`;
    expect((await findError(get(url, { settings: { ...settings, timeoutMs: 100 } }))).code).toBe("timeout");
    await fetcher.close();
  });
});

test("a source that ignores robots.txt never asks for it", async () => {
  server.on("/robots.txt", { body: "User-agent: *\nDisallow: /" });
  expect((await get(`${server.url}/feed`, { robots: "ignore" })).kind).toBe("fetched");
  expect((await get(`${server.url}/feed`, { robots: undefined })).kind).toBe("fetched");
  expect(paths(server)).toEqual(["/feed", "/feed"]);
});

describe("what is known of a host", () => {
  const hourMs = 60 * 60_000;
  const url = new URL("https://news.example/feed");
  const down = new SourceError("dns", "no such name");

  /** Keeps to a robots.txt that changes, at a time that is set. */
  function makeHost() {
    const host = { now: 0, readings: 0, answer: "" as string | SourceError };
    const robots = createRobots(() => host.now);
    const read = async (): Promise<Uint8Array> => {
      host.readings += 1;
      if (host.answer instanceof SourceError) throw host.answer;
      return Buffer.from(host.answer);
    };
    return { host, robots, check: (at = url) => robots.check(at, "direct", read) };
  }

  test("is read again after a day", async () => {
    const { host, check } = makeHost();
    await check();
    host.answer = "User-agent: *\nDisallow: /";
    host.now = 24 * hourMs - 1;
    await check();
    expect(host.readings).toBe(1);
    host.now += 1;
    expect((await findError(check())).code).toBe("robots");
    expect(host.readings).toBe(2);
  });

  test("still counts for a month while it cannot be read again, and is tried every minute", async () => {
    const { host, check } = makeHost();
    host.answer = "User-agent: *\nDisallow: /drafts\nCrawl-delay: 7";
    await check();
    host.answer = down;
    host.now = 25 * hourMs;
    expect(await check()).toBe(7_000);
    expect(await check()).toBe(7_000);
    expect(host.readings).toBe(2);
    host.now += 60_000;
    await check();
    expect(host.readings).toBe(3);
    host.now = 31 * 24 * hourMs;
    expect((await findError(check())).code).toBe("dns");
    host.answer = "";
    host.now += 60_000;
    expect(await check()).toBe(0);
  });

  test("is forgotten for the newest where a stranger names ever new ones", async () => {
    const { host, check } = makeHost();
    for (let at = 0; at < 20_001; at++) await check(new URL(`https://host-${at}.example/`));
    expect(host.readings).toBe(20_001);
    await check(new URL("https://host-20000.example/"));
    expect(host.readings).toBe(20_001);
    await check(new URL("https://host-0.example/"));
    expect(host.readings).toBe(20_002);
  });

  test("is each origin's own, and apart for what goes through Tor", async () => {
    const { robots } = makeHost();
    const read: string[] = [];
    const answer = async (address: string): Promise<Uint8Array> => {
      read.push(address);
      return new Uint8Array();
    };
    for (const address of ["https://news.example/a", "https://news.example:8443/a", "http://news.example/a"])
      await robots.check(new URL(address), "direct", answer);
    await robots.check(url, "tor", answer);
    expect(read).toEqual([
      "https://news.example/robots.txt",
      "https://news.example:8443/robots.txt",
      "http://news.example/robots.txt",
      "https://news.example/robots.txt",
    ]);
  });

  test("does not take an error of ours for one of the host", async () => {
    const { robots } = makeHost();
    await expect(robots.check(url, "direct", () => Promise.reject(new Error("closed")))).rejects.toThrow(
      "closed",
    );
    expect(await robots.check(url, "direct", async () => new Uint8Array())).toBe(0);
  });
});
