import { SourceError } from "../errors.ts";
import { type DateLayout } from "../model.ts";
import { parseAddress } from "./address.ts";
import { createDateReader } from "./dates/date.ts";
import { finishPosts } from "./draft.ts";
import { applyLayout } from "./feed-fields.ts";
import { readJsonFeed, type FeedDraft } from "./json-feed.ts";
import { type Reading, type TextDocument } from "./reading.ts";
import { isWall } from "./wall.ts";
import { readXmlFeed } from "./xml-feed.ts";
import { prepareXml } from "./xml-source.ts";

function draftFeed(
  text: string,
  url: string | undefined,
  layout: DateLayout,
  wall: readonly string[],
): FeedDraft {
  const readDate = createDateReader(layout, null);
  const start = text.trimStart().charAt(0);
  if (start === "{" || start === "[") return readJsonFeed(text, url, readDate);
  const xml = prepareXml(text);
  if (xml !== null) return readXmlFeed(xml, url, readDate);
  if (text.trim() === "") throw new SourceError("not-a-feed", "the answer is empty");
  if (isWall(text, wall)) throw new SourceError("blocked", "a wall instead of a feed");
  throw new SourceError(
    "not-a-feed",
    /<html|<!doctype/i.test(text.slice(0, 2000)) ? "an HTML page instead of a feed" : "no element of a feed",
  );
}

/** Hosts whose addresses are the feed's own: where it was fetched, and where it says it lives. */
function ownHosts(addresses: readonly (string | null | undefined)[]): ReadonlySet<string> {
  const hosts = addresses.map((address) => parseAddress(address ?? "")?.hostname);
  return new Set(hosts.filter((host) => host !== undefined));
}

/**
 * Reads a feed: RSS, Atom, RDF or JSON Feed.
 *
 * @throws {@link SourceError} `not-a-feed`, `malformed`, `blocked`, `too-deep`
 */
export function readFeed({ text, url, layout }: TextDocument): Reading {
  const { title, link, drafts } = draftFeed(text, url, layout.dates, layout.wall);
  const scope = { ownHosts: ownHosts([url, link]), stripQuery: layout.list.stripQuery };
  return { title, link, posts: finishPosts(applyLayout(drafts, layout), scope), nextPage: null };
}
