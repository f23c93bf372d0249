import { describeError, SourceError } from "./errors.ts";
import type { Fetcher } from "./fetch/fetch.ts";
import { findShortfall } from "./health/problem.ts";
import type { Log } from "./log.ts";
import type { Source } from "./model.ts";
import type { SourceState } from "./store/sources.ts";
import type { Store } from "./store/store.ts";
import { findMissed } from "./visit/archive.ts";
import { collectPosts, type VisitTools } from "./visit/collect.ts";
import { describeEnd, fingerprint, finishVisit, restVisit } from "./visit/finish.ts";
import { findNews, findOwed, findRereads, readNews } from "./visit/news.ts";
import { recordItems } from "./visit/record.ts";
import type { WatchList } from "./watch-list.ts";

/** What every visit works with. */
export interface VisitDependencies {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly watchList: WatchList;
  /** Names of all sources, by id. */
  readonly sourceNames: ReadonlyMap<string, string>;
  readonly log: Log;
  readonly now: () => Date;
  /** When a source is due again after a visit at `now` that followed `failures` failures in a row. */
  readonly nextVisit: (source: Source, failures: number, now: Date) => Date;
  /** Called whenever deliveries were enqueued. */
  readonly onDeliveries: () => void;
  /** Called with the ids of the listings that were stored, new or changed, oldest first; never for a first visit. */
  readonly onListings?: ((ids: readonly string[]) => void) | undefined;
}

/** How one visit ended. */
export interface VisitReport {
  readonly sourceId: string;
  readonly outcome: "unchanged" | "stored" | "failed" | "aborted";
  /** Stored by the source's first visit, which alerts nobody. */
  readonly isFirst: boolean;
  readonly newPosts: number;
  readonly changedPosts: number;
  readonly alerts: number;
  readonly updates: number;
  /** What could not be read although the source answered: a further page, or every thread; null: all was that was wanted. */
  readonly partial: { readonly code: string; readonly message: string } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

// One visit at most: what is not read by then is read by the next one.
export const maxVisitMs = 4 * 60 * 1000;

/**
 * Visits one source: the whole product in one function.
 *
 * Fetch → read → new or changed posts → their threads → listings → incidents, matches and alerts, stored in one
 * transaction → validators. Never throws for what a source does: that becomes its health.
 * @param owner - holder of the source's lease; what it reads is stored only while it still holds it
 * @param claimed - the source's state, where it came with the lease
 */
export async function visit(
  source: Source,
  owner: string,
  dependencies: VisitDependencies,
  signal: AbortSignal,
  claimed?: SourceState,
): Promise<VisitReport> {
  const { store, fetcher, watchList, now, log } = dependencies;
  const state = claimed ?? (await store.sources.state(source.id));
  const isFirst = !state.isBaselineStored;
  const tally = { bytes: 0, mirrors: {}, moves: {} };
  const tools: VisitTools = {
    fetcher,
    validators: store.caches.validators,
    now,
    signal: AbortSignal.any([signal, AbortSignal.timeout(maxVisitMs)]),
    moves: state.memory?.moves ?? {},
    tally,
  };
  const nothing = {
    sourceId: source.id,
    isFirst,
    newPosts: 0,
    changedPosts: 0,
    alerts: 0,
    updates: 0,
    partial: null,
    error: null,
  };
  if (state.pausedFor !== null && state.pausedFor === fingerprint(source)) {
    await restVisit(source, owner, state, dependencies);
    return { ...nothing, outcome: "unchanged" };
  }
  try {
    const collected = await collectPosts(source, state.workingUrl, tools, async (posts) => {
      return (await findNews(source, posts, store)).length > 0;
    });
    const { url: workingUrl, posts, partial } = collected;
    if (partial !== null) log.warn({ source: source.id, ...partial }, "a further page was not read");
    const listed = await findNews(source, posts, store);
    const known = [...listed, ...(await findOwed(source, posts, store))];
    const reread = await findRereads(source, known, store, now());
    const missed = await findMissed(source, { ...collected, news: listed }, state, tools, dependencies);
    const news = [...known, ...reread, ...missed.news];
    // Whose watches come from another process: which threads are wanted may depend on them.
    if (news.length > 0) await watchList.refresh(store, await store.watches.revision());
    const { items, retryAfterMs, threads } = await readNews(
      source,
      news,
      workingUrl,
      isFirst,
      tools,
      dependencies,
    );
    // Lists show the newest first; incidents and alerts follow the order of events.
    const inOrder = items.toReversed();
    const counts = await recordItems(source, owner, inOrder, isFirst, dependencies, tools.signal);
    // Validators only after the posts are committed, and only when no thread and no page is owed:
    // otherwise a crash or the next 304 would hide them for ever.
    const isOwed = items.some((item) => item.next.threadOwed !== null);
    if (collected.kind === "read" && partial === null && !isOwed) await collected.keepValidators();
    if (counts.alerts + counts.updates > 0) dependencies.onDeliveries();
    const stored = inOrder.filter(({ known, next }) => known?.contentHash !== next.contentHash);
    if (!isFirst && stored.length > 0) dependencies.onListings?.(stored.map(({ next }) => next.listingId));
    const end = describeEnd(source, collected, threads);
    const outcome = {
      end,
      error: null,
      newPosts: counts.newPosts,
      workingUrl,
      retryAfterMs: retryAfterMs ?? partial?.retryAfterMs ?? null,
      gap: missed.gap,
    };
    await finishVisit(source, owner, state, { ...outcome, tally }, dependencies);
    const isUnchanged = collected.kind === "unchanged" && items.length === 0;
    const shortfall = findShortfall(end);
    return { ...nothing, ...counts, partial: shortfall, outcome: isUnchanged ? "unchanged" : "stored" };
  } catch (error) {
    if (signal.aborted) {
      await store.sources.release(source.id, owner);
      return { ...nothing, outcome: "aborted" };
    }
    const failure = explainFailure(error);
    if (failure.code === "failed")
      log.error({ source: source.id, err: error }, "a visit failed unexpectedly");
    const { retryAfterMs, gone } = error instanceof SourceError ? error : { retryAfterMs: null, gone: false };
    const end = { kind: "failed" as const, ...failure, isGone: gone };
    const outcome = { end, error: failure, newPosts: 0, workingUrl: null, retryAfterMs };
    await finishVisit(source, owner, state, { ...outcome, tally }, dependencies);
    return { ...nothing, outcome: "failed", error: failure };
  }
}

function explainFailure(error: unknown): { code: SourceError["code"] | "failed"; message: string } {
  if (error instanceof SourceError) return { code: error.code, message: describeError(error) };
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return { code: "timeout", message: `the visit took longer than ${maxVisitMs / 60_000} minutes` };
  }
  return { code: "failed", message: describeError(error) };
}
