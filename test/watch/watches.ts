import type { Match, WatchTerms } from "../../src/model.ts";
import { createWatchIndex, type MatchInput } from "../../src/watch/watch-index.ts";

/** Terms with everything but the name left out. */
export function watch(terms: Partial<WatchTerms> & { readonly name: string }): WatchTerms {
  return { id: "w", aliases: [], domains: [], exclude: [], require: [], mode: "normal", ...terms };
}

/** The match of one watch in one post; null where there is none, or none that would alert. */
export function alertOf(
  terms: Partial<WatchTerms> & { readonly name: string },
  post: MatchInput,
): Match | null {
  const [match] = createWatchIndex([watch(terms)]).find(post);
  return match === undefined || match.tier === "possible" ? null : match;
}
