import { afterEach, beforeEach, expect, test } from "vitest";
import { createFetcher, type Fetcher } from "../../src/fetch/fetch.ts";
import { createLog } from "../../src/log.ts";
import { startRates, type RunningRates } from "../../src/rates/refresh.ts";
import { findCurrentRates, findRates, keepRates } from "../../src/store/rates.ts";
import type { Store } from "../../src/store/store.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { later, noon } from "../store/samples.ts";

const hours = (count: number): Date => later(count * 60);

let web: HttpServer;
let place: Place;
let store: Store;
let fetcher: Fetcher;
let running: RunningRates | null = null;

beforeEach(async () => {
  web = await startHttpServer();
  place = sqlitePlace();
  store = await place.open();
  fetcher = createFetcher({ allowHosts: ["127.0.0.1"], userAgent: "test" });
});

afterEach(async () => {
  await running?.stop();
  running = null;
  await fetcher.close();
  await store.close();
  await place.dispose();
  await web.close();
});

function start(now: Date): void {
  const { rates: cache } = store.caches;
  running = startRates({ url: `${web.url}/rates`, fetcher, cache, log: createLog("silent"), now: () => now });
}

const answer = (BTC: number) => ({ body: JSON.stringify({ base: "USD", rates: { BTC } }) });

test("keeps rates with the time they were taken, for every process that shares the database", async () => {
  web.on("/rates", answer(0.00001));
  start(noon);
  await expect.poll(() => findRates(store.caches.rates)).not.toBeNull();
  expect(await findCurrentRates(store.caches.rates, hours(48))).toEqual({
    at: noon,
    dollars: { USD: 1, BTC: expect.closeTo(100_000, 5) as number },
  });
});

test("shows none that are more than two days old", async () => {
  await keepRates(store.caches.rates, { at: noon, dollars: { BTC: 1e5 } });
  expect(await findCurrentRates(store.caches.rates, hours(48.5))).toBeNull();
});

test("asks nobody while those that are kept are young, and again after six hours", async () => {
  await keepRates(store.caches.rates, { at: noon, dollars: { BTC: 1e5 } });
  web.on("/rates", answer(0.00002));
  start(hours(5));
  await running?.stop();
  expect(web.requests).toEqual([]);
  start(hours(7));
  await expect.poll(async () => (await findRates(store.caches.rates))?.at).toEqual(hours(7));
});

test.for([
  ["an error", { status: 500, body: "{}" }],
  ["no JSON", { body: "<html>" }],
  ["no rates", { body: '{"success":false}' }],
  ["bytes that are no text", { body: new Uint8Array([0x22, 0xff, 0x22]) }],
] as const)("keeps what it has where the answer is %s", async ([, bad]) => {
  await keepRates(store.caches.rates, { at: noon, dollars: { BTC: 1e5 } });
  web.on("/rates", bad);
  start(hours(7));
  await expect.poll(() => web.requests.length).toBe(1);
  await running?.stop();
  expect((await findRates(store.caches.rates))?.at).toEqual(noon);
});
