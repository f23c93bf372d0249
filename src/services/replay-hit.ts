import type { ReplayedAlert } from "../discord/command.ts";
import type { Post, Watch } from "../model.ts";
import { parseListing } from "../store/json.ts";
import type { PagedListing } from "../store/listings.ts";
import { silenceOf } from "../watch-list.ts";
import type { WatchIndex } from "../watch/watch-index.ts";

/** How many of a replay's alerts are shown. */
export const maxExamples = 3;

/** An alert that a watch would have brought, with its incident. */
export interface Hit extends ReplayedAlert {
  readonly incidentId: string;
}

/**
 * Finds the alert that a watch would have brought of a stored post; null where it would have been silent.
 *
 * @param index - of this watch alone
 */
export function findHit(
  index: WatchIndex,
  watch: Watch,
  row: PagedListing,
  post: Post,
  nameSource: (id: string) => string,
): Hit | null {
  // What was read from a post decides the company's part in it, never whether it matches: most need no second look.
  if (index.find(post).length === 0) return null;
  const [match] = index.find({ ...post, listing: parseListing(row.listing) });
  if (match === undefined || silenceOf(match, watch) !== null) return null;
  return {
    incidentId: row.incidentId,
    listingId: row.id,
    title: post.title,
    sourceName: nameSource(row.sourceId),
    at: post.publishedAt ?? row.discoveredAt,
    match,
  };
}

/** The newest first. */
export function sortHits(hits: Iterable<Hit>): Hit[] {
  return [...hits].sort((a, b) => b.at.getTime() - a.at.getTime());
}
