import { stringify } from "yaml";
import { clean, defang } from "../../alert/text.ts";
import { userAgent } from "../../app.ts";
import { describeError, SourceError, UserError } from "../../errors.ts";
import { createFetcher, type Fetcher } from "../../fetch/fetch.ts";
import type { Source } from "../../model.ts";
import type { Reading } from "../../read/read.ts";
import { exit } from "../start.ts";
import { createDrafting, makeId, makeName, type Drafting, type SourceDraft } from "./draft.ts";
import { guess, type Candidate, type Guess } from "./guess.ts";
import { findDiscourseAnswer, findFeedLinks, findReadableAddress } from "./page-links.ts";
import { readTrySettings } from "./settings.ts";

const shownPosts = 5;

/** `sources try URL`: what an address would be read as, and the entry that makes it a source. */
export async function trySource(typed: string): Promise<number> {
  const settings = readTrySettings();
  const drafting = createDrafting(settings);
  const fetcher = createFetcher({
    allowHosts: settings.allowHosts,
    torProxy: settings.torProxy ?? undefined,
    userAgent,
  });
  const given = parseUrl(typed);
  const url = findReadableAddress(given);
  if (url.href !== given.href) say(`a Telegram channel can be read at ${url.href}`);
  const known = settings.sources.find(({ urls }) => urls.some((own) => URL.parse(own)?.href === url.href));
  if (known !== undefined) say(`it is a source already: ${known.id} (${known.definedAt})`);
  try {
    const found = await explore(url.href, { fetcher, drafting });
    const taken = new Set(settings.sources.map(({ id }) => id));
    const draft = makeDraft(found, taken);
    const source = drafting.complete(draft);
    showReading(source, found.guess.reading);
    const isPermitted = await mayVisit(source, found, fetcher);
    say("the entry for a file in the feeds folder:");
    process.stdout.write(stringify({ sources: [draft] }, { lineWidth: 0 }));
    return isPermitted ? exit.done : exit.failed;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.code === "blocked") {
      say(
        `${typed}: ${describeError(error)}: a login or a check for humans stands before it, so nothing was read`,
      );
      return exit.wall;
    }
    say(`${typed}: ${error.code}: ${describeError(error)}`);
    return exit.failed;
  } finally {
    await fetcher.close();
  }
}

interface Tools {
  readonly fetcher: Fetcher;
  readonly drafting: Drafting;
}

interface Found {
  /** Under which it would be visited. */
  readonly url: string;
  /** Where redirects led from there. */
  readonly readAt: string;
  readonly guess: Guess;
}

/** Reads an address; a page that is nothing by itself may name what can be read. */
async function explore(url: string, tools: Tools): Promise<Found> {
  const page = await fetchPage(url, tools);
  const { bytes, contentType } = page.candidate;
  try {
    const found = await guessPage(page, tools);
    const feed =
      found.guess.kind === "forum" ? findFeedLinks(bytes, contentType, page.candidate.url)[0] : undefined;
    if (feed !== undefined) say(`the page names a feed too, which may be the steadier source: ${feed}`);
    return found;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const discourse = findDiscourseAnswer(bytes, contentType, page.candidate.url);
    const links = discourse === null ? findFeedLinks(bytes, contentType, page.candidate.url) : [discourse];
    for (const link of links) {
      say(`the page names ${discourse === null ? "a feed" : "Discourse's own answer"}: ${link}`);
      try {
        return await guessPage(await fetchPage(link, tools), tools);
      } catch (reason) {
        if (!(reason instanceof SourceError)) throw reason;
        say(`it cannot be used: ${reason.code}: ${describeError(reason)}`);
      }
    }
    throw error;
  }
}

/** A document, and the address under which it would be visited. */
interface FetchedPage {
  readonly visited: string;
  readonly candidate: Candidate;
}

async function fetchPage(url: string, { fetcher, drafting }: Tools): Promise<FetchedPage> {
  const { id, request: settings } = drafting.complete({ id: "try", name: "try", kind: "feed", urls: [url] });
  const fetched = await fetcher.fetch({ url, sourceId: id, settings });
  if (fetched.kind === "unchanged") throw new SourceError("http-status", "the server sent no document");
  if (fetched.movedTo !== null) say(`it moved for good to ${fetched.movedTo}`);
  const { bytes, contentType } = fetched;
  return {
    visited: fetched.movedTo ?? url,
    candidate: { bytes, contentType, url: fetched.url, now: new Date() },
  };
}

async function guessPage({ visited, candidate }: FetchedPage, { drafting }: Tools): Promise<Found> {
  const { presets } = drafting;
  const layoutOf = (kind: Source["kind"], preset?: string): Source =>
    drafting.complete({ ...unnamed, kind, ...(preset === undefined ? {} : { preset }), urls: [visited] });
  return { url: visited, readAt: candidate.url, guess: await guess(candidate, { presets, layoutOf }) };
}

const unnamed = { id: "try", name: "try" } as const;

function makeDraft(
  { url, guess: { kind, preset, reading } }: Found,
  taken: ReadonlySet<string>,
): SourceDraft {
  const address = new URL(url);
  return {
    id: makeId(address, taken),
    name: makeName(reading.title, address),
    kind,
    ...(preset === undefined ? {} : { preset }),
    urls: [url],
  };
}

/** Shows what a source would read: the first posts, and what is missing in all of them. */
function showReading(source: Source, { posts }: Reading): void {
  const as = source.preset === undefined ? source.kind : `${source.kind}, preset ${source.preset}`;
  say(`read as ${as}: ${posts.length} ${posts.length === 1 ? "post" : "posts"}`);
  for (const { title, author, publishedAt, updatedAt, url } of posts.slice(0, shownPosts)) {
    const date = publishedAt ?? updatedAt;
    say(`  ${clean(title) || "(no title)"}`);
    const facts = [
      author === null ? "no author" : clean(author),
      date === null ? "no date" : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`,
      url === null ? "no address" : source.links === "show" ? url : defang(url),
    ];
    say(`    ${facts.join(" · ")}`);
  }
  if (posts.length > shownPosts) say(`  … and ${posts.length - shownPosts} more`);
  if (posts.length > 0 && posts.every((post) => post.publishedAt === null && post.updatedAt === null))
    say(
      "no post has a date that can be read; if the page shows dates, describe them with dates and list.date",
    );
}

/** Whether visits may ask for what was read: somebody who tries an address is no program, a source is. */
async function mayVisit(source: Source, { url, readAt }: Found, fetcher: Fetcher): Promise<boolean> {
  if (source.robots === "ignore") return true;
  const { id: sourceId, request: settings } = source;
  try {
    for (const asked of new Set([url, readAt])) await fetcher.checkRobots({ url: asked, sourceId, settings });
    return true;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    say(`as it stands the entry will fail: ${error.code}: ${describeError(error)}`);
    return false;
  }
}

function parseUrl(typed: string): URL {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (url === null) throw new UserError(`${typed} is no address`);
  return url;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
