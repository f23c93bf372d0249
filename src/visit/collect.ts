import type { Keyv } from "keyv";
import { SourceError } from "../errors.ts";
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
}

/** What a source's own pages held. */
export type Collected =
  | { readonly kind: "unchanged"; readonly url: string; readonly posts: readonly [] }
  | {
      readonly kind: "read";
      /** The mirror that answered. */
      readonly url: string;
      readonly posts: readonly Post[];
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
      return await collectFrom(source, url, tools, hasNews);
    } catch (error) {
      if (!(error instanceof SourceError) || tools.signal.aborted) throw error;
      failures.push({ url, error });
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
  const key = `${source.id} ${layout} ${url}`;
  const stored: Validators | undefined = await tools.validators.get<Validators>(key);
  const first = await ask({ ...requestOf(source, url, tools), validators: stored ?? null }, tools);
  if (first.kind === "unchanged") return { kind: "unchanged", url, posts: [] };

  const posts = new Map<string, Post>();
  const take = (page: readonly Post[]): void => {
    // A thread that moved down a page between two requests is still one post.
    for (const post of page) if (!posts.has(post.id)) posts.set(post.id, post);
  };
  let reading = await read(source, first, source.kind, tools);
  take(reading.posts);
  const visited = new Set([first.url]);
  for (let page = 1; page < source.pages.max; page++) {
    const next = reading.nextPage;
    if (next === null || visited.has(next) || !(await hasNews(reading.posts))) break;
    visited.add(next);
    const more = await ask(follow(source, next, url, tools), tools);
    if (more.kind === "unchanged") break;
    reading = await read(source, more, source.kind, tools);
    take(reading.posts);
  }
  return {
    kind: "read",
    url,
    posts: [...posts.values()],
    keepValidators: async () => {
      await tools.validators.set(key, first.validators);
    },
  };
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
    title: source.thread.title === undefined ? row.title : first.title || row.title,
    author: first.author ?? row.author,
    // A list often shows the newest reply's time instead of the thread's own.
    publishedAt: first.publishedAt ?? row.publishedAt,
    body: [row.body, first.body].filter((part) => part !== null && part !== "").join("\n\n") || null,
  };
}

function requestOf(source: Source, url: string, tools: VisitTools): FetchRequest {
  return { url, sourceId: source.id, settings: source.request, signal: tools.signal };
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

/** Fetches one address, unless its host asked this source for patience that has not ended yet. */
async function ask(request: FetchRequest, { fetcher, validators, now }: VisitTools): Promise<Fetched> {
  const host = hostOf(request.url);
  const key = `patience ${request.sourceId} ${host}`;
  const until = (await validators.get<number>(key)) ?? 0;
  const leftMs = until - now().getTime();
  if (leftMs > 0) {
    const message = `${host} asked to be left alone until ${new Date(until).toISOString()}`;
    throw new SourceError("http-status", message, { retryAfterMs: leftMs });
  }
  try {
    return await fetcher.fetch(request);
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
    cause: telling.error,
  });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
