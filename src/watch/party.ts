import type { Listing, Match, MatchParty, TextField } from "../model.ts";
import { nameKey } from "./name-key.ts";
import type { Terms } from "./registry.ts";

/** Where a company stands in a post. */
export interface Place {
  readonly field: TextField;
  readonly start: number;
  readonly end: number;
}

/** What a post says of its victims, and what decides a company's part in it. */
export interface PartyInput {
  readonly victim?: string | null | undefined;
  readonly domain?: string | null | undefined;
  readonly listing?: Listing | undefined;
  /** The text of a field; empty where it has none. */
  readonly textOf: (field: TextField) => string;
}

// Words around a name that make it somebody whom another's leak touches.
const touched =
  /\b(?:suppliers?|vendors?|contractors?|subcontractors?|partners?|clients?|customers?|distributors?|dealers?|franchisees?|affiliates?|competitors?)\s+(?:of|for|like|including|such as|are|include|includes)\s*:?\s*$/i;
const touchedData =
  /\b(?:data|files?|projects?|contracts?|drawings|blueprints)\s+(?:of|for|from|including)\s*:?\s*$/i;
const touchedAfter =
  /^\s*(?:data|files?|projects?|contracts?|drawings|blueprints|suppliers?|vendors?|contractors?|subcontractors?|partners?|dealers?|dealerships?|franchisees?)\b/i;
const attacked =
  /\b(?:breach|leak|hack|ransom|attack|stolen|expos|blackmail|extort|compromis|unauthori[sz]ed|accessed|leaking|data)/i;

/** Decides whether a company is the victim of a post, somebody whom another's leak touches, or mentioned. */
export function decideParty(
  terms: Terms,
  domains: readonly string[],
  places: readonly Place[],
  post: PartyInput,
): MatchParty {
  const { victim, listing } = post;
  const named = victim ?? "";
  const isNamed = named !== "" || (listing?.victims.length ?? 0) > 0;
  const keys = new Set(isNamed ? [terms.name, ...terms.aliases].map(nameKey) : []);
  if (named !== "") {
    if (places.some((place) => place.field === "victim") || keys.has(nameKey(named))) return "victim";
  }
  if (places.some((place) => place.field === "domain")) return "victim";
  const victims = listing?.victims ?? [];
  for (const one of victims) {
    if (keys.has(nameKey(one.name)) || (one.domain !== undefined && domains.includes(one.domain)))
      return "victim";
    if (places.some((place) => place.field === one.field && place.start < one.end && one.start < place.end))
      return "victim";
  }
  if (places.some((place) => isTouched(place, post.textOf, isNamed))) return "third-party";
  if (isNamed) return "mentioned";
  const inTitle = places.some((place) => place.field === "title");
  if (inTitle) return "victim";
  // News tell early whom they are about; what comes late are other incidents and other headlines.
  const body = post.textOf("body");
  const first = Math.min(...places.map((place) => place.start));
  if (first > Math.max(600, body.length * 0.35)) return "mentioned";
  return places.some((place) => isAttacked(place, post.textOf)) ? "victim" : "mentioned";
}

function around(place: Place, textOf: PartyInput["textOf"]): readonly [string, string] {
  const text = textOf(place.field);
  return [text.slice(Math.max(0, place.start - 60), place.start), text.slice(place.end, place.end + 60)];
}

function isTouched(place: Place, textOf: PartyInput["textOf"], isNamed: boolean): boolean {
  const [before, after] = around(place, textOf);
  // Most names stand behind something else, which the end of it tells for less.
  if (/\[\s*$/.test(before.slice(-4))) return touchedAfter.test(after);
  if (!/(?:of|for|like|including|as|are|includes?|from)\s*:?\s*$/i.test(before.slice(-14))) return false;
  return touched.test(before) || (isNamed && touchedData.test(before));
}

function isAttacked(place: Place, textOf: PartyInput["textOf"]): boolean {
  const [before, after] = around(place, textOf);
  return attacked.test(before.replace(/^.*[.!?]\s/s, "")) || attacked.test(after.replace(/[.!?]\s.*$/s, ""));
}

/** Order of tiers, the surest first. */
export function tierRank(tier: Match["tier"]): number {
  return tier === "confirmed" ? 0 : tier === "likely" ? 1 : 2;
}
