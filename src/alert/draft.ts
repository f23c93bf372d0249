import type { Alert, Incident, Match, StoredListing, Watch } from "../model.ts";
import { makeQuote } from "./quote.ts";

/** A watch that is to be told, and why. */
export interface Concern {
  readonly match: Match;
  readonly watch: Watch;
}

/** What an alert says whomever it tells. */
export type AlertDraft = Omit<
  Alert,
  "id" | "kind" | "company" | "match" | "quote" | "changes" | "roleId" | "alsoConcerns"
>;

/** The post that an alert tells of, and where it was published. */
export type ToldPost = Pick<StoredListing, "post" | "discoveredAt" | "sourceId" | "sourceName" | "links"> & {
  readonly listingId: string;
};

/**
 * Begins an alert of one post, with its incident's facts of today.
 *
 * @param alsoSeenAt - names of all sources that tell the incident
 */
export function draftAlert(told: ToldPost, incident: Incident, alsoSeenAt: readonly string[]): AlertDraft {
  const { post, listingId, discoveredAt, sourceId, sourceName, links } = told;
  return {
    title: post.title,
    listing: incident.listing,
    listingId,
    history: incident.changes,
    sourceId,
    sourceName,
    links,
    url: post.url,
    publishedAt: post.publishedAt,
    discoveredAt,
    generated: post.generated === true,
    alsoSeenAt: alsoSeenAt.filter((name) => name !== sourceName),
  };
}

/** Finishes a fresh alert for one channel: the surest match speaks for all whose alerts go there. */
export function addressAlert(
  draft: AlertDraft,
  post: ToldPost["post"],
  concerns: readonly Concern[],
  id: string,
): Alert {
  const [first, ...others] = concerns.toSorted((a, b) => rank(a.match) - rank(b.match));
  if (first === undefined) throw new Error("an alert concerns nobody");
  const { match, watch } = first;
  return {
    ...draft,
    id,
    kind: "fresh",
    company: watch.name,
    match,
    quote: makeQuote(post[match.field] ?? "", match),
    changes: [],
    roleId: watch.roleId,
    alsoConcerns: others.map((other) => ({ company: other.watch.name, roleId: other.watch.roleId })),
  };
}

/** Victims before third parties before mere mentions, and the surer match first. */
function rank({ party, tier }: Match): number {
  const parties = ["victim", "third-party", "mentioned"];
  return parties.indexOf(party) * 2 + (tier === "confirmed" ? 0 : 1);
}
