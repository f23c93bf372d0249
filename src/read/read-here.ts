import { decodeBytes } from "./decode.ts";
import { readDiscourse } from "./discourse.ts";
import { readFeed } from "./feed.ts";
import { readJson } from "./json.ts";
import { readList } from "./page.ts";
import { type ReadInput, type Reading } from "./reading.ts";
import { readThread } from "./thread.ts";

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
