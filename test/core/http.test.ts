import { afterEach, beforeEach, expect, it } from "vitest";
import { startHttp, type HttpEndpoint } from "../../src/http.ts";
import type { Store } from "../../src/store/store.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { delivery, later, noon, visitOutcome } from "../store/samples.ts";
import { makeSource } from "./room.ts";

let place: Place;
let store: Store;
let endpoint: HttpEndpoint;

const start = (change: Partial<Parameters<typeof startHttp>[1]> = {}) =>
  startHttp(
    { host: "127.0.0.1", port: 0 },
    {
      store,
      discord: null,
      isConnectionNeeded: false,
      sources: [makeSource("feed", ["https://news.example/"], { id: "news" })],
      now: () => later(2),
      ...change,
    },
  );

beforeEach(async () => {
  place = sqlitePlace();
  store = await place.open();
  endpoint = await start();
});

afterEach(async () => {
  await endpoint.close();
  await store.close();
  await place.dispose();
});

async function ask(path: string, init?: RequestInit): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://127.0.0.1:${endpoint.port}${path}`, init);
  return { status: response.status, body: await response.text() };
}

it("says that it lives and is ready", async () => {
  expect(await ask("/healthz")).toEqual({ status: 200, body: "ok\n" });
  expect(await ask("/readyz?probe=1")).toEqual({ status: 200, body: "ready\n" });
  expect(await ask("/healthz", { method: "HEAD" })).toEqual({ status: 200, body: "" });
});

it("is not ready while a connection to Discord is needed and missing", async () => {
  await endpoint.close();
  endpoint = await start({ isConnectionNeeded: true });
  expect(await ask("/readyz")).toEqual({ status: 503, body: "not connected to Discord\n" });
  expect((await ask("/healthz")).status).toBe(200);
});

it("says so when the database does not answer, and lives on", async () => {
  await store.close();
  expect((await ask("/readyz")).status).toBe(503);
  expect((await ask("/metrics")).status).toBe(503);
  expect((await ask("/healthz")).status).toBe(200);
  store = await place.open();
});

it("counts deliveries by state and tells how each source fares", async () => {
  await store.deliveries.enqueue(delivery(), noon);
  const kept = delivery({ id: "d2", incidentId: "i2", nonce: "n2" });
  await store.deliveries.enqueue(kept, noon, { state: "waiting" });
  await store.sources.register(["news"], noon);
  await store.sources.claim("news", "me", noon, 1000);
  await store.sources.finish("news", "me", visitOutcome());
  const { status, body } = await ask("/metrics");
  expect(status).toBe(200);
  expect(body).toContain('leakwatch_deliveries{state="pending"} 1\n');
  expect(body).toContain('leakwatch_deliveries{state="waiting"} 1\n');
  expect(body).toContain('leakwatch_deliveries{state="failed"} 0\n');
  expect(body).toContain('leakwatch_source_failures{source="news"} 0\n');
  expect(body).toContain('leakwatch_source_seconds_since_success{source="news"} 120\n');
});

it("tells which sources are paused", async () => {
  await store.sources.register(["news"], noon);
  expect((await ask("/metrics")).body).toContain('leakwatch_source_paused{source="news"} 0\n');
  await store.sources.claim("news", "me", noon, 1000);
  await store.sources.finish("news", "me", visitOutcome({ pausedFor: "its entry" }));
  expect((await ask("/metrics")).body).toContain('leakwatch_source_paused{source="news"} 1\n');
});

it("tells figures in lines that Prometheus can read", async () => {
  const { body } = await ask("/metrics");
  const lines = body.trimEnd().split("\n");
  const line = /^(?:# TYPE [a-z_]+ gauge|[a-z_]+\{[a-z]+="[^"\n]*"\} (?:NaN|-?\d+))$/u;
  expect(lines.filter((text) => !line.test(text))).toEqual([]);
});

it("names what there is for everything else", async () => {
  expect(await ask("/secrets")).toEqual({ status: 404, body: "/healthz, /readyz, /metrics\n" });
});

it("refuses a port that is taken", async () => {
  const { port } = endpoint;
  const watched = { store, discord: null, isConnectionNeeded: false, sources: [], now: () => noon };
  await expect(startHttp({ host: "127.0.0.1", port }, watched)).rejects.toThrow("EADDRINUSE");
});
