import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHttpEnricher, makeQuestion } from "../../src/enrich/enricher.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";

let server: HttpServer;
beforeEach(async () => void (server = await startHttpServer()));
afterEach(() => server.close());

const question = makeQuestion("k1", { title: "Harbour Lines", body: "Price: $500" });
const never = new AbortController().signal;
const ask = (token: string | null = null, signal = never) =>
  createHttpEnricher({ url: `${server.url}/read`, token }).ask(question, signal);

test("asks with id, title and body, and the token as a bearer token", async () => {
  let body = "";
  server.on("/read", async (request) => {
    body = await text(request);
    return { body: '{"prices":[]}' };
  });
  expect(await ask("not-a-token")).toEqual({ prices: [] });
  expect(JSON.parse(body)).toEqual({ id: "k1", title: "Harbour Lines", body: "Price: $500" });
  expect(server.requests[0]).toMatchObject({
    method: "POST",
    headers: { authorization: "Bearer not-a-token", "content-type": "application/json" },
  });
  await ask();
  expect(server.requests[1]?.headers).not.toHaveProperty("authorization");
});

test("sends no more of a body than a model should read, and whole characters of it", () => {
  const long = makeQuestion("k1", { title: "a", body: `${"x".repeat(32 * 1024 - 1)}🦆 and more` });
  expect(long.body).toHaveLength(32 * 1024);
  expect(long.body.isWellFormed()).toBe(true);
});

test.for([
  [{ status: 500, body: "{}" }, /status 500/],
  [{ body: "no json" }, /JSON/],
  [{ body: new Uint8Array([0x22, 0xff, 0x22]) }, /encoded data/],
  [{ body: `"${"x".repeat(300 * 1024)}"` }, /larger than 256 KiB/],
] as const)("takes nothing of %#", async ([reply, reason]) => {
  server.on("/read", reply);
  await expect(ask()).rejects.toThrow(reason);
});

test("takes the token nowhere else", async () => {
  server.on("/read", { status: 307, headers: { location: "/elsewhere" } });
  server.on("/elsewhere", { body: "{}" });
  await expect(ask("not-a-token")).rejects.toThrow();
  expect(server.requests.map(({ path }) => path)).toEqual(["/read"]);
});

test("reads no further once an endless answer is too large", async () => {
  const closed = Promise.withResolvers<void>();
  server.on("/read", (_, response) => {
    response.once("close", closed.resolve);
    const pour = (): void => {
      while (!response.destroyed && response.write("x".repeat(64 * 1024)));
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  });
  await expect(ask()).rejects.toThrow(/larger than/);
  await closed.promise;
});

test("gives up when it is told to", async () => {
  const stop = new AbortController();
  server.on("/read", () => stop.abort(new Error("enough")));
  await expect(ask(null, stop.signal)).rejects.toThrow("enough");
});
