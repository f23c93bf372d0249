import { sql } from "kysely";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runTransaction, runUnsynced } from "../../src/store/transaction.ts";
import type { Store } from "../../src/store/store.ts";
import { describeEngines, openHandle, type Place } from "./engines.ts";
import { later, noon, visitOutcome } from "./samples.ts";

describeEngines("visits that found nothing new", (makePlace) => {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await makePlace();
    store = await place.open();
    await store.sources.register(["a", "b", "c"], noon);
  });

  afterEach(async () => {
    await store.close();
    await place.dispose();
  });

  const claim = (of: Store, owner: string, now = noon) =>
    of.sources.claimDue(() => true, owner, now, 60_000, 10);

  it("are part of all that is asked afterwards", async () => {
    const claimed = await claim(store, "me");
    expect(claimed.map(({ id }) => id).sort()).toEqual(["a", "b", "c"]);
    store.sources.finishSoon("a", "me", visitOutcome({ workingUrl: "https://mirror.example/" }));
    expect(await store.sources.state("a")).toMatchObject({ workingUrl: "https://mirror.example/" });
    store.sources.finishSoon("b", "me", visitOutcome({ nextVisitAt: noon }));
    expect(await claim(store, "you")).toMatchObject([{ id: "b", state: { lastSuccessAt: noon } }]);
    store.sources.finishSoon("c", "me", visitOutcome());
    expect((await store.sources.health("c")).get("c")).toMatchObject({ lastVisitAt: noon });
  });

  it("keep their lease until they are written, within a second and when the store is closed", async () => {
    const other = await place.open();
    await claim(store, "me");
    store.sources.finishSoon("a", "me", visitOutcome({ nextVisitAt: noon }));
    expect(await claim(other, "you")).toEqual([]);
    await vi.waitFor(async () => expect(await claim(other, "you")).toMatchObject([{ id: "a" }]), 5000);
    store.sources.finishSoon("b", "me", visitOutcome({ nextVisitAt: noon }));
    await store.close();
    expect(await claim(other, "them")).toMatchObject([{ id: "b" }]);
    await other.close();
    store = await place.open();
  });

  it("end as other visits that went well do", async () => {
    const error = { code: "timeout" as const, message: "no answer" };
    const health = async () => {
      await store.sources.settle();
      const found = await store.sources.health();
      return [found.get("a"), await store.sources.state("a")];
    };
    const fail = async () => {
      await store.sources.claim("a", "me", noon, 60_000);
      const retryAfterAt = later(5);
      await store.sources.finish("a", "me", visitOutcome({ error, pausedFor: "an entry", retryAfterAt }));
      await store.sources.claim("a", "me", noon, 60_000);
    };
    await fail();
    await store.sources.finish("a", "me", visitOutcome({ at: later(1), workingUrl: "https://a.example/" }));
    const atOnce = await health();
    await fail();
    store.sources.finishSoon("a", "me", visitOutcome({ at: later(1), workingUrl: "https://a.example/" }));
    expect(await health()).toEqual(atOnce);
    await store.sources.bringForward("a", noon);
    expect(await store.sources.nextDue(["a"])).toEqual(noon);
  });

  it("store nothing where the lease was somebody else's", async () => {
    await claim(store, "slow");
    await claim(store, "quick", later(2));
    store.sources.finishSoon("a", "slow", visitOutcome());
    expect(await store.sources.holds("a", "quick")).toBe(true);
    expect((await store.sources.health("a")).get("a")).toMatchObject({ lastVisitAt: null });
  });

  it("are visited again where they cannot be written, and somebody hears of it", async () => {
    const lost: unknown[] = [];
    const broken = await place.open((error) => lost.push(error));
    await claim(broken, "me");
    const handle = openHandle(place);
    await sql`alter table sources rename to taken_away`.execute(handle);
    broken.sources.finishSoon("a", "me", visitOutcome());
    await vi.waitFor(() => expect(lost).toHaveLength(1), 5000);
    await sql`alter table taken_away rename to sources`.execute(handle);
    await handle.destroy();
    expect(await claim(broken, "you")).toEqual([]);
    expect(await claim(broken, "you", later(2))).toHaveLength(3);
    await broken.close();
  });

  it("need no wait for the disk, and everything else does again at once", async () => {
    const handle = openHandle(place);
    const engine = store.engine;
    const read = (of: typeof handle): Promise<unknown> =>
      engine === "sqlite"
        ? sql<{ synchronous: number }>`pragma synchronous`
            .execute(of)
            .then(({ rows }) => rows[0]?.synchronous)
        : sql<{ synchronous_commit: string }>`show synchronous_commit`
            .execute(of)
            .then(({ rows }) => rows[0]?.synchronous_commit);
    const [synced, unsynced] = engine === "sqlite" ? [2, 1] : ["on", "off"];
    for (let time = 0; time < 2; time++) {
      expect(await runUnsynced(handle, engine, read)).toBe(unsynced);
      expect(await runTransaction(handle, read)).toBe(synced);
      await expect(runUnsynced(handle, engine, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
      expect(await read(handle)).toBe(synced);
    }
    await handle.destroy();
  });

  it("may be of more sources than a statement takes parameters", async () => {
    const others = Array.from({ length: 40_000 }, (_, at) => `other-${at}`);
    await store.sources.register(others, later(-1));
    const claimed = await store.sources.claimDue((id) => !id.startsWith("other"), "me", noon, 60_000, 2);
    expect(claimed).toHaveLength(2);
    const all = await store.sources.claimDue(() => true, "me", noon, 60_000, 16);
    expect(new Set(all.map(({ id }) => id)).size).toBe(16);
    for (const { id } of all) store.sources.finishSoon(id, "me", visitOutcome());
    expect(await store.sources.holds(all[0]?.id ?? "", "me")).toBe(false);
  });
});
