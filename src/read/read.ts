import { SourceError } from "../errors.ts";
import { type Layout, type Post } from "../model.ts";
import { decodeBytes } from "./decode.ts";
import { readDiscourse } from "./discourse.ts";
import { readFeed } from "./feed.ts";
import { readInWorker } from "./in-worker.ts";
import { readJson } from "./json.ts";
import { maxDocumentLength, workerThreshold } from "./limits.ts";
import { readList } from "./page.ts";
import { type ReadInput, type Reading } from "./reading.ts";
import { askSecondOpinion } from "./second-opinion.ts";
import { readThread } from "./thread.ts";

export type { ReadAs, ReadInput, Reading } from "./reading.ts";

/** Nothing selected: the layout of feeds. */
export const emptyLayout: Layout = {
  list: { skip: [], stripQuery: [] },
  dates: {},
  thread: { fetch: "never", remove: [], restricted: [] },
  fields: {},
  pages: { max: 1 },
  require: [],
  wall: [],
};

/** Addresses in Telegram's previews start at the site, not at the channel's page. */
const telegram = "https://t.me/";

/**
 * Reads a document's posts here and now.
 *
 * @throws {@link SourceError} with the code of what is wrong with the document
 */
export function readSync({ bytes, as, layout, url, contentType, now }: ReadInput): Reading {
  const document = { text: decodeBytes(bytes, contentType), url, layout, now };
  switch (as) {
    case "feed":
      return readFeed(document);
    case "forum":
      return readList(document);
    case "telegram":
      return readList({ ...document, base: URL.parse("/", url)?.href ?? telegram });
    case "thread":
      // Discourse answers with JSON for a topic too.
      return document.text.trimStart().startsWith("{") ? readDiscourse(document) : readThread(document);
    case "discourse":
      return readDiscourse(document);
    case "json":
      return readJson(document);
  }
}

async function readOurselves(input: ReadInput): Promise<Reading> {
  const { byteLength } = input.bytes;
  return byteLength > workerThreshold && byteLength <= maxDocumentLength
    ? await readInWorker(input)
    : readSync(input);
}

/**
 * Reads a document's posts: large ones in a worker thread; for a feed in which we find nothing, rss-parser is asked
 * before the source is called broken.
 *
 * @throws {@link SourceError} with the code of what is wrong with the document
 */
export async function readPosts(input: ReadInput): Promise<Reading> {
  let reading: Reading | null = null;
  let failure: unknown = null;
  try {
    reading = await readOurselves(input);
    // Where a layout chooses among entries, none may be right.
    if (input.as !== "feed" || reading.posts.length > 0 || input.layout.list.item !== undefined)
      return reading;
  } catch (error) {
    const isUnread =
      error instanceof SourceError && (error.code === "not-a-feed" || error.code === "malformed");
    if (input.as !== "feed" || !isUnread) throw error;
    failure = error;
  }
  // What is too large for our own thread is too large for rss-parser, which has no other.
  const posts = input.bytes.byteLength > workerThreshold ? [] : await readSecondOpinion(input);
  if (posts.length > 0)
    return { title: null, link: null, nextPage: null, ...reading, posts, secondOpinion: true };
  if (reading === null) throw failure;
  return reading;
}

/**
 * What rss-parser makes of a feed.
 *
 * @returns no post where it finds none or gives up
 * @throws {@link SourceError} `too-large`, `too-deep`
 */
export async function readSecondOpinion(input: ReadInput): Promise<Post[]> {
  return await askSecondOpinion(decodeBytes(input.bytes, input.contentType), input.url);
}
