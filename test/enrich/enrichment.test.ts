import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHttpEnricher } from "../../src/enrich/enricher.ts";
import { startEnrichment, type Enrichment, type EnrichmentOptions } from "../../src/enrich/enrichment.ts";
import type { Article } from "../core/pages.ts";
import { makeSource, type Room } from "../core/room.ts";
import { old, openStage, publishFeed, type Stage } from "../core/stage.ts";
import type { HttpServer } from "../sim/http-server.ts";

let stage: Stage;
let room: Room;
let server: HttpServer;
let source: ReturnType<typeof makeSource>;
let enrichment: Enrichment;

beforeEach(async () => {
  stage = await openStage();
  ({ room, server } = stage);
  source = makeSource("feed", [`${server.url}/feed`]);
  begin();
});
afterEach(async () => {
  await enrichment.stop();
  await stage.close();
});

function begin(limits: Partial<EnrichmentOptions> = {}): void {
  const enricher = createHttpEnricher({ url: `${server.url}/read`, token: null });
  enrichment = startEnrichment({ enricher, store: room.store, log: room.log, ...limits });
}

const article = (id: string, text: string): Article => ({ ...old, id, title: `Harbour Lines ${id}`, text });
/** We read no price in it. */
const hint = "Harbour Lines lost its revenue of $3,000.";
const deal = article("deal", hint);
const visit = () => room.visit(source, { onListings: (ids) => enrichment.offer(ids) });

/** Publishes articles on a source that was visited before. */
async function publish(...articles: Article[]): Promise<void> {
  publishFeed(server, old);
  await visit();
  publishFeed(server, ...articles, old);
  await visit();
}

const pricesOf = async (title: string) => {
  const { rows } = await room.store.listings.search({}, 0, 50);
  const row = rows.find(({ post }) => post.title === title);
  return row?.listing.prices.map(({ amount, by }) => ({ amount, by }));
};
const asked = () => server.requests.filter(({ path }) => path === "/read").length;
const added = [{ amount: 3000, by: "enricher" }];
const truth = { body: '{"prices":[{"amount":3000,"currency":"USD"}]}' };

test("a new listing gets what the model found in its text, and a first visit's are not asked about", async () => {
  server.on("/read", truth);
  await publish(deal);
  await expect.poll(() => pricesOf(deal.title)).toEqual(added);
  expect(asked()).toBe(1);
});

test.for([
  ["lies", { body: '{"prices":[{"amount":3500,"currency":"USD"}],"records":[{"count":41000}]}' }],
  ["garbage", { body: "<html>" }],
  ["a list", { body: "[]" }],
  ["a failure", { status: 503 }],
  ["too much", { body: `{"prices":[${"1,".repeat(200_000)}1]}` }],
] as const)("%s leave a listing as it was, and the next one is asked about", async ([, reply]) => {
  let requests = 0;
  server.on("/read", () => (requests++ === 0 ? reply : truth));
  begin({ concurrency: 1 });
  await publish(deal);
  publishFeed(server, article("next", hint), deal, old);
  await visit();
  await expect.poll(() => pricesOf("Harbour Lines next")).toEqual(added);
  expect(await pricesOf(deal.title)).toEqual([]);
});

test("a model that never answers is given up", async () => {
  let requests = 0;
  server.on("/read", () => (requests++ === 0 ? undefined : truth));
  begin({ concurrency: 1, timeoutMs: 100 });
  await publish(deal, article("next", hint));
  await expect
    .poll(async () => [await pricesOf(deal.title), await pricesOf("Harbour Lines next")])
    .toContainEqual(added);
});

test("so many are asked about at once and so many may wait; the oldest give way", async () => {
  const ids: string[] = [];
  const release: (() => void)[] = [];
  server.on("/read", async (request) => {
    const { id } = (await json(request)) as { id: string };
    ids.push(id);
    await new Promise<void>((resolve) => release.push(resolve));
    return { body: "{}" };
  });
  begin({ concurrency: 2, maxWaiting: 3 });
  const articles = Array.from({ length: 10 }, (_, index) => article(`n${index}`, `Number ${index}`));
  await publish(...articles);
  await expect.poll(() => release.length).toBe(2);
  for (let done = 0; done < 3; done++) {
    await expect.poll(() => release.length).toBeGreaterThan(done);
    release[done]?.();
  }
  expect(new Set(ids).size).toBe(3);
});

test("neither alerts nor incidents follow from it, nor do they wait for it", async () => {
  server.on("/read", truth);
  await publish(deal);
  await expect.poll(() => pricesOf(deal.title)).toEqual(added);
  const { rows } = await room.store.listings.search({}, 0, 50);
  const row = rows.find(({ post }) => post.title === deal.title);
  const incident = await room.store.incidents.find(row?.incidentId ?? "");
  expect(incident?.listing.prices).toEqual([]);
  // The post changes: what the model had added before counts for nothing, and it is asked again.
  publishFeed(server, { ...deal, text: `${deal.text} Contact in the thread.` }, old);
  expect(await visit()).toMatchObject({ changedPosts: 1, updates: 0 });
  await expect.poll(asked).toBe(2);
});

test("an answer about a post that has changed meanwhile is out of date", async () => {
  let answer = (): void => undefined;
  server.on("/read", async () => {
    await new Promise<void>((resolve) => (answer = resolve));
    return truth;
  });
  await publish(deal);
  await expect.poll(asked).toBe(1);
  const { rows } = await room.store.listings.search({}, 0, 50);
  const row = rows.find(({ post }) => post.title === deal.title);
  const next = { ...row!, post: { ...row!.post, body: "Withdrawn." } };
  await room.store.listings.put(next, { victim: [], actor: [], domain: [], type: [] });
  answer();
  await enrichment.stop();
  expect(await pricesOf(deal.title)).toEqual([]);
});

test("what is in hand ends when the bot does", async () => {
  server.on("/read", () => undefined);
  await publish(deal);
  await expect.poll(asked).toBe(1);
  await enrichment.stop();
  enrichment.offer(["later"]);
  expect(asked()).toBe(1);
});
