import { afterEach, beforeEach, expect, it } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { createStatisticsService } from "../../src/services/statistics.ts";
import type { Store } from "../../src/store/store.ts";
import { describeEngines, type Place } from "../store/engines.ts";
import { delivery, post } from "../store/samples.ts";

const now = new Date("2026-03-04T12:00:00Z"); // a Wednesday
const weekMs = 7 * 24 * 60 * 60 * 1000;

describeEngines("statistics", (makePlace) => {
  let place: Place;
  let store: Store;
  let service: ReturnType<typeof createStatisticsService>;

  beforeEach(async () => {
    place = await makePlace();
    store = await place.open();
    service = createStatisticsService({ store, now: () => now });
  });

  afterEach(async () => {
    await store.close();
    await place.dispose();
  });

  async function put(
    id: string,
    body: string,
    publishedAt: Date | null,
    actor = "Copper Fox",
  ): Promise<void> {
    const published = { ...post({ id, title: `Harbour Lines customers ${id}` }), body, publishedAt, actor };
    const listing = readListing(published);
    const opened = { victimKeys: [], kind: listing.kind, actors: [], listing, listingId: id, changes: [] };
    await store.incidents.put({ id, ...opened, firstSeenAt: now, lastSeenAt: now });
    const row = { id, sourceId: "forum", incidentId: id, post: published, listing, discoveredAt: now };
    const key = actor.toLowerCase().replaceAll(" ", "");
    await store.listings.put(row, { victim: [], actor: [key], domain: [], type: [] });
  }

  it("counts listings by week and kind, each week in order, empty ones too", async () => {
    await put("a", "Selling the customer database, price: $500", new Date("2026-03-02T00:00:00Z"));
    await put("b", "Selling the customer database, price: $9,000", new Date("2026-03-01T23:59:59Z"));
    await put("c", "Selling the customer database, price: $700", null);
    const { weeks, listings } = await service.count("s1", new Date(now.getTime() - 3 * weekMs));
    expect(listings).toBe(3);
    expect(weeks.map(({ week, counts }) => [week.toISOString().slice(0, 10), counts.sale ?? 0])).toEqual([
      ["2026-02-09", 0],
      ["2026-02-16", 0],
      ["2026-02-23", 1],
      ["2026-03-02", 2],
    ]);
  });

  it("leaves out what is older, and looks back a year at most", async () => {
    await put("old", "Selling the customer database, price: $500", new Date("2025-01-01T00:00:00Z"));
    const { weeks, listings, since } = await service.count("s1", new Date(0));
    expect(listings).toBe(0);
    expect(weeks.length).toBeLessThanOrEqual(53);
    expect(since).toEqual(new Date(now.getTime() - 52 * weekMs));
  });

  it("names the busiest actors as their posts write them, and sums prices by currency", async () => {
    await put("a", "Selling the customer database, price: $500", now);
    await put("b", "Selling the customer database, price: $9,000", now);
    await put("c", "Selling the customer database, price: 0.5 BTC", now, "Night Heron");
    const { actors, prices, dollars } = await service.count("s1", new Date(now.getTime() - weekMs));
    expect(actors).toEqual([
      { name: "Copper Fox", listings: 2 },
      { name: "Night Heron", listings: 1 },
    ]);
    expect(prices).toEqual([
      { currency: "USD", listings: 2, median: 500, highest: 9000 },
      { currency: "BTC", listings: 1, median: 0.5, highest: 0.5 },
    ]);
    expect(dollars.map(({ listings }) => listings)).toEqual([1, 1, 0, 0, 0]);
  });

  it("counts a server's own alerts alone", async () => {
    await store.deliveries.enqueue(delivery({ id: "d1", incidentId: "i1", nonce: "d1" }), now);
    await store.deliveries.enqueue(
      delivery({ id: "d2", incidentId: "i2", nonce: "d2", serverId: "s2" }),
      now,
    );
    const own = { sent: 0, updates: 0, waiting: 1, failed: 0 };
    expect((await service.count("s1", new Date(now.getTime() - weekMs))).alerts).toEqual(own);
    const late = new Date(now.getTime() + 60_000);
    expect(await store.statistics.queue("s1", late)).toEqual({
      waiting: 1,
      held: 0,
      failed: 0,
      oldestMs: 60_000,
    });
  });

  it("draws the figures as a picture, whatever the names", async () => {
    await put("a", "Selling the customer database, price: $500", now, 'A "<b>" & 蔚来 \u202e');
    const picture = await service.draw(await service.count("s1", new Date(now.getTime() - weekMs)));
    expect(sizeOf(picture)).toEqual([2000, 1280]);
  });

  it("keeps what was asked, and draws it once it has changed", async () => {
    await put("a", "Selling the customer database, price: $4,850", now);
    const stored = { ...(await store.listings.find("a"))!, sourceName: "Forum", links: "defang" as const };
    await store.prices.record("a", { amount: 4850, currency: "USD" }, new Date(now.getTime() - 2000));
    await store.prices.record("a", { amount: 4850, currency: "USD" }, new Date(now.getTime() - 1000));
    expect(await store.prices.ofIncident("a")).toHaveLength(1);
    expect(await service.drawPrices(stored)).toBeNull();
    await store.prices.record("a", { amount: 4000, currency: "USD" }, now);
    expect((await store.prices.ofIncident("a")).map(({ amount }) => amount)).toEqual([4850, 4000]);
    const picture = await service.drawPrices(stored);
    expect(picture === null ? null : sizeOf(picture)).toEqual([1600, 640]);
  });
});

/** Width and height of a PNG, as its header tells. */
function sizeOf(png: Buffer): readonly number[] {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
