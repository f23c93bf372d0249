import { randomUUID } from "node:crypto";
import { createTask, schedule, type ScheduledTask } from "node-cron";
import { describeError, UserError } from "./errors.ts";
import type { Log } from "./log.ts";
import type { Source } from "./model.ts";
import { maxVisitMs, type VisitReport } from "./poll.ts";
import type { SourceState } from "./store/sources.ts";
import type { Store } from "./store/store.ts";

/** What the schedule works with. */
export interface ScheduleOptions {
  readonly sources: readonly Source[];
  readonly store: Store;
  /** Visits one source under the lease of `owner`; `state` where it came with the lease. */
  readonly visit: (
    source: Source,
    owner: string,
    signal: AbortSignal,
    state?: SourceState,
  ) => Promise<VisitReport>;
  readonly onReport: (report: VisitReport) => void;
  readonly log: Log;
  readonly now: () => Date;
}

/** The running schedule. */
export interface Schedule {
  /** Visits one source at once, under the same lease. Throws a `UserError` where it is being visited already. */
  visitNow(sourceId: string): Promise<VisitReport>;
  /**
   * Begins nothing new, lets visits in hand finish, and aborts what is unfinished after `graceMs`.
   * An aborted visit stores nothing half; it is due again at the next start.
   */
  stop(graceMs: number): Promise<void>;
}

const everySecond = "* * * * * *";
const maxVisitsAtOnce = 16;
// As many requests as a host gets at a time: what further visits would do is wait, in the place of other hosts' sources.
const maxVisitsAtHost = 2;
// A visitor that died gives its source back after this long; one that lives renews its lease in good time.
const leaseMs = 20_000;
const renewMs = 5000;
// How long aborted visits may take to notice; what is unfinished then fails with the database, storing nothing half.
const lastMs = 1500;
// Of one that does not renew.
export const wholeVisitLeaseMs = maxVisitMs + 60_000;

/** Starts visiting sources as they fall due: one tick a second asks the database which they are. */
export async function startSchedule(options: ScheduleOptions): Promise<Schedule> {
  const { store, log, now } = options;
  const sources = new Map(options.sources.filter((s) => s.enabled).map((source) => [source.id, source]));
  const ids = [...sources.keys()];
  const hosts = new Map([...sources].map(([id, source]) => [id, hostOf(source)]));
  const running = new Map<Promise<VisitReport>, { owner: string; host: string }>();
  let renewedAt = now().getTime();
  const abort = new AbortController();
  let isStopping = false;
  // The last look at what is due found as much as might run.
  let mayBeMore = false;
  let ticking: Promise<void> = Promise.resolve();

  await store.sources.register(ids, now());
  // Whoever restarts us may have mended what failed, or chosen a shorter interval.
  for (const [id, source] of sources) {
    await store.sources.bringForward(id, nextVisit(source, 0, now(), Math.random()));
  }

  const begin = (source: Source, owner: string, state?: SourceState): Promise<VisitReport> => {
    const work = options.visit(source, owner, abort.signal, state);
    running.set(work, { owner, host: hostOf(source) });
    void work
      .then(options.onReport)
      .catch((error: unknown) => {
        log.error({ source: source.id, err: error }, "a visit could not be recorded");
      })
      .finally(() => {
        running.delete(work);
        // A second may be long: what else is due takes the place.
        if (!mayBeMore || running.size > maxVisitsAtOnce / 2) return;
        mayBeMore = false;
        ticking = ticking.then(fill).catch(tell);
      });
    return work;
  };

  const isBusy = (host: string | undefined): boolean => {
    let visits = 0;
    for (const visit of running.values()) if (visit.host === host) visits++;
    return visits >= maxVisitsAtHost;
  };

  /** Begins visits until nothing more is due, or nothing more may run. */
  const fill = async (): Promise<void> => {
    mayBeMore = false;
    for (let hasBusy = true; hasBusy && !isStopping;) {
      const owner = randomUUID();
      const free = maxVisitsAtOnce - running.size;
      const busy = new Set([...running.values()].map(({ host }) => host).filter(isBusy));
      const isOpen = (id: string): boolean => sources.has(id) && !busy.has(hosts.get(id) ?? "");
      const due = await store.sources.claimDue(isOpen, owner, now(), leaseMs, free);
      mayBeMore = due.length === free || busy.size > 0;
      hasBusy = false;
      for (const { id, state } of due) {
        const source = sources.get(id);
        if (source === undefined) continue;
        if (isStopping || isBusy(hosts.get(id))) {
          hasBusy = true;
          await store.sources.release(id, owner);
        } else {
          void begin(source, owner, state).catch(() => undefined);
        }
      }
    }
  };

  const tick = async (): Promise<void> => {
    if (running.size > 0 && now().getTime() - renewedAt >= renewMs) {
      renewedAt = now().getTime();
      const owners = [...running.values()].map(({ owner }) => owner);
      await store.sources.renew([...new Set(owners)], now(), leaseMs);
    }
    await fill();
  };

  const tell = (error: unknown): void => {
    log.error({ err: error }, "due sources could not be read; trying again in a second");
  };
  // UTC: in a zone with daylight saving, a quarter-hourly pattern once left a hole of 75 minutes.
  const task: ScheduledTask = schedule(
    everySecond,
    () => {
      ticking = ticking.then(tick).catch(tell);
      return ticking;
    },
    // A second that is missed or skipped is made up for by the next one, and no news.
    { timezone: "UTC", noOverlap: true, logger: quieten(log) },
  );

  return {
    async visitNow(sourceId) {
      const source = sources.get(sourceId);
      if (source === undefined) throw new UserError(`There is no enabled source “${sourceId}”.`);
      const owner = randomUUID();
      if (!(await store.sources.claim(sourceId, owner, now(), leaseMs))) {
        throw new UserError(`“${sourceId}” is being visited at this moment; try again in a minute.`);
      }
      await store.sources.resume(sourceId);
      if (isStopping) {
        await store.sources.release(sourceId, owner);
        throw new UserError("Leakwatch is being stopped; try again when it runs.");
      }
      return begin(source, owner);
    },
    async stop(graceMs) {
      isStopping = true;
      // The tick goes on meanwhile: it keeps the leases of what is in hand.
      await ticking;
      const settled = Promise.allSettled(running.keys());
      if (!(await isOver(settled, graceMs))) {
        abort.abort(new Error("stopping"));
        await isOver(settled, lastMs);
      }
      await task.destroy();
    },
  };
}

/** Where a source is read, as far as its entry tells. */
function hostOf({ urls }: Source): string {
  return URL.parse(urls[0] ?? "")?.host ?? "";
}

/** Waits for work, `ms` at most, and says whether it was over by then. */
async function isOver(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const ended = await Promise.race([work.then(() => true), patience]);
  clearTimeout(timer);
  return ended;
}

/** node-cron writes to the console by itself; its lines belong into our log, where few need them. */
function quieten(log: Log): Pick<Console, "info" | "warn" | "error" | "debug"> {
  const write = (line: unknown): void => log.debug({ reason: describeError(line) }, "node-cron");
  return { info: write, warn: write, error: write, debug: write };
}

const maxBackOffMs = 24 * 60 * 60 * 1000;

/**
 * When a source is due again: after its interval (or at the next time of its cron expression, UTC), and after
 * failures ever later, doubling from its interval to 24 h.
 *
 * @param failures - visits that failed in a row, this one included
 * @param random - 0 to 1: sources with one interval drift apart instead of all being asked in one second
 */
export function nextVisit(source: Source, failures: number, now: Date, random: number): Date {
  if (typeof source.every === "string") return nextCronTime(source.every, failures, now);
  return new Date(now.getTime() + Math.round(backOff(source.every, failures) * (1 + 0.05 * random)));
}

function backOff(everyMs: number, failures: number): number {
  return Math.min(everyMs * 2 ** Math.max(0, failures - 1), Math.max(maxBackOffMs, everyMs));
}

const maxCronTimes = 100;

/** The first time of an expression after the back-off; where that is many times away, its end. */
function nextCronTime(expression: string, failures: number, now: Date): Date {
  const task = createTask(expression, () => undefined, { timezone: "UTC" });
  const times = task.getNextRuns(maxCronTimes);
  void task.destroy();
  const [first, second] = times;
  if (first === undefined || second === undefined) return new Date(now.getTime() + maxBackOffMs);
  const gap = second.getTime() - first.getTime();
  const earliest = now.getTime() + backOff(gap, failures) - gap;
  return times.find((time) => time.getTime() > earliest) ?? new Date(earliest);
}
