import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeliveryError, UserError } from "../../src/errors.ts";
import { readListing } from "../../src/listing/listing.ts";
import { createWatchList } from "../../src/watch-list.ts";
import { createAlertService } from "../../src/services/alerts.ts";
import { createListingService } from "../../src/services/listings.ts";
import { createSourceService } from "../../src/services/sources.ts";
import { suggest } from "../../src/services/suggest.ts";
import type { Store } from "../../src/store/store.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { later, noon, post, visitOutcome } from "../store/samples.ts";
import { createRecordingMessenger } from "./recording-messenger.ts";
import { makeSource } from "./room.ts";

let place: Place;
let store: Store;

beforeEach(async () => {
  place = sqlitePlace();
  store = await place.open();
});

afterEach(async () => {
  await store.close();
  await place.dispose();
});

describe("listings", () => {
  const forum = makeSource("forum", ["https://forum.example/"], { id: "forum", name: "Example Forum" });
  let clock: Date;
  let service: ReturnType<typeof createListingService>;

  beforeEach(async () => {
    clock = noon;
    service = createListingService({ store, sources: new Map([["forum", forum]]), now: () => clock });
    for (let n = 1; n <= 5; n++) await put(n, {});
    await put(6, {
      sourceId: "gone",
      title: "Gull Island Bank: names and phone numbers",
      body: "Price: $50.",
    });
  });

  async function put(n: number, change: { sourceId?: string; title?: string; body?: string }): Promise<void> {
    const { sourceId = "forum", ...texts } = change;
    const published = { ...post({ id: `p${n}`, title: `Harbour Lines customers, part ${n}` }), ...texts };
    const listing = readListing(published);
    const id = `listing${n}`;
    const opened = { victimKeys: [], kind: listing.kind, actors: [], listing, listingId: id, changes: [] };
    await store.incidents.put({ id, ...opened, firstSeenAt: noon, lastSeenAt: noon });
    const row = { id, sourceId, incidentId: id, post: published, listing, discoveredAt: later(n) };
    const type = listing.dataTypes.map((dataType) => dataType.id);
    await store.listings.put(row, {
      victim: n === 6 ? ["gullislandbank"] : ["harbourlines"],
      actor: [],
      domain: [],
      type,
    });
  }

  it("shows pages, the newest first, and the last one for a page that is there no longer", async () => {
    const first = await service.search({}, 0, 4);
    expect(first).toMatchObject({ total: 6, page: 0, pages: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(["listing6", "listing5", "listing4", "listing3"]);
    expect(await service.search({}, 9, 4)).toMatchObject({
      page: 1,
      pages: 2,
      items: [{ id: "listing2" }, { id: "listing1" }],
    });
    expect(await service.search({}, -1, 4)).toMatchObject({ page: 0 });
    expect(await service.search({ text: "zebra" }, 3, 4)).toMatchObject({
      total: 0,
      page: 0,
      pages: 1,
      items: [],
    });
  });

  it("shows the links of a source that is configured no longer defanged", async () => {
    const { items } = await service.search({ sourceId: "gone" }, 0, 1);
    expect(items).toMatchObject([{ sourceName: "gone", links: "defang" }]);
  });

  it.for([
    ["words of the text", { text: "gull phone" }, 1],
    ["a company in any spelling", { company: "the Gull Island Bank Ltd" }, 1],
    ["a data type", { dataType: "phone" }, 1],
    ["a price", { minPrice: 100 }, 5],
    ["a source", { sourceId: "forum" }, 5],
    ["a time", { since: later(5) }, 2],
    ["several of them together", { company: "Harbour Lines", since: later(5) }, 1],
    ["nothing that was never there", { company: "…" }, 0],
  ] as const)("finds %s", async ([, filter, total]) => {
    expect((await service.search(filter, 0, 10)).total).toBe(total);
  });

  it("finds one listing by the id that people type", async () => {
    expect(await service.find(" LISTING2 ")).toMatchObject({ id: "listing2", sourceName: "Example Forum" });
    expect(await service.find("listing99")).toBeUndefined();
  });

  it("keeps a filter for the buttons below an answer", async () => {
    const filter = { text: "harbour", since: later(2) };
    const id = await service.saveFilter(filter);
    expect(await service.saveFilter(filter)).toBe(id);
    expect(await service.loadFilter(id)).toEqual(filter);
    expect(await service.loadFilter("unknown")).toBeUndefined();
  });

  it("suggests titles and data types from memory", async () => {
    expect(service.suggest("gull")).toEqual([]);
    await service.loadTitles();
    expect(service.suggest("island").map(({ id }) => id)).toEqual(["listing6"]);
    expect(service.suggestDataTypes("phone")[0]).toMatchObject({ id: "phone" });
  });
});

describe("sources", () => {
  it("lists what is configured, visited or not", async () => {
    const sources = ["a", "b"].map((id) =>
      makeSource("feed", ["https://news.example/"], { id, name: `News ${id}` }),
    );
    const service = createSourceService({
      store,
      sources: new Map(sources.map((source) => [source.id, source])),
      now: () => noon,
    });
    await store.sources.register(["a", "forgotten"], noon);
    const listed = await service.list();
    expect(listed.map(({ source, health }) => [source.id, health.nextVisitAt])).toEqual([
      ["a", noon],
      ["b", null],
    ]);
    expect(service.suggest("news b").map(({ id }) => id)).toEqual(["b"]);
  });

  const news = makeSource("feed", ["https://news.example/"], { id: "news", name: "Example News" });
  const sources = new Map([["news", news]]);

  it.for(["news", " EXAMPLE news "])("finds a source by “%s”", async (typed) => {
    await store.sources.register(["news"], noon);
    const service = createSourceService({ store, sources, now: () => noon });
    expect(await service.get(typed)).toMatchObject({ source: { id: "news" }, health: { nextVisitAt: noon } });
  });

  it("counts the new posts of a week, and gives the days of a month, today's included", async () => {
    const counts = { visits: 9, unchanged: 5, failures: 0, partial: 0, items: 50, bytes: 700 };
    await store.sources.register(["news"], noon);
    for (const day of ["2026-01-15", "2026-02-10", "2026-02-22", "2026-02-23"])
      await store.days.put("news", { ...counts, day, newPosts: 5 });
    await store.sources.claim("news", "me", noon, 1000);
    const today = { ...counts, day: "2026-03-01", newPosts: 2 };
    await store.sources.finish("news", "me", visitOutcome({ today }));
    const service = createSourceService({ store, sources, now: () => noon });
    expect(await service.list()).toMatchObject([{ postsAWeek: 7 }]);
    const { postsAWeek, days } = await service.get("news");
    expect(postsAWeek).toBe(7);
    expect(days.map(({ day }) => day)).toEqual(["2026-02-10", "2026-02-22", "2026-02-23", "2026-03-01"]);
  });

  it("refuses a source that is not configured", async () => {
    const service = createSourceService({ store, sources, now: () => noon });
    await expect(service.get("nothing")).rejects.toThrow(UserError);
    await expect(service.visit("nothing")).rejects.toThrow("No source is called nothing");
  });

  it("has the schedule visit a source, and says where there is none", async () => {
    const visited: string[] = [];
    const came = {
      outcome: "unchanged",
      isFirst: false,
      partial: null,
      newPosts: 0,
      changedPosts: 0,
      alerts: 0,
      updates: 0,
      error: null,
    } as const;
    const schedule = {
      visitNow: async (id: string) => {
        visited.push(id);
        return came;
      },
    };
    expect(
      await createSourceService({ store, sources, now: () => noon, schedule: () => schedule }).visit(
        "Example News",
      ),
    ).toBe(came);
    expect(visited).toEqual(["news"]);
    await expect(createSourceService({ store, sources, now: () => noon }).visit("news")).rejects.toThrow(
      UserError,
    );
  });
});

describe("alerts", () => {
  const messenger = createRecordingMessenger();
  const make = () =>
    createAlertService({
      store,
      watchList: createWatchList(),
      sources: new Map(),
      messengerFor: () => messenger,
      now: () => noon,
    });

  it("posts an example where the server's alerts go", async () => {
    const service = make();
    expect(await service.test("s1", "here")).toEqual({ channelId: "here" });
    await service.setChannel("s1", "alerts", "c5");
    expect(await service.channelsOf("s1")).toEqual({ alerts: "c5" });
    expect(await service.test("s1", "here")).toEqual({ channelId: "c5" });
    expect(messenger.headlines("c5")).toEqual([expect.stringContaining("Example Motors")]);
    // Two tests are two messages.
    await service.test("s1", "here");
    expect(messenger.headlines("c5")).toHaveLength(2);
  });

  it("tells the person who typed which permission is missing", async () => {
    messenger.before = () => {
      throw new DeliveryError("held", "Missing in <#c5>: Send Messages");
    };
    const failure = make().test("s1", "c5");
    await expect(failure).rejects.toThrow(UserError);
    await expect(failure).rejects.toThrow("Send Messages");
  });
});

describe("suggest", () => {
  const entries = ["Beta", "Alpha", "Alphabet", "The Alpha"].map((name) => ({
    id: name.toLowerCase(),
    name,
  }));

  it("puts names that begin with what was typed before those that hold it", () => {
    expect(suggest(entries, " ALPHA ").map(({ name }) => name)).toEqual(["Alpha", "Alphabet", "The Alpha"]);
  });

  it("gives at most what Discord takes", () => {
    const many = Array.from({ length: 100 }, (_, n) => ({ id: `i${n}`, name: `Name ${n}` }));
    expect(suggest(many, "")).toHaveLength(25);
    expect(suggest(many, "ame")).toHaveLength(25);
  });
});
