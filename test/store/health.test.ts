import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { noMemory } from "../../src/health/judge.ts";
import type { HealthMemory, SourceDay } from "../../src/model.ts";
import { createFirst } from "../../src/store/migrations/001-first.ts";
import { createHealth } from "../../src/store/migrations/002-health.ts";
import { sqliteDialect } from "../../src/store/sqlite.ts";
import type { Schema } from "../../src/store/schema.ts";
import type { Store } from "../../src/store/store.ts";
import { describeEngines, type Place } from "./engines.ts";
import { later, noon, visitOutcome } from "./samples.ts";

const dayOf = (day: string, change: Partial<SourceDay> = {}): SourceDay => ({
  day,
  visits: 144,
  unchanged: 120,
  failures: 2,
  partial: 1,
  newPosts: 7,
  items: 480,
  // More than fits 32 bits.
  bytes: 5_000_000_000,
  ...change,
});

describeEngines("what is kept of a source's health", (makePlace) => {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await makePlace();
    store = await place.open();
    await store.sources.register(["news"], noon);
  });

  afterEach(async () => {
    await store.close();
    await place.dispose();
  });

  const finish = async (change: Parameters<typeof visitOutcome>[0]): Promise<void> => {
    await store.sources.claim("news", "me", noon, 1000);
    await store.sources.finish("news", "me", visitOutcome(change));
  };

  it("gives a source's memory back as it was put in", async () => {
    const problem = { kind: "down", code: "dns", message: "no such host", isPartial: false } as const;
    const memory: HealthMemory = {
      ...noMemory,
      streak: { problem, since: noon.getTime(), count: 3, countOfKind: 3 },
      trouble: { problem, since: noon.getTime(), toldAt: noon.getTime(), reminders: 0, told: ["down"] },
      moves: { "https://news.example/": "https://new.example/" },
    };
    expect(await store.sources.state("news")).toMatchObject({ memory: null, today: null, gap: null });
    await finish({ memory, today: dayOf("2026-03-01") });
    await store.close();
    store = await place.open();
    expect(await store.sources.state("news")).toMatchObject({ memory, today: dayOf("2026-03-01") });
    expect((await store.sources.health("news")).get("news")).toMatchObject({ memory, isPaused: false });
  });

  it("tells the health of one source without looking at the others", async () => {
    await store.sources.register(["other"], noon);
    expect([...(await store.sources.health("news")).keys()]).toEqual(["news"]);
    expect((await store.sources.health("unknown")).size).toBe(0);
  });

  it("keeps days apart by source, in order, until they are forgotten", async () => {
    await store.days.put("news", dayOf("2026-03-02"));
    await store.days.put("news", dayOf("2026-03-01"));
    await store.days.put("news", dayOf("2026-03-01", { newPosts: 9 }));
    await store.days.put("other", dayOf("2026-03-01"));
    expect(await store.days.since("news", "2026-03-01")).toEqual([
      dayOf("2026-03-01", { newPosts: 9 }),
      dayOf("2026-03-02"),
    ]);
    expect(await store.days.newPosts("2026-03-01")).toEqual(
      new Map([
        ["news", 16],
        ["other", 7],
      ]),
    );
    expect(await store.days.newPosts("2026-03-02")).toEqual(new Map([["news", 7]]));
    await store.days.prune("news", "2026-03-02");
    expect(await store.days.since("news", "2026-01-01")).toEqual([dayOf("2026-03-02")]);
    expect(await store.days.since("other", "2026-01-01")).toHaveLength(1);
  });

  it("keeps a gap until a visit says otherwise", async () => {
    const gap = { from: noon.getTime(), to: later(60).getTime(), done: 0, failures: 0 };
    await store.sources.openGap("news", gap);
    await finish({});
    expect((await store.sources.state("news")).gap).toEqual(gap);
    await finish({ gap: { ...gap, done: 2 } });
    expect((await store.sources.state("news")).gap).toEqual({ ...gap, done: 2 });
    await finish({ gap: null });
    expect((await store.sources.state("news")).gap).toBeNull();
  });

  it("pauses a source for its entry, and rests without calling that a visit", async () => {
    await finish({ pausedFor: "entry" });
    await store.sources.claim("news", "me", noon, 1000);
    expect(await store.sources.rest("news", "somebody else", later(60), noMemory)).toBe(false);
    expect(await store.sources.rest("news", "me", later(60), noMemory)).toBe(true);
    const health = (await store.sources.health()).get("news");
    expect(health).toMatchObject({ isPaused: true, lastVisitAt: noon, nextVisitAt: later(60) });
    await store.sources.resume("news");
    expect((await store.sources.state("news")).pausedFor).toBeNull();
  });

  it("knows which threads are to be read again", async () => {
    const hashes = { rowHash: "r", contentHash: "c" };
    const post = { listingId: "l1", ...hashes, threadOwed: null, isBaseline: false, rereadAt: null };
    await store.posts.remember("forum", { ...post, postId: "never" }, noon);
    await store.posts.remember("forum", { ...post, postId: "old", rereadAt: noon }, later(-60));
    await store.posts.remember("forum", { ...post, postId: "later", rereadAt: later(20) }, noon);
    await store.posts.remember("forum", { ...post, postId: "due", rereadAt: later(10) }, noon);
    await store.posts.remember("forum", { ...post, postId: "first" }, noon);
    await store.posts.rereadAt("forum", "first", later(5));
    await store.posts.remember("other", { ...post, postId: "due", rereadAt: noon }, noon);
    const due = async (limit: number) =>
      (await store.posts.dueForRereading("forum", { now: later(10), seenSince: noon, limit })).map(
        ({ postId }) => postId,
      );
    expect(await due(10)).toEqual(["first", "due"]);
    expect(await due(1)).toEqual(["first"]);
  });

  it("finds the channels of all servers for one purpose", async () => {
    await store.channels.set("s2", "health", "c2");
    await store.channels.set("s1", "health", "c1");
    await store.channels.set("s3", "alerts", "c3");
    expect(await store.channels.ofPurpose("health")).toEqual([
      { serverId: "s1", channelId: "c1" },
      { serverId: "s2", channelId: "c2" },
    ]);
  });

  it("takes back a notice that has not left, and no other", async () => {
    const notice = { id: "n1", tone: "bad", title: "Example News cannot be read", lines: [] } as const;
    const delivery = {
      kind: "notice",
      serverId: "s1",
      channelId: "c1",
      watchId: "",
      incidentId: "",
    } as const;
    await store.deliveries.enqueue({ ...delivery, id: "n1", nonce: "n1", notice }, noon);
    expect(await store.deliveries.countNotices("s1", later(-1))).toBe(1);
    expect(await store.deliveries.countNotices("s1", noon)).toBe(0);
    expect(await store.deliveries.countNotices("s2", later(-1))).toBe(0);
    expect(await store.deliveries.withdraw("n1")).toBe(false);
    expect(await store.deliveries.countNotices("s1", later(-1))).toBe(0);
    await store.deliveries.enqueue({ ...delivery, id: "n1", nonce: "n1", notice }, noon);
    await store.deliveries.claim(noon, [], 1);
    expect(await store.deliveries.withdraw("n1")).toBe(true);
  });
});

it("brings a database of the first schema to this one without losing what it knows", async () => {
  const folder = mkdtempSync(join(tmpdir(), "leakwatch-health-"));
  const db = new Kysely<Schema>({ dialect: sqliteDialect(join(folder, "old.db")) });
  await createFirst(db as unknown as Kysely<unknown>, "sqlite");
  await db.insertInto("sources").values({ id: "news", next_visit_at: 5, failures: 2 }).execute();
  await createHealth(db as unknown as Kysely<unknown>);
  expect(await db.selectFrom("sources").selectAll().execute()).toMatchObject([
    { id: "news", failures: 2, memory: null, today: null, paused_for: null, gap: null },
  ]);
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});
