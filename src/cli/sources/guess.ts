import type { Presets } from "../../config/presets.ts";
import { SourceError } from "../../errors.ts";
import type { Post, Source, SourceKind } from "../../model.ts";
import { decodeBytes } from "../../read/decode.ts";
import { readPosts, type ReadAs, type Reading } from "../../read/read.ts";
import { countKeys } from "./json-keys.ts";

/** A document that somebody wants to be a source. */
export interface Candidate {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly contentType: string | null;
  readonly now: Date;
}

/** What a document is best read as, and what that gives. */
export interface Guess {
  readonly kind: SourceKind;
  readonly preset?: string;
  readonly reading: Reading;
}

/** How documents are read on trial. */
export interface Guessing {
  readonly presets: Presets;
  /** The layout that a source of this kind and preset would have. */
  readonly layoutOf: (kind: SourceKind, preset?: string) => Source;
}

/**
 * Guesses kind and preset of a document by reading it with each that may fit.
 *
 * @throws {@link SourceError} `blocked` for a wall; another code where nothing fits
 */
export async function guess(candidate: Candidate, guessing: Guessing): Promise<Guess> {
  const text = decodeBytes(candidate.bytes, candidate.contentType ?? undefined).trimStart();
  return /^[[{]/.test(text) ? guessJson(candidate, text, guessing) : guessMarkup(candidate, guessing);
}

/** Which presets there are for a kind, by their names' order; `market` reads almost anything and comes last. */
function listPresets({ presets }: Guessing, kind: SourceKind): readonly string[] {
  const fits = (name: string): boolean => {
    const reading = presets.find(name);
    return "preset" in reading && reading.preset.kind === kind;
  };
  const names = presets.names().filter(fits);
  return [...names.filter((name) => name !== "market"), ...names.filter((name) => name === "market")];
}

async function read(
  { bytes, url, contentType, now }: Candidate,
  kind: SourceKind,
  { layoutOf }: Guessing,
  preset?: string,
  as: ReadAs = kind,
): Promise<Guess | SourceError> {
  const layout = layoutOf(kind, preset);
  const type = contentType === null ? {} : { contentType };
  try {
    const reading = await readPosts({ bytes, url, ...type, as, layout, now });
    return { kind, ...(preset === undefined ? {} : { preset }), reading };
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

async function guessJson(candidate: Candidate, text: string, guessing: Guessing): Promise<Guess> {
  const feed = await read(candidate, "feed", guessing);
  if (!(feed instanceof SourceError)) return feed;
  const discourse = await read(candidate, "discourse", guessing, "discourse");
  if (!(discourse instanceof SourceError) && discourse.reading.posts.length > 0) return discourse;
  const rated: { guess: Guess; read: number; missed: number }[] = [];
  for (const preset of listPresets(guessing, "json")) {
    const tried = await read(candidate, "json", guessing, preset);
    if (tried instanceof SourceError || tried.reading.posts.length === 0) continue;
    rated.push({ guess: tried, ...countKeys(text, guessing.layoutOf("json", preset)) });
  }
  // Two trackers share many names of keys: of those that read as much, the one that misses least was made for it.
  const [best] = rated.toSorted((a, b) => b.read - a.read || a.missed - b.missed);
  if (best === undefined || best.read < 2) {
    throw new SourceError(
      "bad-input",
      "JSON whose keys no preset knows; describe it yourself with kind json, list and fields (JSON Pointers)",
    );
  }
  return best.guess;
}

async function guessMarkup(candidate: Candidate, guessing: Guessing): Promise<Guess> {
  const feed = await read(candidate, "feed", guessing);
  if (!(feed instanceof SourceError)) {
    for (const preset of listPresets(guessing, "feed")) {
      const tried = await read(candidate, "feed", guessing, preset);
      // A feed's preset is for one feed: it fits where it finds what only that feed has.
      if (!(tried instanceof SourceError) && tried.reading.posts.some(({ victim }) => victim !== undefined))
        return tried;
    }
    return feed;
  }
  const telegram = await read(candidate, "telegram", guessing, "telegram");
  if (!(telegram instanceof SourceError)) return telegram;
  const failures = [feed, telegram];
  let best: { guess: Guess; worth: number } | undefined;
  for (const preset of listPresets(guessing, "forum")) {
    const tried = await read(candidate, "forum", guessing, preset);
    if (tried instanceof SourceError) failures.push(tried);
    else {
      const worth = rateRows(tried.reading.posts);
      if (worth > (best?.worth ?? 0)) best = { guess: tried, worth };
    }
  }
  if (best !== undefined) return best.guess;
  for (const preset of listPresets(guessing, "forum")) {
    const thread = await read(candidate, "forum", guessing, preset, "thread");
    if (!(thread instanceof SourceError))
      throw new SourceError("bad-input", "the page of one thread; give the page that lists the threads");
  }
  // The newest is a forum preset's, which knows more of its software's walls than a feed's reader does.
  const wall = failures.findLast(({ code }) => code === "blocked");
  throw wall ?? new SourceError("not-a-feed", "a page that is no feed, and no list that a preset knows");
}

/** How much the rows of a list tell: what has no link, or a link alone, is no post of a forum. */
function rateRows(posts: readonly Post[]): number {
  return posts
    .map(({ title, url, author, publishedAt, updatedAt, body }) => {
      if (title === "" || url === null) return 0;
      const facts = [author, publishedAt ?? updatedAt, body].filter((fact) => fact !== null).length;
      return facts === 0 ? 0 : 1 + facts;
    })
    .reduce((sum, worth) => sum + worth, 0);
}
