import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ConfigError, SourceError } from "../../src/errors.ts";
import { createFetcher, type FetcherOptions } from "../../src/fetch/fetch.ts";
import { parseSocksProxy } from "../../src/fetch/socks.ts";
import type { RequestSettings } from "../../src/model.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { startSocksServer, type SocksBehaviour, type SocksServer } from "./socks-server.ts";

const document = "<html><title>Harbour board</title></html>";
const onion = `http://${"a".repeat(56)}.onion`;
const settings: RequestSettings = { headers: {}, timeoutMs: 10_000, maxBytes: 64 * 1024, delayMs: 0 };
const lookup = vi.fn<(hostname: string) => Promise<{ address: string; family: number }[]>>();

let server: HttpServer;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  lookup.mockReset().mockRejectedValue(Object.assign(new Error("asked the DNS"), { code: "ENOTFOUND" }));
  server = await startHttpServer();
  server.on("/board", { body: document });
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await server.close();
});

async function startProxy(behaviour: Partial<SocksBehaviour> = {}): Promise<SocksServer> {
  const proxy = await startSocksServer({ leadsTo: Number(new URL(server.url).port), ...behaviour });
  cleanUps.push(() => proxy.close());
  return proxy;
}

function makeGet(options: Partial<FetcherOptions> = {}) {
  const fetcher = createFetcher({
    allowHosts: ["127.0.0.1"],
    userAgent: "Leakwatch/test",
    lookup,
    ...options,
  });
  cleanUps.push(() => fetcher.close());
  return (url: string, own: Partial<RequestSettings> = {}, sourceId = "harbour") =>
    fetcher.fetch({ url, sourceId, settings: { ...settings, ...own } });
}

async function findError(fetching: Promise<unknown>): Promise<SourceError> {
  const error: unknown = await fetching.then(
    () => new Error("fetched"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SourceError)) throw error;
  return error;
}

describe("an onion address", () => {
  test.for([
    `${onion}/board`,
    "http://abcdefghijklmnop.onion/board",
    `http://www.${"b".repeat(56)}.ONION:8080/board`,
  ])("is fetched through the proxy, which alone learns its name: %s", async (url) => {
    const proxy = await startProxy();
    expect(await makeGet({ torProxy: proxy.address })(url)).toMatchObject({ kind: "fetched" });
    const { hostname, port } = new URL(url);
    expect(proxy.tunnels).toMatchObject([{ host: hostname, port: Number(port || 80) }]);
    expect(lookup).not.toHaveBeenCalled();
  });

  test("is proxy-missing without a proxy, and never asked of the DNS", async () => {
    expect(await findError(makeGet()(`${onion}/board`))).toMatchObject({
      code: "proxy-missing",
      message: expect.stringContaining("LEAKWATCH_TOR_PROXY"),
    });
    expect(lookup).not.toHaveBeenCalled();
  });

  test("that is only part of a longer name is an ordinary host", async () => {
    lookup.mockResolvedValue([{ address: "127.0.0.1", family: 4 }]);
    const proxy = await startProxy();
    const { port } = new URL(server.url);
    await makeGet({ torProxy: proxy.address })(`${onion}.news.example:${port}/board`);
    expect(proxy.tunnels).toEqual([]);
    expect(lookup).toHaveBeenCalledOnce();
  });

  test("is fetched where an ordinary page redirects to it", async () => {
    const proxy = await startProxy();
    server.on("/moved", { status: 302, headers: { location: `${onion}/board` } });
    expect(await makeGet({ torProxy: proxy.address })(`${server.url}/moved`)).toMatchObject({
      url: `${onion}/board`,
    });
    expect(await findError(makeGet()(`${server.url}/moved`))).toMatchObject({ code: "proxy-missing" });
  });

  test("stays in Tor when it redirects to an ordinary host", async () => {
    const proxy = await startProxy();
    server.on("/trap", { status: 302, headers: { location: "http://news.example/board" } });
    await makeGet({ torProxy: proxy.address })(`${onion}/trap`);
    expect(proxy.tunnels.map((tunnel) => tunnel.host)).toEqual([new URL(onion).hostname, "news.example"]);
    expect(lookup).not.toHaveBeenCalled();
  });
});

describe("a source with proxy: tor", () => {
  test("is fetched through the proxy whatever its address", async () => {
    const proxy = await startProxy();
    const get = makeGet({ torProxy: proxy.address });
    await get("http://news.example/board", { proxy: "tor" });
    await get("http://1.1.1.1/board", { proxy: "tor" });
    await get("http://[2606:4700::1111]/board", { proxy: "tor" });
    expect(proxy.tunnels.map((tunnel) => tunnel.host)).toEqual([
      "news.example",
      "1.1.1.1",
      "26064700000000000000000000001111",
    ]);
    expect(lookup).not.toHaveBeenCalled();
  });

  test("is proxy-missing without a proxy", async () => {
    expect((await findError(makeGet()("http://news.example/", { proxy: "tor" }))).code).toBe("proxy-missing");
    expect(lookup).not.toHaveBeenCalled();
  });

  test("may not reach into the network behind the proxy either", async () => {
    const proxy = await startProxy();
    const get = makeGet({ torProxy: proxy.address });
    for (const url of ["http://10.1.2.3/", "http://localhost/", "http://[::1]/"]) {
      expect((await findError(get(url, { proxy: "tor" }))).code).toBe("refused-address");
    }
    expect(proxy.tunnels).toEqual([]);
  });

  test("is told where the encryption fails", async () => {
    const proxy = await startProxy();
    const get = makeGet({ torProxy: proxy.address });
    expect((await findError(get("https://news.example/board", { proxy: "tor" }))).code).toBe("tls");
    expect(proxy.tunnels).toMatchObject([{ host: "news.example", port: 443 }]);
  });
});

describe("the proxy", () => {
  test("keeps the streams of two sources apart", async () => {
    const proxy = await startProxy();
    const get = makeGet({ torProxy: proxy.address });
    await get(`${onion}/board`, {}, "harbour");
    await get(`${onion}/board`, {}, "lighthouse");
    expect(proxy.tunnels.map((tunnel) => tunnel.username)).toEqual(["harbour", "lighthouse"]);
  });

  test("gets the user name and password that stand in its address", async () => {
    const proxy = await startProxy();
    await makeGet({ torProxy: proxy.address.replace("//", "//reader%40home:not%2Fa%2Ftoken@") })(
      `${onion}/board`,
    );
    expect(proxy.tunnels).toMatchObject([{ username: "reader@home", password: "not/a/token" }]);
  });

  test.for([{ isOpen: true }, { drips: true }] as const)("may behave like this: %j", async (behaviour) => {
    const proxy = await startProxy(behaviour);
    expect((await makeGet({ torProxy: proxy.address })(`${onion}/board`)).kind).toBe("fetched");
  });

  test.for([{ hangsUp: "at-once" }, { hangsUp: "after-greeting" }, { hangsUp: "after-request" }] as const)(
    "is at fault, not the source, where it fails like this: %j",
    async (behaviour) => {
      const proxy = await startProxy(behaviour);
      expect((await findError(makeGet({ torProxy: proxy.address })(`${onion}/board`))).code).toBe(
        "proxy-missing",
      );
    },
  );

  test("is at fault where nothing listens, or something else does", async () => {
    const proxy = await startProxy();
    await cleanUps.pop()?.();
    expect((await findError(makeGet({ torProxy: proxy.address })(`${onion}/board`))).code).toBe(
      "proxy-missing",
    );

    const other = createServer(
      (socket) => void socket.on("error", () => {}).end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    );
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    cleanUps.push(async () => other.close());
    const torProxy = `socks5h://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect((await findError(makeGet({ torProxy })(`${onion}/board`))).code).toBe("proxy-missing");
  });

  test.for([0x01, 0x04, 0x05, 0xf0, 0x7f])(
    "is not at fault where the onion service cannot be reached: %i",
    async (reply) => {
      const proxy = await startProxy({ reply });
      expect((await findError(makeGet({ torProxy: proxy.address })(`${onion}/board`))).code).toBe(
        "unreachable",
      );
    },
  );

  test.for(["greeting", "request"] as const)(
    "may fall silent after the %s for as long as the source's timeout",
    async (silentAfter) => {
      const proxy = await startProxy({ silentAfter });
      const get = makeGet({ torProxy: proxy.address });
      expect((await findError(get(`${onion}/board`, { timeoutMs: 100 }))).code).toBe("timeout");
    },
  );
});

test.for(["", "127.0.0.1:9050", "http://127.0.0.1:9050", "socks4://127.0.0.1", "socks5h://"])(
  "an operator's mistake is told at start: %j",
  (torProxy) => {
    expect(() => createFetcher({ allowHosts: [], userAgent: "x", torProxy })).toThrow(ConfigError);
  },
);

test("a proxy's address may leave Tor's port out, be IPv6, or hold strange credentials", () => {
  expect(parseSocksProxy("socks5h://tor", "harbour")).toMatchObject({
    host: "tor",
    port: 9050,
    username: "harbour",
  });
  expect(parseSocksProxy("socks5://[::1]:9150", "harbour")).toMatchObject({ host: "::1", port: 9150 });
  expect(parseSocksProxy("socks5h://a%zz%ff:b@tor:1", "harbour").password).toBe("b");
  expect(() => parseSocksProxy(`socks5h://${"a".repeat(256)}@tor`, "harbour")).toThrow(ConfigError);
});
