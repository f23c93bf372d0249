import { SourceError } from "../errors.ts";
import { type Layout, type Post } from "../model.ts";
import { decodeBytes } from "./decode.ts";
import { readInWorker } from "./in-worker.ts";
import { maxDocumentLength, maxHeldLength, maxOpinionLength } from "./limits.ts";
import { readSync } from "./read-here.ts";
import { type ReadInput, type Reading } from "./reading.ts";
import { askSecondOpinion } from "./second-opinion.ts";

export { readSync } from "./read-here.ts";
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

/** Whether reading a document holds the event loop for too long. */
function isLong({ as, bytes }: ReadInput): boolean {
  const kind = as === "feed" ? "feed" : as === "json" || as === "discourse" ? "json" : "page";
  return bytes.byteLength > maxHeldLength[kind];
}

async function readOurselves(input: ReadInput): Promise<Reading> {
  return isLong(input) && input.bytes.byteLength <= maxDocumentLength
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
  const posts = input.bytes.byteLength > maxOpinionLength ? [] : await readSecondOpinion(input);
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
