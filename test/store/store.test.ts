import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ConfigError, UserError } from "../../src/errors.ts";
import type { Store } from "../../src/store/store.ts";
import { openStore } from "../../src/store/store.ts";
import { describeEngines, sqlitePlace, type Place } from "./engines.ts";
import {
  alert,
  delivery,
  emptyListing,
  later,
  listing,
  listingRow,
  match,
  noFacets,
  noon,
  post,
  visitOutcome,
  watch,
} from "./samples.ts";

describeEngines("the store", (makePlace) => {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await makePlace();
    store = await place.open();
  });

  afterEach(async () => {
    await store.close();
    await place.dispose();
  });

  const incident = (id: string, keys: readonly string[] = ["harbourlines"]) => ({
    id,
    kind: "sale" as const,
    victimKeys: keys,
    actors: ["greyfin"],
    listing: listing(),
    listingId: "l1",
    changes: [],
    firstSeenAt: noon,
    lastSeenAt: noon,
  });

  const storeListing = async (id: string, body: string, change: Parameters<typeof listingRow>[0] = {}) => {
    await store.incidents.put(incident("i1"));
    await store.listings.put(
      listingRow({ id, post: post({ id, title: `Post ${id}`, body }), ...change }),
      noFacets,
    );
  };

  const claimDue = async (
    ids: readonly string[],
    owner: string,
    now: Date,
    leaseMs: number,
    limit: number,
  ) => {
    const due = await store.sources.claimDue((id) => ids.includes(id), owner, now, leaseMs, limit);
    return due.map(({ id }) => id);
  };

  it("keeps everything when it is closed and opened again", async () => {
    await store.watches.insert(
      watch({ aliases: ["HL", "港线"], domains: ["harbour.example"] }),
      "harbourlines",
    );
    await store.close();
    store = await place.open();
    expect(await store.watches.all()).toEqual([
      watch({ aliases: ["HL", "港线"], domains: ["harbour.example"] }),
    ]);
  });

  it("keeps nothing of a transaction that fails", async () => {
    const work = store.transaction(async (tables) => {
      await tables.watches.insert(watch(), "harbourlines");
      throw new Error("half way");
    });
    await expect(work).rejects.toThrow("half way");
    expect(await store.watches.all()).toEqual([]);
    expect(await store.watches.revision()).toBe(0);
  });

  it("lets concurrent transactions follow one another", async () => {
    const raise = () =>
      store.transaction(async (tables) => {
        await tables.watches.revision(true);
        await tables.watches.remove("s1", "nobody");
      });
    await Promise.all(Array.from({ length: 5 }, raise).map((work) => work.catch(() => raise())));
    expect(await store.watches.revision()).toBe(5);
  });

  it("raises the revision with every change of a watch", async () => {
    expect(await store.watches.revision()).toBe(0);
    expect(await store.watches.insert(watch(), "harbourlines")).toBe(1);
    expect(await store.watches.update(watch({ paused: true }), "harbourlines")).toBe(2);
    expect(await store.watches.remove("s1", "w1")).toBe(3);
    expect(await store.watches.revision()).toBe(3);
  });

  it("refuses one company twice in a server, but not in two", async () => {
    await store.watches.insert(watch(), "harbourlines");
    await expect(store.watches.insert(watch({ id: "w2" }), "harbourlines")).rejects.toBeInstanceOf(UserError);
    await store.watches.insert(watch({ id: "w3", serverId: "s2" }), "harbourlines");
    expect((await store.watches.ofServer("s1")).map((w) => w.id)).toEqual(["w1"]);
  });

  it("leases a due source to one visitor until the lease ends", async () => {
    await store.sources.register(["a", "b"], noon);
    const [first, second] = await Promise.all([
      claimDue(["a", "b"], "one", noon, 60_000, 10),
      claimDue(["a", "b"], "two", noon, 60_000, 10),
    ]);
    expect([...(first ?? []), ...(second ?? [])].sort()).toEqual(["a", "b"]);
    expect(await claimDue(["a", "b"], "three", noon, 60_000, 10)).toEqual([]);
    expect(await store.sources.claim("a", "three", noon, 60_000)).toBe(false);
    expect(await claimDue(["a"], "three", later(2), 60_000, 10)).toEqual(["a"]);
    expect(await store.sources.holds("a", "three")).toBe(true);
  });

  it("claims only the sources that this process knows", async () => {
    await store.sources.register(["a", "b"], noon);
    expect(await claimDue(["b", "gone"], "one", noon, 60_000, 10)).toEqual(["b"]);
  });

  it("keeps a failure as health until a visit succeeds", async () => {
    await store.sources.register(["a"], noon);
    const finish = async (error: { code: "timeout"; message: string } | null) => {
      await store.sources.claim("a", "me", noon, 60_000);
      const workingUrl = "https://mirror.example/";
      await store.sources.finish("a", "me", visitOutcome({ error, workingUrl }));
    };
    await finish({ code: "timeout", message: "no answer within 20 s" });
    await finish({ code: "timeout", message: "no answer within 20 s" });
    const failed = (await store.sources.health()).get("a");
    expect(failed).toMatchObject({
      failures: 2,
      lastSuccessAt: null,
      lastError: { code: "timeout", at: noon },
    });
    await finish(null);
    const mended = (await store.sources.health()).get("a");
    expect(mended).toMatchObject({
      failures: 0,
      lastSuccessAt: noon,
      lastError: null,
      nextVisitAt: later(10),
    });
    expect(await store.sources.state("a")).toMatchObject({ workingUrl: "https://mirror.example/" });
  });

  it("does not let a visitor that lost its lease write the outcome", async () => {
    await store.sources.register(["a"], noon);
    await store.sources.claim("a", "slow", noon, 1000);
    await store.sources.claim("a", "quick", later(1), 60_000);
    const outcome = visitOutcome({ at: later(2), nextVisitAt: later(9) });
    expect(await store.sources.finish("a", "slow", outcome)).toBe(false);
    expect(await store.sources.holds("a", "quick")).toBe(true);
    expect((await store.sources.health()).get("a")?.lastVisitAt).toBeNull();
  });

  it("brings a source forward, but not before the time that its server asked for", async () => {
    await store.sources.register(["a"], noon);
    const finish = async (retryAfterAt: Date | null): Promise<void> => {
      await store.sources.claim("a", "me", noon, 1000);
      const error = { code: "http-status", message: "503" } as const;
      const outcome = visitOutcome({ nextVisitAt: later(60), error, retryAfterAt });
      await store.sources.finish("a", "me", outcome);
    };
    await finish(later(40));
    await store.sources.bringForward("a", later(30));
    expect(await store.sources.nextDue(["a"])).toEqual(later(60));
    await finish(null);
    await store.sources.bringForward("a", later(30));
    expect(await store.sources.nextDue(["a"])).toEqual(later(30));
    await store.sources.bringForward("a", later(45));
    expect(await store.sources.nextDue(["a"])).toEqual(later(30));
  });

  it("remembers posts by source and id", async () => {
    const known = {
      postId: "p1",
      listingId: "l1",
      rowHash: "r",
      contentHash: "c",
      threadOwed: null,
      isBaseline: true,
      rereadAt: null,
    };
    await store.posts.remember("forum", known, noon);
    await store.posts.remember("forum", { ...known, contentHash: "c2", threadOwed: 1 }, later(5));
    const found = await store.posts.known("forum", ["p1", "p2"]);
    expect([...found.values()]).toEqual([{ ...known, contentHash: "c2", threadOwed: 1 }]);
    expect((await store.posts.known("other", ["p1"])).size).toBe(0);
  });

  it("knows which threads of a source are still to be read, the longest waiting first", async () => {
    const hashes = { rowHash: "r", contentHash: "c" };
    const known = { listingId: "l1", ...hashes, threadOwed: 1, isBaseline: false, rereadAt: null };
    await store.posts.remember("forum", { ...known, postId: "p2" }, later(1));
    await store.posts.remember("forum", { ...known, postId: "p1" }, noon);
    await store.posts.remember("forum", { ...known, postId: "read", threadOwed: null }, noon);
    await store.posts.remember("other", { ...known, postId: "p3" }, noon);
    expect((await store.posts.owed("forum", 10)).map(({ postId }) => postId)).toEqual(["p1", "p2"]);
    expect(await store.posts.owed("forum", 1)).toEqual([{ ...known, postId: "p1" }]);
  });

  it("gives a listing back as it was put in, times and all", async () => {
    const row = listingRow({ listing: listing({ deadline: later(60) }) });
    await store.incidents.put(incident("i1"));
    await store.listings.put(row, noFacets);
    expect(await store.listings.find("l1")).toEqual(row);
    expect(await store.listings.find("l2")).toBeUndefined();
  });

  it.for([
    ["a word", "harbour", ["l1"]],
    ["words in any order", "lines harbour", ["l1"]],
    ["a two-character name", "蔚来", ["l2"]],
    ["a name inside a longer run", "健康码", ["l3"]],
    ["nothing where characters do not stand together", "来汽", []],
    ["quotes and operators as text", '"harbour" OR NEAR(', []],
    ["an unknown word", "zebra", []],
    ["full-width letters", "Ｈａｒｂｏｕｒ", ["l1"]],
  ] as const)("finds %s in the text", async ([, query, ids]) => {
    await storeListing("l1", "Records of Harbour Lines.");
    await storeListing("l2", "蔚来的汽车数据");
    await storeListing("l3", "上海健康码用户数据");
    const { rows, total } = await store.listings.search({ text: query }, 0, 10);
    expect(rows.map((row) => row.id)).toEqual(ids);
    expect(total).toBe(ids.length);
  });

  it("lists titles between two others, the newest first", async () => {
    await store.incidents.put(incident("i1"));
    for (const id of ["l1", "l2", "l3", "l4"]) {
      await store.listings.put(listingRow({ id, post: post({ id, title: `“${id}” 蔚来` }) }), noFacets);
    }
    const all = { after: 0, before: Number.MAX_SAFE_INTEGER, limit: 3 };
    const page = await store.listings.titles(all);
    expect(page.map(({ id, name }) => [id, name])).toEqual([
      ["l4", "“l4” 蔚来"],
      ["l3", "“l3” 蔚来"],
      ["l2", "“l2” 蔚来"],
    ]);
    const [, newer, older] = page.map(({ seq }) => seq);
    expect(await store.listings.titles({ ...all, before: older ?? 0 })).toMatchObject([{ id: "l1" }]);
    expect(await store.listings.titles({ ...all, after: newer ?? 0 })).toMatchObject([{ id: "l4" }]);
  });

  it("names the sources of an incident once each, the first to tell it first", async () => {
    await store.incidents.put(incident("i1"));
    for (const [id, sourceId] of [
      ["l1", "news"],
      ["l2", "forum"],
      ["l3", "news"],
    ] as const) {
      await store.listings.put(listingRow({ id, sourceId }), noFacets);
    }
    expect(await store.listings.sourcesOf("i1")).toEqual(["news", "forum"]);
    expect((await store.listings.ofIncident("i1", 2)).map(({ id }) => id)).toEqual(["l2", "l3"]);
    expect(await store.listings.sourcesOf("i9")).toEqual([]);
  });

  it("amends what was read from a post, unless the post has changed meanwhile", async () => {
    await store.incidents.put(incident("i1"));
    await store.listings.put(listingRow(), noFacets);
    const found = (await store.listings.find(listingRow().id))!;
    const amended = { ...found.listing, kind: "leak" as const };
    expect(await store.listings.amend(found, amended)).toBe(true);
    expect((await store.listings.find(found.id))?.listing).toEqual(amended);
    await store.listings.put({ ...found, post: { ...found.post, body: "Withdrawn." } }, noFacets);
    expect(await store.listings.amend(found, amended)).toBe(false);
    expect((await store.listings.find(found.id))?.listing).toEqual(found.listing);
  });

  it("replaces a listing's text and facets when its post changes", async () => {
    await store.incidents.put(incident("i1"));
    const facets = { ...noFacets, actor: ["greyfin"] };
    await store.listings.put(listingRow(), facets);
    await store.listings.put(
      listingRow({ post: post({ title: "Changed", body: "Nothing left." }) }),
      noFacets,
    );
    expect((await store.listings.search({ text: "harbour" }, 0, 10)).total).toBe(0);
    expect((await store.listings.search({ actor: "greyfin" }, 0, 10)).total).toBe(0);
    expect((await store.listings.search({ text: "nothing left" }, 0, 10)).total).toBe(1);
  });

  it("filters by kind, source, time, price, victim, domain, actor and data type", async () => {
    await store.incidents.put(incident("i1"));
    await store.listings.put(listingRow({ id: "sale", discoveredAt: noon }), {
      victim: ["harbourlines"],
      actor: ["greyfin"],
      domain: ["harbour.example"],
      type: ["phone", "email"],
    });
    const leak = { ...emptyListing, kind: "leak" as const };
    await store.listings.put(
      listingRow({ id: "leak", sourceId: "news", listing: leak, discoveredAt: later(60) }),
      noFacets,
    );
    const ids = async (query: Parameters<Store["listings"]["search"]>[0]) =>
      (await store.listings.search(query, 0, 10)).rows.map((row) => row.id);
    expect(await ids({})).toEqual(["leak", "sale"]);
    expect(await ids({ kind: "leak" })).toEqual(["leak"]);
    expect(await ids({ sourceId: "forum" })).toEqual(["sale"]);
    expect(await ids({ since: later(30) })).toEqual(["leak"]);
    expect(await ids({ minPrice: 900 })).toEqual(["sale"]);
    expect(await ids({ minPrice: 901 })).toEqual([]);
    expect(await ids({ victim: { key: "harbourlines", name: "nowhere in the text" } })).toEqual(["sale"]);
    expect(await ids({ victim: { key: "harbour.example", name: "" } })).toEqual(["sale"]);
    expect(await ids({ victim: { key: "no-such-key", name: "Harbour Lines" } })).toEqual(["leak", "sale"]);
    expect(await ids({ victim: { key: "no-such-key", name: "Lines Harbour" } })).toEqual([]);
    expect(await ids({ actor: "greyfin", dataType: "email" })).toEqual(["sale"]);
    expect(await ids({ actor: "greyfin", dataType: "ssn" })).toEqual([]);
  });

  it("pages from the newest on", async () => {
    await store.incidents.put(incident("i1"));
    for (let i = 0; i < 5; i++) {
      await store.listings.put(listingRow({ id: `l${i}`, discoveredAt: later(i) }), noFacets);
    }
    const page = await store.listings.search({}, 2, 2);
    expect(page.rows.map((row) => row.id)).toEqual(["l2", "l1"]);
    expect(page.total).toBe(5);
  });

  it("finds incidents by any of their names within the window", async () => {
    await store.incidents.put(incident("i1", ["harbourlines", "hl"]));
    await store.incidents.put({ ...incident("i2", ["other"]), lastSeenAt: later(-10_000) });
    expect((await store.incidents.candidates(["hl", "other"], noon)).map((i) => i.id)).toEqual(["i1"]);
    expect(await store.incidents.candidates([], noon)).toEqual([]);
  });

  it("keeps the matches of a listing and replaces them", async () => {
    await storeListing("l1", "text");
    await store.incidents.putMatches(
      "l1",
      ["w1", "w2"].map((id) => ({ match: match({ watch: id }), outcome: "alerted" })),
      noon,
    );
    const judged = [{ match: match({ tier: "possible" }), outcome: "only possible" }];
    await store.incidents.putMatches("l1", judged, noon);
    expect(await store.incidents.matchesOf("l1")).toEqual(judged);
  });

  it("takes one fresh alert an incident and channel", async () => {
    expect(await store.deliveries.enqueue(delivery(), noon)).toBe(true);
    expect(await store.deliveries.enqueue(delivery(), noon)).toBe(false);
    expect(await store.deliveries.enqueue(delivery({ id: "d2", watchId: "w2" }), noon)).toBe(false);
    expect(await store.deliveries.enqueue(delivery({ id: "d3", channelId: "c2" }), noon)).toBe(true);
    expect(await store.deliveries.counts()).toEqual({ pending: 2 });
  });

  it("claims each delivery once, the oldest of a channel first", async () => {
    for (let i = 0; i < 6; i++) {
      await store.deliveries.enqueue(
        delivery({ id: `d${i}`, incidentId: `i${i}`, channelId: `c${i % 2}` }),
        later(i),
      );
    }
    const rounds = await Promise.all([1, 2, 3].map(() => store.deliveries.claim(later(10), [], 10)));
    const claimed = rounds.flat().map((d) => d.id);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(claimed).toContain("d0");
    expect(claimed).toContain("d1");
    expect(await store.deliveries.claim(later(10), ["c0", "c1"], 10)).toEqual([]);
  });

  it("holds an update back until the first alert was sent, then answers its message", async () => {
    await store.deliveries.enqueue(delivery(), noon);
    const update = delivery({ id: "u1", kind: "update", alert: alert({ id: "u1", kind: "update" }) });
    await store.deliveries.enqueue(update, later(1));
    const first = await store.deliveries.claim(later(2), [], 10);
    expect(first.map((d) => d.id)).toEqual(["d1"]);
    expect(await store.deliveries.claim(later(2), [], 10)).toEqual([]);
    await store.deliveries.markSent("d1", "m1", later(2));
    const second = await store.deliveries.claim(later(2), [], 10);
    expect(second).toMatchObject([{ id: "u1", repliesTo: "m1", attempts: 1 }]);
    expect(second[0]).toMatchObject({ alert: update.alert });
  });

  it("gives a delivery to somebody else when its sender died", async () => {
    await store.deliveries.enqueue(delivery(), noon);
    expect(await store.deliveries.claim(noon, [], 1)).toHaveLength(1);
    expect(await store.deliveries.claim(later(0.3), [], 1)).toEqual([]);
    await store.deliveries.renew(["d1"], later(0.3));
    expect(await store.deliveries.claim(later(0.6), [], 1)).toEqual([]);
    expect(await store.deliveries.claim(later(0.7), [], 1)).toMatchObject([{ id: "d1", attempts: 2 }]);
  });

  it("holds, resumes, retries and fails deliveries", async () => {
    await store.deliveries.enqueue(delivery(), noon);
    await store.deliveries.markHeld("d1", later(10), "missing permission");
    expect(await store.deliveries.claim(later(5), [], 1)).toEqual([]);
    await store.deliveries.resumeHeld(later(5), "another channel");
    expect(await store.deliveries.claim(later(5), [], 1)).toEqual([]);
    await store.deliveries.resumeHeld(later(5), "c1");
    expect(await store.deliveries.claim(later(5), [], 1)).toHaveLength(1);
    await store.deliveries.markPending("d1", later(20), "no answer");
    expect(await store.deliveries.claim(later(19), [], 1)).toEqual([]);
    expect(await store.deliveries.claim(later(20), [], 1)).toHaveLength(1);
    await store.deliveries.markFailed("d1", "refused");
    expect(await store.deliveries.counts()).toEqual({ failed: 1 });
  });

  it("resumes every channel at once, and counts no attempt while a channel was closed", async () => {
    await store.deliveries.enqueue(delivery(), noon);
    await store.deliveries.enqueue(delivery({ id: "d2", channelId: "c2", nonce: "n2" }), noon);
    for (let minute = 0; minute < 5; minute++) {
      await store.deliveries.claim(later(minute), [], 10);
      await store.deliveries.markHeld("d1", later(60), "missing permission");
      await store.deliveries.markHeld("d2", later(60), "missing permission");
      await store.deliveries.resumeHeld(later(minute));
    }
    const claimed = await store.deliveries.claim(later(6), [], 10);
    expect(claimed.map(({ attempts }) => attempts)).toEqual([2, 2]);
  });

  it("rewrites an alert only before it leaves", async () => {
    await store.deliveries.enqueue(delivery(), noon);
    expect(await store.deliveries.rewritePending("d1", alert({ title: "newer" }))).toBe(true);
    const [claimed] = await store.deliveries.claim(noon, [], 1);
    expect(claimed).toMatchObject({ alert: { title: "newer" } });
    expect(await store.deliveries.rewritePending("d1", alert({ title: "too late" }))).toBe(false);
  });

  it("routes a server's channels", async () => {
    await store.channels.set("s1", "alerts", "c1");
    await store.channels.set("s1", "alerts", "c2");
    await store.channels.set("s1", "health", "c3");
    expect(await store.channels.ofServer("s1")).toEqual({ alerts: "c2", health: "c3" });
    expect(await store.channels.ofServer("s2")).toEqual({});
  });

  it("keeps caches apart and lets entries expire", async () => {
    const { validators, filters } = store.caches;
    await validators.set("k", { etag: '"1"' });
    await filters.set("k", "other", 1);
    await expect.poll(() => filters.get("k")).toBeUndefined();
    expect(await validators.get("k")).toEqual({ etag: '"1"' });
    await validators.delete("k");
    expect(await validators.has("k")).toBe(false);
  });
});

it("says what a database address may look like", async () => {
  await expect(openStore("mysql://somewhere")).rejects.toBeInstanceOf(ConfigError);
});

it("names the setting and the file where a database cannot be opened", async () => {
  const folder = mkdtempSync(join(tmpdir(), "leakwatch-store-"));
  try {
    const file = join(folder, "text.db");
    writeFileSync(file, "this is no database, and long enough not to be taken for an empty one");
    for (const path of [file, join(file, "below.db"), folder]) {
      const opening = openStore(`sqlite:${path}`);
      await expect(opening).rejects.toBeInstanceOf(ConfigError);
      await expect(opening).rejects.toThrow(`LEAKWATCH_DATABASE_URL: ${path} cannot be opened`);
    }
    const nowhere = openStore("postgres://somebody:not-a-token@127.0.0.1:1/none");
    await expect(nowhere).rejects.toThrow(
      /LEAKWATCH_DATABASE_URL: the PostgreSQL database cannot be opened/u,
    );
    await expect(nowhere).rejects.not.toThrow(/not-a-token/u);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("refuses a database that a newer version wrote", async () => {
  const place = sqlitePlace();
  try {
    const store = await place.open();
    await store.close();
    const file = new DatabaseSync(place.url.slice("sqlite:".length));
    file.exec("insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2030-01-01')");
    file.close();
    await expect(place.open()).rejects.toThrow(
      /written by a newer version \(schema step 999-from-the-future\)/u,
    );
  } finally {
    await place.dispose();
  }
});

it("migrates a database that stopped before the first step", async () => {
  const place = sqlitePlace();
  try {
    new DatabaseSync(place.url.slice("sqlite:".length)).close();
    const store = await place.open();
    expect(await store.watches.all()).toEqual([]);
    await store.close();
  } finally {
    await place.dispose();
  }
});
