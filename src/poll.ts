import { describeError, SourceError } from "./errors.ts";
import type { Fetcher } from "./fetch/fetch.ts";
import type { Log } from "./log.ts";
import type { Source } from "./model.ts";
import type { SourceState } from "./store/sources.ts";
import type { Store } from "./store/store.ts";
import { collectPosts, type VisitTools } from "./visit/collect.ts";
import { findNews, findOwed, readNews } from "./visit/news.ts";
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
 */
export async function visit(
  source: Source,
  owner: string,
  dependencies: VisitDependencies,
  signal: AbortSignal,
): Promise<VisitReport> {
  const { store, fetcher, watchList, now, log } = dependencies;
  const state = await store.sources.state(source.id);
  const isFirst = !state.isBaselineStored;
  const tools: VisitTools = {
    fetcher,
    validators: store.caches.validators,
    now,
    signal: AbortSignal.any([signal, AbortSignal.timeout(maxVisitMs)]),
  };
  const nothing = {
    sourceId: source.id,
    isFirst,
    newPosts: 0,
    changedPosts: 0,
    alerts: 0,
    updates: 0,
    error: null,
  };
  try {
    // Whose watches come from another process: which threads are wanted may depend on them.
    await watchList.refresh(store, await store.watches.revision());
    const collected = await collectPosts(source, state.workingUrl, tools, async (posts) => {
      return (await findNews(source, posts, store)).length > 0;
    });
    const { url: workingUrl, posts } = collected;
    const news = [...(await findNews(source, posts, store)), ...(await findOwed(source, posts, store))];
    const { items, retryAfterMs } = await readNews(source, news, workingUrl, isFirst, tools, dependencies);
    // Lists show the newest first; incidents and alerts follow the order of events.
    const inOrder = items.toReversed();
    const counts = await recordItems(source, owner, inOrder, isFirst, dependencies, tools.signal);
    // Validators only after the posts are committed, and only when no thread is owed:
    // otherwise a crash or the next 304 would hide them for ever.
    if (collected.kind === "read" && items.every((item) => item.next.threadOwed === null))
      await collected.keepValidators();
    if (counts.alerts + counts.updates > 0) dependencies.onDeliveries();
    await finish(source, owner, state, dependencies, { workingUrl, retryAfterMs });
    const isUnchanged = collected.kind === "unchanged" && items.length === 0;
    return { ...nothing, ...counts, outcome: isUnchanged ? "unchanged" : "stored" };
  } catch (error) {
    if (signal.aborted) {
      await store.sources.release(source.id, owner);
      return { ...nothing, outcome: "aborted" };
    }
    const failure = explainFailure(error);
    if (failure.code === "failed")
      log.error({ source: source.id, err: error }, "a visit failed unexpectedly");
    const retryAfterMs = error instanceof SourceError ? error.retryAfterMs : null;
    await finish(source, owner, state, dependencies, { error: failure, retryAfterMs });
    return { ...nothing, outcome: "failed", error: failure };
  }
}

async function finish(
  source: Source,
  owner: string,
  state: SourceState,
  { store, now, nextVisit }: VisitDependencies,
  outcome: {
    workingUrl?: string;
    error?: { code: SourceError["code"] | "failed"; message: string };
    retryAfterMs?: number | null;
  },
): Promise<void> {
  const at = now();
  const failures = outcome.error === undefined ? 0 : state.failures + 1;
  const regular = nextVisit(source, failures, at);
  const waitMs = outcome.retryAfterMs ?? null;
  const retryAfterAt = waitMs === null ? null : new Date(at.getTime() + waitMs);
  const nextVisitAt = retryAfterAt === null ? regular : heed(retryAfterAt, regular, source);
  await store.sources.finish(source.id, owner, {
    at,
    nextVisitAt,
    error: outcome.error ?? null,
    workingUrl: outcome.workingUrl ?? null,
    retryAfterAt,
  });
}

/** Never earlier than the server asked, and not an interval later than that: it said when it can be had again. */
function heed(retryAfterAt: Date, regular: Date, { every }: Source): Date {
  if (retryAfterAt > regular) return retryAfterAt;
  if (typeof every === "string") return regular;
  return new Date(Math.min(regular.getTime(), retryAfterAt.getTime() + every));
}

function explainFailure(error: unknown): { code: SourceError["code"] | "failed"; message: string } {
  if (error instanceof SourceError) return { code: error.code, message: describeError(error) };
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return { code: "timeout", message: `the visit took longer than ${maxVisitMs / 60_000} minutes` };
  }
  return { code: "failed", message: describeError(error) };
}
