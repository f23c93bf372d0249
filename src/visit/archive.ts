import { describeError, SourceError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Post, Source } from "../model.ts";
import type { Gap, SourceState } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import { readArchivePage, type VisitTools } from "./collect.ts";
import { findNews, type NewsPost } from "./news.ts";

// What is left is read by the next visits.
const maxRequests = 6;
const maxAttempts = 3;
const dayMs = 24 * 60 * 60 * 1000;
// Trackers publish what they discovered a day or two before.
const overlapMs = 2 * dayMs;
// Of an archive that is asked by first and last day.
const periodDays = 7;

/** What an outage has left out. */
export interface Missed {
  /** Posts of the archive that are not known, newest first. */
  readonly news: readonly NewsPost[];
  /** What is still left out; null: nothing. */
  readonly gap: Gap | null;
}

/**
 * Reads what an outage has left out from the source's archive, or a part of it.
 *
 * @param listed - what the source's own page holds, and what of that is new or looks changed
 */
export async function findMissed(
  source: Source,
  listed: { readonly url: string; readonly posts: readonly Post[]; readonly news: readonly NewsPost[] },
  state: SourceState,
  tools: VisitTools,
  { store, log }: { store: Store; log: Log },
): Promise<Missed> {
  const gap = state.gap ?? findGap(source, listed, state, tools.now());
  if (gap === null || source.archive === undefined) return { news: [], gap: null };
  if (state.gap === null) await store.sources.openGap(source.id, gap);
  const addresses = listAddresses(source.archive, listed.url, gap);
  const { posts, done, failures } = await readPages(source, addresses, gap, listed.url, tools, log);
  const ids = new Set(listed.posts.map((post) => post.id));
  const time = ({ publishedAt }: Post): number => publishedAt?.getTime() ?? 0;
  const inOrder = posts.toSorted((a, b) => time(b) - time(a));
  return {
    // An archive may word things differently, which changes no post.
    news: (await findNews(source, inOrder, store)).filter(
      ({ post, known }) => known === undefined && !ids.has(post.id),
    ),
    gap: done < addresses.length ? { ...gap, done, failures } : null,
  };
}

/** Nothing on a source's page was known before: whatever came between is on it no more. */
function findGap(
  source: Source,
  { posts, news }: { readonly posts: readonly Post[]; readonly news: readonly NewsPost[] },
  { isBaselineStored, lastSuccessAt }: SourceState,
  now: Date,
): Gap | null {
  if (source.archive === undefined || !isBaselineStored || lastSuccessAt === null) return null;
  const isWhollyNew =
    posts.length > 0 && news.filter(({ known }) => known === undefined).length === posts.length;
  if (!isWhollyNew) return null;
  const from = Math.max(lastSuccessAt.getTime() - overlapMs, now.getTime() - source.lookbackMs);
  return { from, to: now.getTime(), done: 0, failures: 0 };
}

async function readPages(
  source: Source,
  addresses: readonly string[],
  gap: Gap,
  listUrl: string,
  tools: VisitTools,
  log: Log,
): Promise<{ posts: readonly Post[] } & Pick<Gap, "done" | "failures">> {
  const posts = new Map<string, Post>();
  let { done, failures } = gap;
  for (const url of addresses.slice(done, done + maxRequests)) {
    try {
      const page = await readArchivePage(source, url, listUrl, tools);
      for (const post of page) if (isWithin(post, gap)) posts.set(post.id, post);
      [done, failures] = [done + 1, 0];
    } catch (error) {
      if (!(error instanceof SourceError) || tools.signal.aborted) throw error;
      const facts = { source: source.id, code: error.code, reason: describeError(error) };
      log.warn(facts, "a page of an archive was not read");
      // The others would hardly fare better now.
      [done, failures] = failures + 1 < maxAttempts ? [done, failures + 1] : [done + 1, 0];
      break;
    }
  }
  return { posts: [...posts.values()], done, failures };
}

function isWithin({ publishedAt }: Post, { from }: Gap): boolean {
  return publishedAt === null || publishedAt.getTime() >= from;
}

/** The addresses of an archive that hold a gap's posts, the oldest first. */
export function listAddresses(pattern: string, listUrl: string, { from, to }: Gap): string[] {
  const periods = pattern.includes("{from}") ? listWeeks(from, to) : listMonths(from, to);
  const filled = periods.map(({ first, last }) => {
    const values: Readonly<Record<string, string>> = {
      yyyy: first.slice(0, 4),
      MM: first.slice(5, 7),
      from: first,
      to: last,
    };
    const path = pattern.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
    return URL.parse(path, listUrl)?.href;
  });
  return [...new Set(filled)].filter((url) => url !== undefined);
}

interface Period {
  /** `2026-03-01`. */
  readonly first: string;
  readonly last: string;
}

function listWeeks(from: number, to: number): Period[] {
  const weeks: Period[] = [];
  const end = dayOf(to);
  // Each begins where the one before ended: nobody says whether the last day is part of the answer.
  for (let at = from; at <= to; at += periodDays * dayMs) {
    const last = dayOf(at + periodDays * dayMs);
    weeks.push({ first: dayOf(at), last: last < end ? last : dayOf(to + dayMs) });
  }
  return weeks;
}

function listMonths(from: number, to: number): Period[] {
  const months: Period[] = [];
  const start = new Date(from);
  for (let offset = 0; ; offset++) {
    const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + offset, 1));
    if (month.getTime() > to) return months;
    months.push({ first: dayOf(month.getTime()), last: dayOf(month.getTime()) });
  }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
