import type { Keyv } from "keyv";
import { describeError, SourceError } from "../errors.ts";
import type { Fetched, Fetcher, FetchRequest, Validators } from "../fetch/fetch.ts";
import { isOnion } from "../fetch/guard.ts";
import type { Post, Source } from "../model.ts";
import { contentHash } from "../store/ids.ts";
import { readPosts, type ReadAs, type Reading } from "../read/read.ts";

/** What a visit's steps share. */
export interface VisitTools {
  readonly fetcher: Fetcher;
  /** HTTP validators by source and address, and which host asked for patience; may vanish. */
  readonly validators: Keyv;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Where addresses have moved for good, as far as that is known. */
  readonly moves: Readonly<Record<string, string>>;
  readonly tally: VisitTally;
}

/** What a visit meets on its way, filled in as it goes: it counts whatever becomes of the visit. */
export interface VisitTally {
  /** Received and decoded. */
  bytes: number;
  /** Mirrors that were asked: why they failed; null: they answered. */
  readonly mirrors: Record<string, Fault | null>;
  /** Where addresses that were asked have moved for good; null: nowhere. */
  readonly moves: Record<string, string | null>;
}

/** Why something could not be read. */
interface Fault {
  readonly code: SourceError["code"];
  readonly message: string;
}

/** What a source's own pages held. */
export type Collected =
  | {
      readonly kind: "unchanged";
      readonly url: string;
      readonly posts: readonly [];
      readonly partial: null;
    }
  | {
      readonly kind: "read";
      /** The mirror that answered. */
      readonly url: string;
      readonly posts: readonly Post[];
      /** Why a further page was not read; null: all were that were wanted. */
      readonly partial: (Fault & { readonly retryAfterMs: number | null }) | null;
      /** Stores the page's validators: only after its posts are committed. */
      keepValidators(): Promise<void>;
    };

/**
 * Reads a source's pages from the first mirror that answers.
 *
 * @param workingUrl - mirror that answered last; it is tried first
 * @param hasNews - whether a page holds anything new or changed; where not, the pages behind it are not asked for
 * @throws `SourceError` where no mirror gives posts
 */
export async function collectPosts(
  source: Source,
  workingUrl: string | null,
  tools: VisitTools,
  hasNews: (posts: readonly Post[]) => Promise<boolean>,
): Promise<Collected> {
  const mirrors =
    workingUrl !== null && source.urls.includes(workingUrl)
      ? [workingUrl, ...source.urls.filter((url) => url !== workingUrl)]
      : source.urls;
  const failures: { url: string; error: SourceError }[] = [];
  for (const url of mirrors) {
    try {
      const collected = await collectFrom(source, url, tools, hasNews);
      tools.tally.mirrors[url] = null;
      return collected;
    } catch (error) {
      if (!(error instanceof SourceError) || tools.signal.aborted) throw error;
      failures.push({ url, error });
      tools.tally.mirrors[url] = describeFault(error);
      // Where it had moved to fails too: the next visit asks the address itself again.
      tools.tally.moves[url] = null;
    }
  }
  throw summarise(failures);
}

async function collectFrom(
  source: Source,
  url: string,
  tools: VisitTools,
  hasNews: (posts: readonly Post[]) => Promise<boolean>,
): Promise<Collected> {
  // With the layout: whoever mends a selector wants the page read again, whether or not it changed.
  const { kind, list, dates, thread, fields, pages, require, wall } = source;
  const layout = contentHash(kind, list, dates, thread, fields, pages, require, wall);
  const movedTo = tools.moves[url] ?? null;
  const keyOf = (asked: string): string => `${source.id} ${layout} ${asked}`;
  const request = { ...requestOf(source, url, tools), movedTo };
  const kept = await tools.validators.getMany<Validators | number>([
    patienceKey(request),
    keyOf(movedTo ?? url),
  ]);
  const [patience, validators = null] = kept as [number?, Validators?];
  const first = await ask({ ...request, validators }, tools, patience ?? 0);
  if (first.kind === "unchanged") {
    tools.tally.moves[url] = first.movedTo;
    return { kind: "unchanged", url, posts: [], partial: null };
  }

  const posts = new Map<string, Post>();
  const take = (page: readonly Post[]): void => {
    // A thread that moved down a page between two requests is still one post.
    for (const post of page) if (!posts.has(post.id)) posts.set(post.id, post);
  };
  let reading = await read(source, first, source.kind, tools);
  take(reading.posts);
  // A home page or a seller of names stands behind many a "moved for good": posts prove that the source does.
  tools.tally.moves[url] = reading.posts.length > 0 ? first.movedTo : null;
  let partial: Extract<Collected, { kind: "read" }>["partial"] = null;
  const visited = new Set([first.url]);
  for (let page = 1; page < source.pages.max; page++) {
    const next = reading.nextPage;
    if (next === null || visited.has(next) || !(await hasNews(reading.posts))) break;
    visited.add(next);
    try {
      const more = await ask(follow(source, next, url, tools), tools);
      if (more.kind === "unchanged") break;
      reading = await read(source, more, source.kind, tools);
    } catch (error) {
      if (!(error instanceof SourceError) || tools.signal.aborted) throw error;
      const { code, message } = describeFault(error);
      partial = { code, message: `page ${page + 1}: ${message}`, retryAfterMs: error.retryAfterMs };
      break;
    }
    take(reading.posts);
  }
  return {
    kind: "read",
    url,
    posts: [...posts.values()],
    partial,
    keepValidators: async () => {
      await tools.validators.set(keyOf(first.movedTo ?? url), first.validators);
    },
  };
}

/**
 * Reads one page of a source's archive.
 *
 * @param listUrl - mirror that the source's own page was read from
 */
export async function readArchivePage(
  source: Source,
  url: string,
  listUrl: string,
  tools: VisitTools,
): Promise<readonly Post[]> {
  const page = await ask(follow(source, url, listUrl, tools), tools);
  return page.kind === "unchanged" ? [] : (await read(source, page, source.kind, tools)).posts;
}

/** Whether a source's posts have pages of their own that are read. */
export function hasThreads(source: Source): boolean {
  return source.kind === "forum" && source.thread.fetch !== "never";
}

/**
 * Reads one thread's page and adds what it says to the row of the list that led to it.
 *
 * @param listUrl - mirror that the list was read from
 */
export async function readThread(
  source: Source,
  row: Post,
  url: string,
  listUrl: string,
  tools: VisitTools,
): Promise<Post> {
  const page = await ask(follow(source, url, listUrl, tools), tools);
  if (page.kind === "unchanged") return row;
  const { posts } = await read(source, page, "thread", tools);
  const first = posts[0];
  if (first === undefined)
    throw new SourceError("layout-changed", `no post found in the thread at ${page.url}`);
  return {
    ...row,
    title: source.thread.title === undefined ? row.title : completeTitle(row.title, first.title),
    author: first.author ?? row.author,
    // A list often shows the newest reply's time instead of the thread's own.
    publishedAt: first.publishedAt ?? row.publishedAt,
    body: [row.body, first.body].filter((part) => part !== null && part !== "").join("\n\n") || null,
  };
}

/**
 * A row's title, in full where the list cuts it.
 *
 * The row's own wins: a thread's heading often begins with the labels that its list shows apart.
 */
function completeTitle(row: string, thread: string): string {
  const stem = /^(.*?)\s*(?:…|\.{3})$/u.exec(row)?.[1];
  const at = stem === undefined ? -1 : thread.indexOf(stem);
  if (row === "") return thread;
  return at === -1 ? row : thread.slice(at) || row;
}

function requestOf(source: Source, url: string, tools: VisitTools): FetchRequest {
  const { id: sourceId, request: settings, robots } = source;
  return { url, sourceId, settings, robots, signal: tools.signal };
}

// The only ones of a source's headers that are no secrets.
const harmlessHeaders = new Set(["accept", "accept-language", "user-agent"]);

/**
 * How an address is asked that a page names: a stranger wrote it.
 *
 * The source's cookies and keys go to the source's own mirrors alone, and what was read through Tor stays there.
 */
function follow(source: Source, url: string, from: string, tools: VisitTools): FetchRequest {
  const { headers, ...settings } = source.request;
  const isOwn = [from, ...source.urls].some((own) => URL.parse(own)?.origin === URL.parse(url)?.origin);
  const harmless = Object.entries(headers).filter(([name]) => harmlessHeaders.has(name.toLowerCase()));
  return {
    ...requestOf(source, url, tools),
    settings: {
      ...settings,
      headers: isOwn ? headers : Object.fromEntries(harmless),
      ...(isOnion(new URL(from)) ? { proxy: "tor" as const } : {}),
    },
  };
}

/** Under which it is kept until when a host has asked a source for patience. */
function patienceKey({ sourceId, url, movedTo }: FetchRequest): string {
  return `patience ${sourceId} ${hostOf(movedTo ?? url)}`;
}

/**
 * Fetches one address, unless its host asked this source for patience that has not ended yet.
 *
 * @param patience - when it ends, epoch ms; absent: not looked up yet
 */
async function ask(request: FetchRequest, tools: VisitTools, patience?: number): Promise<Fetched> {
  const { fetcher, validators, now, tally } = tools;
  const key = patienceKey(request);
  const until = patience ?? (await validators.get<number>(key)) ?? 0;
  const leftMs = until - now().getTime();
  if (leftMs > 0) {
    const message = `${hostOf(request.movedTo ?? request.url)} asked to be left alone until ${new Date(until).toISOString()}`;
    throw new SourceError("http-status", message, { retryAfterMs: leftMs });
  }
  try {
    const answer = await fetcher.fetch(request);
    if (answer.kind === "fetched") tally.bytes += answer.bytes.byteLength;
    return answer;
  } catch (error) {
    if (error instanceof SourceError && error.retryAfterMs !== null)
      await validators.set(key, now().getTime() + error.retryAfterMs, error.retryAfterMs);
    throw error;
  }
}

type Page = Extract<Fetched, { kind: "fetched" }>;

function read(
  source: Source,
  { bytes, url, contentType }: Page,
  as: ReadAs,
  tools: VisitTools,
): Promise<Reading> {
  const type = contentType === null ? {} : { contentType };
  return readPosts({ bytes, url, ...type, as, layout: source, now: tools.now() });
}

/** All mirrors are down: one error for the source, the most telling one first. */
function summarise(failures: readonly { url: string; error: SourceError }[]): SourceError {
  // A missing proxy says nothing of the mirrors that do not need it.
  const telling = failures.find(({ error }) => error.code !== "proxy-missing") ?? failures[0];
  if (telling === undefined) return new SourceError("bad-input", "the source has no address");
  if (failures.length === 1) return telling.error;
  const each = failures.map(({ url, error }) => `${hostOf(url)}: ${error.message}`).join("; ");
  const waits = failures.map(({ error }) => error.retryAfterMs ?? 0);
  const { code, status } = telling.error;
  return new SourceError(code, `none of ${failures.length} mirrors answered: ${each}`, {
    ...(status === null ? {} : { status }),
    // The mirror that lets us come back first decides.
    retryAfterMs: Math.min(...waits) || null,
    gone: failures.every(({ error }) => error.gone),
    cause: telling.error,
  });
}

function describeFault(error: SourceError): Fault {
  return { code: error.code, message: describeError(error) };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
