import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UserError } from "../../src/errors.ts";
import { createLog } from "../../src/log.ts";
import type { Source } from "../../src/model.ts";
import type { VisitReport } from "../../src/poll.ts";
import { nextVisit, startSchedule, type Schedule, type ScheduleOptions } from "../../src/schedule.ts";
import type { Store } from "../../src/store/store.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { later, noon, visitOutcome } from "../store/samples.ts";
import { makeSource } from "./room.ts";

const report = (sourceId: string): VisitReport => ({
  sourceId,
  outcome: "stored",
  isFirst: false,
  partial: null,
  newPosts: 0,
  changedPosts: 0,
  alerts: 0,
  updates: 0,
  error: null,
});

const makeSources = (...ids: string[]): Source[] =>
  ids.map((id) => makeSource("feed", ["http://127.0.0.1/feed"], { id }));

describe("the schedule", () => {
  let place: Place;
  let store: Store;
  let clock: Date;
  let schedules: Schedule[];
  let visited: string[];

  beforeEach(async () => {
    place = sqlitePlace();
    store = await place.open();
    clock = noon;
    schedules = [];
    visited = [];
  });

  afterEach(async () => {
    await Promise.all(schedules.map((schedule) => schedule.stop(0)));
    await store.close();
    await place.dispose();
  });

  /** Stores that the visit went well; the source is due again in ten minutes. */
  async function finish(id: string, owner: string, of: Store = store): Promise<VisitReport> {
    visited.push(id);
    const nextVisitAt = new Date(clock.getTime() + 600_000);
    await of.sources.finish(id, owner, visitOutcome({ at: clock, nextVisitAt }));
    return report(id);
  }

  async function start(change: Partial<ScheduleOptions> = {}): Promise<Schedule> {
    const schedule = await startSchedule({
      sources: makeSources("a", "b"),
      store,
      visit: (source, owner) => finish(source.id, owner),
      onReport: () => undefined,
      log: createLog("silent"),
      now: () => clock,
      ...change,
    });
    schedules.push(schedule);
    return schedule;
  }

  const until = (condition: () => void) => vi.waitFor(condition, { timeout: 8000, interval: 20 });

  it("visits new sources at once, and each again only when it is due", async () => {
    const visit = vi.spyOn(store.sources, "claimDue");
    await start();
    await until(() => expect(new Set(visited)).toEqual(new Set(["a", "b"])));
    const ticks = visit.mock.calls.length;
    await until(() => expect(visit.mock.calls.length).toBeGreaterThan(ticks + 1));
    expect(visited).toHaveLength(2);
    clock = later(11);
    await until(() => expect(visited).toHaveLength(4));
  });

  it("visits what is due one after another, not a handful a second", async () => {
    const ids = Array.from({ length: 300 }, (_, at) => `s${at}`);
    const sources = ids.map((id) => makeSource("feed", [`http://${id}.example/feed`], { id }));
    let [running, most] = [0, 0];
    await start({
      sources,
      visit: async (source, owner) => {
        most = Math.max(most, ++running);
        await setImmediate();
        running--;
        return finish(source.id, owner);
      },
    });
    await until(() => expect(visited).toHaveLength(300));
    expect(new Set(visited).size).toBe(300);
    expect(most).toBeLessThanOrEqual(16);
  });

  it("never lets the many sources of one host keep those of others waiting", async () => {
    const slow = Array.from({ length: 40 }, (_, at) => {
      return makeSource("feed", [`http://forum.example/board/${at}`], { id: `a${at}` });
    });
    const others = Array.from({ length: 40 }, (_, at) => {
      return makeSource("feed", [`http://news-${at}.example/feed`], { id: `b${at}` });
    });
    const patience = Promise.withResolvers<void>();
    let [running, most] = [0, 0];
    await start({
      sources: [...slow, ...others],
      visit: async (source, owner) => {
        if (!source.id.startsWith("a")) return finish(source.id, owner);
        most = Math.max(most, ++running);
        await patience.promise;
        running--;
        return finish(source.id, owner);
      },
    });
    await until(() => expect(visited).toHaveLength(40));
    expect(most).toBe(2);
    patience.resolve();
    await until(() => expect(visited).toHaveLength(80));
    expect(most).toBe(2);
  });

  it("leaves disabled sources alone", async () => {
    const [a, b] = makeSources("a", "b");
    const schedule = await start({ sources: [a!, { ...b!, enabled: false }] });
    await until(() => expect(visited).toEqual(["a"]));
    await expect(schedule.visitNow("b")).rejects.toThrow(UserError);
  });

  it("never visits one source twice at a time, whoever else shares the database", async () => {
    const other = await place.open();
    let running = 0;
    let most = 0;
    const release = Promise.withResolvers<void>();
    const slowly = (of: Store) => async (source: Source, owner: string) => {
      most = Math.max(most, ++running);
      await release.promise;
      running--;
      return finish(source.id, owner, of);
    };
    const [one] = makeSources("a");
    const ticks = [vi.spyOn(store.sources, "claimDue"), vi.spyOn(other.sources, "claimDue")];
    const first = await start({ sources: [one!], visit: slowly(store) });
    const second = await start({ sources: [one!], visit: slowly(other), store: other });
    await until(() => {
      for (const tick of ticks) expect(tick.mock.calls.length).toBeGreaterThan(1);
      expect(running).toBe(1);
    });
    await expect(first.visitNow("a")).rejects.toThrow("is being visited at this moment");
    release.resolve();
    await until(() => expect(visited).toEqual(["a"]));
    await second.stop(5000);
    await other.close();
    expect(most).toBe(1);
  });

  it("visits a source at once when somebody asks, due or not", async () => {
    const schedule = await start();
    await until(() => expect(visited).toHaveLength(2));
    expect(await schedule.visitNow("a")).toMatchObject({ sourceId: "a", outcome: "stored" });
    await expect(schedule.visitNow("c")).rejects.toThrow("There is no enabled source “c”.");
  });

  it("visits a source that is paused when somebody asks", async () => {
    const schedule = await start({
      visit: async (source, owner) => {
        const { pausedFor } = await store.sources.state(source.id);
        const change = { at: clock, nextVisitAt: later(24 * 60), pausedFor: "its entry" };
        await store.sources.finish(source.id, owner, visitOutcome(change));
        visited.push(`${source.id} ${pausedFor}`);
        return report(source.id);
      },
    });
    await until(() => expect(visited).toHaveLength(2));
    await schedule.visitNow("a");
    expect(visited.slice(2)).toEqual(["a null"]);
  });

  it("tells every visit to whoever listens, and survives one that fails to listen", async () => {
    const told: string[] = [];
    await start({
      onReport: ({ sourceId }) => {
        told.push(sourceId);
        throw new Error("no terminal");
      },
    });
    await until(() => expect(told).toHaveLength(2));
    clock = later(11);
    await until(() => expect(told).toHaveLength(4));
  });

  it("goes on with the others when one visit cannot be recorded", async () => {
    await start({
      visit: (source, owner) =>
        source.id === "a" ? Promise.reject(new Error("the database is gone")) : finish(source.id, owner),
    });
    await until(() => expect(visited).toEqual(["b"]));
  });

  it("lets visits finish when it stops, and begins nothing new", async () => {
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const schedule = await start({
      sources: makeSources("a"),
      async visit(source, owner, signal) {
        begun.resolve();
        await release.promise;
        expect(signal.aborted).toBe(false);
        return finish(source.id, owner);
      },
    });
    await begun.promise;
    const stopped = schedule.stop(10_000);
    release.resolve();
    await stopped;
    expect(visited).toEqual(["a"]);
    await expect(schedule.visitNow("a")).rejects.toThrow("is being stopped");
    expect(await store.sources.claim("a", "the next process", clock, 1000)).toBe(true);
  });

  it("aborts what is unfinished after the grace", async () => {
    const begun = Promise.withResolvers<void>();
    const schedule = await start({
      sources: makeSources("a"),
      visit: (source, owner, signal) =>
        new Promise((resolve) => {
          begun.resolve();
          signal.addEventListener("abort", () => {
            void store.sources.release(source.id, owner).then(() => resolve(report(source.id)));
          });
        }),
    });
    await begun.promise;
    await schedule.stop(0);
    expect(await store.sources.nextDue(["a"])).toEqual(noon);
    expect(await store.sources.claim("a", "the next process", clock, 1000)).toBe(true);
  });

  it("does not wait for ever for a visit that does not notice", async () => {
    const begun = Promise.withResolvers<void>();
    const schedule = await start({
      sources: makeSources("a"),
      visit: () => {
        begun.resolve();
        return new Promise(() => undefined);
      },
    });
    await begun.promise;
    await schedule.stop(0);
    expect(visited).toEqual([]);
  });

  it("does not let a restart wait out a long back-off, for somebody may have mended the source", async () => {
    await store.sources.register(["a"], noon);
    await store.sources.claim("a", "me", noon, 1000);
    const error = { code: "dns", message: "no such host" } as const;
    await store.sources.finish("a", "me", visitOutcome({ nextVisitAt: later(24 * 60), error }));
    await start({ sources: makeSources("a") });
    const due = await store.sources.nextDue(["a"]);
    expect(due?.getTime()).toBeLessThanOrEqual(later(10.5).getTime());
    expect(due?.getTime()).toBeGreaterThanOrEqual(later(10).getTime());
  });
});

describe("nextVisit", () => {
  const [source] = makeSources("a");
  const minutes = (at: Date) => (at.getTime() - noon.getTime()) / 60_000;

  it.for([
    [0, 10],
    [1, 10],
    [2, 20],
    [3, 40],
    [8, 1280],
    [9, 1440],
    [2000, 1440],
  ])("after %i failures it is due in %i minutes", ([failures, wait]) => {
    expect(minutes(nextVisit(source!, failures!, noon, 0))).toBe(wait);
  });

  it("lets sources of one interval drift apart, never earlier", () => {
    expect(minutes(nextVisit(source!, 0, noon, 1))).toBe(10.5);
  });

  it("keeps an interval longer than a day, failures or not", () => {
    const weekly = { ...source!, every: 7 * 24 * 60 * 60_000 };
    expect(minutes(nextVisit(weekly, 5, noon, 0))).toBe(7 * 24 * 60);
  });

  it.for([0, 1, 2, 3])("keeps to the times of a cron expression after %i failures", (failures) => {
    const now = new Date();
    const next = nextVisit({ ...source!, every: "0 */6 * * *" }, failures, now, 0.7);
    expect([next.getUTCHours() % 6, next.getUTCMinutes(), next.getUTCSeconds()]).toEqual([0, 0, 0]);
    const hours = (next.getTime() - now.getTime()) / 3_600_000;
    const skipped = failures === 0 ? 0 : 2 ** (failures - 1) - 1;
    expect(hours).toBeGreaterThan(skipped * 6);
    expect(hours).toBeLessThanOrEqual(skipped * 6 + 6);
  });

  it("backs off by a day from an expression that comes every minute", () => {
    const now = new Date();
    const next = nextVisit({ ...source!, every: "* * * * *" }, 30, now, 0);
    expect((next.getTime() - now.getTime()) / 3_600_000).toBeCloseTo(24, 0);
  });
});
