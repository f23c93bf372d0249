import { setImmediate } from "node:timers/promises";
import { describeError, SourceError, type SourceErrorCode } from "../errors.ts";
import { readListing } from "../listing/listing.ts";
import type { ThreadsEnd } from "../health/problem.ts";
import type { Log } from "../log.ts";
import type { Post, Source } from "../model.ts";
import { contentHash, deriveId } from "../store/ids.ts";
import type { KnownPost } from "../store/posts.ts";
import type { Store } from "../store/store.ts";
import type { WatchList } from "../watch-list.ts";
import { hasThreads, readThread, type VisitTools } from "./collect.ts";
import type { Item } from "./record.ts";
import { maxRereadAgeMs, maxRereads, nextReread } from "./reread.ts";

const maxThreads = 60;
const maxThreadAttempts = 3;
const minTellingThreads = 2;
// The rest of a visit's time is for storing what was read.
const maxThreadsMs = 3 * 60 * 1000;

/** A post that is new, looks changed, or whose thread is still owed. */
export interface NewsPost {
  readonly post: Post;
  readonly rowHash: string;
  readonly known: KnownPost | undefined;
}

/** Finds the posts that are new, look changed, or whose thread is still owed. */
export async function findNews(source: Source, posts: readonly Post[], store: Store): Promise<NewsPost[]> {
  const ids = posts.map((post) => post.id);
  const known = await store.posts.known(source.id, ids);
  return posts
    .map((post) => ({ post, rowHash: hashRow(post), known: known.get(post.id) }))
    .filter(({ rowHash, known: k }) => k === undefined || k.rowHash !== rowHash || k.threadOwed !== null);
}

/** Finds the posts whose threads are still owed although no list names them any more. */
export async function findOwed(source: Source, listed: readonly Post[], store: Store): Promise<NewsPost[]> {
  if (!hasThreads(source)) return [];
  const ids = new Set(listed.map((post) => post.id));
  const owed = await store.posts.owed(source.id, maxThreads);
  return recallRows(
    owed.filter((known) => !ids.has(known.postId)),
    store,
  );
}

/** Finds the posts that somebody was alerted of, and whose threads were not read for a day. */
export async function findRereads(
  source: Source,
  news: readonly NewsPost[],
  store: Store,
  now: Date,
): Promise<NewsPost[]> {
  if (!hasThreads(source)) return [];
  const ids = new Set(news.map(({ post }) => post.id));
  const due = await store.posts.dueForRereading(source.id, {
    now,
    seenSince: new Date(now.getTime() - maxRereadAgeMs),
    limit: maxRereads,
  });
  return recallRows(
    due.filter((known) => !ids.has(known.postId)),
    store,
  );
}

/** The rows of posts that no list names at present. */
async function recallRows(posts: readonly KnownPost[], store: Store): Promise<NewsPost[]> {
  const found: NewsPost[] = [];
  for (const known of posts) {
    const post = (await store.listings.find(known.listingId))?.post;
    if (post === undefined) continue;
    // What was read from its thread before is no part of the row.
    const row = hashRow(post) === known.rowHash ? post : { ...post, body: null };
    found.push({ post: row, rowHash: known.rowHash, known });
  }
  return found;
}

/** What reading a visit's news came to. */
export interface ReadNews {
  readonly items: readonly Item[];
  /** How long a thread's host asked to be left alone; null where none did. */
  readonly retryAfterMs: number | null;
  readonly threads: ThreadsEnd;
}

/**
 * Reads the threads of what is new, then what each post says.
 *
 * @param listUrl - mirror that the list was read from
 */
export async function readNews(
  source: Source,
  news: readonly NewsPost[],
  listUrl: string,
  isFirst: boolean,
  tools: VisitTools,
  { store, watchList, log }: { store: Store; watchList: WatchList; log: Log },
): Promise<ReadNews> {
  const threads = createThreadReader(source, listUrl, tools, watchList, log);
  const items: Item[] = [];
  for (const { post: row, rowHash, known } of news) {
    const attempts = known?.threadOwed ?? 0;
    const thread = await threads.read(row, attempts);
    const isMissing = thread.kind === "owed" || thread.kind === "lost";
    // What an earlier visit read of a thread still holds while the thread cannot be read.
    const former = isMissing && known !== undefined ? await store.listings.find(known.listingId) : undefined;
    const post =
      thread.kind === "read" ? thread.post : former === undefined ? row : { ...row, body: former.post.body };
    const isPostponed = thread.kind === "owed" && known !== undefined;
    items.push({
      post,
      listing: readListing(post),
      known,
      next: {
        postId: row.id,
        listingId: known?.listingId ?? deriveId("listing", source.id, row.id),
        rowHash,
        contentHash: isPostponed ? known.contentHash : hashContent(post),
        threadOwed: thread.kind === "owed" ? thread.attempts : null,
        isBaseline: isMissing && (known?.isBaseline ?? isFirst),
        rereadAt: rereadAfter(thread, known, tools.now()),
      },
      silence: whySilent(source, post, known, isFirst, tools.now()),
    });
    // A page of long posts must not hold up everybody else.
    await setImmediate();
  }
  return { items, ...threads.summary() };
}

/** What became of a post's thread. */
type ThreadReading =
  /** The source has none, or this one is not wanted. */
  | { readonly kind: "none" }
  | { readonly kind: "read"; readonly post: Post }
  /** The next visit reads it. */
  | { readonly kind: "owed"; readonly attempts: number }
  /** Given up. */
  | { readonly kind: "lost" };

/** A thread that was read is left alone for a day; one that is given up, or wanted no more, for good. */
function rereadAfter(thread: ThreadReading, known: KnownPost | undefined, now: Date): Date | null {
  const due = known?.rereadAt ?? null;
  if (due === null || thread.kind === "lost" || thread.kind === "none") return null;
  return thread.kind === "read" ? nextReread(now) : due;
}

interface ThreadReader {
  read(row: Post, attempts: number): Promise<ThreadReading>;
  summary(): Omit<ReadNews, "items">;
}

/** The host is in trouble: asking it for every other thread as well would not help. */
const hostTrouble: ReadonlySet<SourceErrorCode> = new Set([
  "timeout",
  "unreachable",
  "dns",
  "tls",
  "proxy-missing",
]);

/** A list of threads gives titles only; a victim is often named in the body alone. */
function createThreadReader(
  source: Source,
  listUrl: string,
  tools: VisitTools,
  watchList: WatchList,
  log: Log,
): ThreadReader {
  const until = tools.now().getTime() + maxThreadsMs;
  let left = maxThreads;
  let retryAfterMs: number | null = null;
  let [wanted, read] = [0, 0];
  let fault: Exclude<ThreadsEnd, string> | null = null;
  const wantsThread = (row: Post): boolean =>
    hasThreads(source) &&
    (source.thread.fetch === "all" || watchList.index.find({ title: row.title }).length > 0);
  return {
    // One thread may be deleted or hidden; of several one should be readable.
    summary: () => ({
      retryAfterMs,
      threads: read > 0 ? "read" : wanted < minTellingThreads ? "unasked" : (fault ?? "unasked"),
    }),
    async read(row, attempts) {
      if (row.url === null || !wantsThread(row)) return { kind: "none" };
      wanted++;
      if (left <= 0 || tools.now().getTime() > until) return { kind: "owed", attempts };
      left--;
      try {
        const post = await readThread(source, row, row.url, listUrl, tools);
        read++;
        return { kind: "read", post };
      } catch (error) {
        if (!(error instanceof SourceError) || tools.signal.aborted) throw error;
        const { code } = error;
        const message = describeError(error);
        fault ??= { code, message };
        log.warn({ source: source.id, code, reason: message }, "a thread was not read");
        retryAfterMs ??= error.retryAfterMs;
        if (hostTrouble.has(code) || error.retryAfterMs !== null) left = 0;
        return attempts + 1 < maxThreadAttempts ? { kind: "owed", attempts: attempts + 1 } : { kind: "lost" };
      }
    },
  };
}

/** Why a post alerts nobody, whatever it says. */
function whySilent(
  source: Source,
  post: Post,
  known: KnownPost | undefined,
  isFirst: boolean,
  now: Date,
): string | null {
  // The thread of a post that the first visit stored is no news when it is read at last.
  if (isFirst || known?.isBaseline === true) return "first visit of the source";
  const isFirstReading = known === undefined || known.threadOwed !== null;
  const told =
    // A forum shows when somebody last replied, which makes no old thread new.
    source.kind === "forum" && isFirstReading
      ? (post.publishedAt ?? post.updatedAt)
      : (post.updatedAt ?? post.publishedAt);
  if (told !== null && now.getTime() - told.getTime() > source.lookbackMs) return "older than the look-back";
  return null;
}

/** Of what a list shows: a thread whose row is the same is not read again. */
function hashRow(post: Post): string {
  return contentHash(hashContent(post), post.publishedAt, post.updatedAt);
}

/** Of what a post says; another date alone is no change. */
function hashContent(post: Post): string {
  const { title, author, summary, body, victim, domain, actor, records, dataTypes } = post;
  return contentHash(title, author, summary, body, victim, domain, actor, records, dataTypes);
}
