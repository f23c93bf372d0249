import type { SourceErrorCode } from "../errors.ts";
import { addVisit, dayBefore, dayOf, keptDays } from "../health/day.ts";
import { judgeHealth, noMemory } from "../health/judge.ts";
import type { ThreadsEnd, VisitEnd } from "../health/problem.ts";
import { habitDays } from "../health/silence.ts";
import type { Log } from "../log.ts";
import type { Source } from "../model.ts";
import { contentHash } from "../store/ids.ts";
import type { Gap, SourceState, VisitOutcome } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import type { Collected, VisitTally } from "./collect.ts";
import { announce, enqueueNotices } from "./notices.ts";

/** What ending a visit needs. */
export interface FinishTools {
  readonly store: Store;
  readonly log: Log;
  readonly now: () => Date;
  readonly nextVisit: (source: Source, failures: number, now: Date) => Date;
  readonly onDeliveries: () => void;
}

/** How a visit went. */
export interface FinishedVisit {
  readonly end: VisitEnd;
  readonly error: { readonly code: SourceErrorCode | "failed"; readonly message: string } | null;
  readonly newPosts: number;
  /** The mirror that answered; null: none. */
  readonly workingUrl: string | null;
  readonly retryAfterMs: number | null;
  /** Absent: as it was. */
  readonly gap?: Gap | null;
  readonly tally: VisitTally;
}

const restMs = 7 * 24 * 60 * 60 * 1000;

/** Says which entry of a source this is: where its line stands and what its secrets are is no part of it. */
export function fingerprint(source: Source): string {
  const { definedAt: _, request, ...entry } = source;
  return contentHash(entry, { ...request, headers: Object.keys(request.headers) });
}

/**
 * Ends a visit: its outcome, what it means for the source's health and the notices of that, all or nothing.
 *
 * An ordinary visit costs one statement: its day is kept with the source until it is over. One that found nothing new
 * shares its transaction with others.
 */
export async function finishVisit(
  source: Source,
  owner: string,
  state: SourceState,
  visit: FinishedVisit,
  tools: FinishTools,
): Promise<void> {
  const { store } = tools;
  const at = tools.now();
  const entry = fingerprint(source);
  const { end, newPosts, tally } = visit;
  const { mirrors, moves } = tally;
  const past = state.today !== null && state.today.day !== dayOf(at) ? state.today : null;
  const days =
    past === null ? null : [...(await store.days.since(source.id, dayBefore(at, habitDays))), past];
  const judged = judgeHealth(
    state.memory ?? noMemory,
    { end, newPosts, mirrors, moves, urls: source.urls, entry, days },
    at,
  );
  const outcome: VisitOutcome = {
    ...describeOutcome(source, state, visit, at, tools.nextVisit),
    memory: judged.after,
    pausedFor: end.kind === "failed" && end.isGone ? entry : null,
  };
  if (past === null && judged.events.length === 0) {
    if (isNoNews(state, visit)) store.sources.finishSoon(source.id, owner, outcome);
    else await store.sources.finish(source.id, owner, outcome);
    return;
  }
  const isStored = await store.transaction(async (tables) => {
    if (!(await tables.sources.finish(source.id, owner, outcome))) return false;
    if (past !== null) {
      await tables.days.put(source.id, past);
      await tables.days.prune(source.id, dayBefore(at, keptDays));
    }
    await enqueueNotices(source, judged.events, tables, at);
    return true;
  });
  if (isStored) announce(source, judged.events, tools);
}

/** Whether a visit found a healthy source as the one before did. */
function isNoNews(
  state: SourceState,
  { end, newPosts, workingUrl, retryAfterMs, gap }: FinishedVisit,
): boolean {
  return (
    end.kind === "unchanged" &&
    end.threads === "unasked" &&
    newPosts === 0 &&
    retryAfterMs === null &&
    workingUrl === state.workingUrl &&
    state.failures === 0 &&
    state.gap === null &&
    (gap ?? null) === null
  );
}

function describeOutcome(
  source: Source,
  state: SourceState,
  { end, error, newPosts, workingUrl, retryAfterMs, gap, tally }: FinishedVisit,
  at: Date,
  nextVisit: FinishTools["nextVisit"],
): Omit<VisitOutcome, "memory" | "pausedFor"> {
  const retryAfterAt = retryAfterMs === null ? null : new Date(at.getTime() + retryAfterMs);
  const regular = nextVisit(source, error === null ? 0 : state.failures + 1, at);
  return {
    at,
    nextVisitAt: retryAfterAt === null ? regular : heed(retryAfterAt, regular, source),
    error,
    workingUrl,
    retryAfterAt,
    today: addVisit(state.today, dayOf(at), {
      unchanged: end.kind === "unchanged" ? 1 : 0,
      failures: error === null ? 0 : 1,
      partial: end.kind === "read" && end.partial !== null ? 1 : 0,
      newPosts,
      items: end.kind === "read" ? end.posts : 0,
      bytes: tally.bytes,
    }),
    ...(gap === undefined ? {} : { gap }),
  };
}

/** Ends the visit of a paused source, which asked nobody: that it is paused is told again after a while. */
export async function restVisit(
  source: Source,
  owner: string,
  state: SourceState,
  tools: FinishTools,
): Promise<void> {
  const at = tools.now();
  const nothing = {
    newPosts: 0,
    mirrors: {},
    moves: {},
    urls: source.urls,
    entry: fingerprint(source),
    days: null,
  };
  const { after, events } = judgeHealth(
    state.memory ?? noMemory,
    { end: { kind: "paused" }, ...nothing },
    at,
  );
  const isStored = await tools.store.transaction(async (tables) => {
    if (!(await tables.sources.rest(source.id, owner, new Date(at.getTime() + restMs), after))) return false;
    await enqueueNotices(source, events, tables, at);
    return true;
  });
  if (isStored) announce(source, events, tools);
}

/** What a visit that read a source's page says of its health. */
export function describeEnd({ kind, list }: Source, collected: Collected, threads: ThreadsEnd): VisitEnd {
  if (collected.kind === "unchanged") return { kind: "unchanged", threads };
  const { posts, partial } = collected;
  const dated = posts.filter((post) => post.publishedAt !== null || post.updatedAt !== null).length;
  const mayBeEmpty = kind === "feed" && list.item !== undefined;
  return { kind: "read", posts: posts.length, dated, mayBeEmpty, partial, threads };
}

/** Never earlier than the server asked, and not an interval later than that: it said when it can be had again. */
function heed(retryAfterAt: Date, regular: Date, { every }: Source): Date {
  if (retryAfterAt > regular) return retryAfterAt;
  if (typeof every === "string") return regular;
  return new Date(Math.min(regular.getTime(), retryAfterAt.getTime() + every));
}
