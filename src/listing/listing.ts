/** Post → listing: what one post offers, demands or tells, each fact with the words it was read from. */
import type { Actor, DataSize, Listing, ListingKind, Post, Victim } from "../model.ts";
import { findConflicts } from "./conflicts.ts";
import { readCounts, type CountReading } from "./counts.ts";
import { exposureWords, hasWord } from "./cues.ts";
import { readDeadline } from "./deadline.ts";
import { findIncidents, type Incidents } from "./incidents.ts";
import { readKind, readStatus } from "./kind.ts";
import { indexLots, readLots } from "./lots.ts";
import { offersItself } from "./openings.ts";
import { readActors, readVictims } from "./parties.ts";
import { readPassage, type Passage } from "./passage.ts";
import { readPrices, settlePrices } from "./prices.ts";
import { readTerms } from "./terms.ts";
import { explainFacts, noteRejected, type ListingFacts, type ListingReasons } from "./reasons.ts";
import { evidenceAt } from "./text.ts";
import { readTypes, settleTypes } from "./types.ts";
import { byWeights, type Judge } from "./weights.ts";

export { dataTypeLabels, dataTypes, dataTypeSensitivity } from "./data-types.ts";

type OptionalField =
  | "author"
  | "victim"
  | "actor"
  | "domain"
  | "records"
  | "dataTypes"
  | "generated"
  | "publishedAt"
  | "url";

/** A post as far as its listing is read from it. */
export type ListingInput = { readonly title: string; readonly body: string | null } & {
  readonly [K in OptionalField]?: Post[K] | null | undefined;
};

/** Longer texts are read up to here, in code units. */
const maxLength = 256 * 1024;

/**
 * Reads what one post offers, demands or tells.
 *
 * Never throws; time is linear in the length of the text, of which at most 256 KiB are read.
 */
export const readListing = (post: ListingInput): Listing => interpret(post, byWeights).listing;

/**
 * Reads a post and says besides why each fact got its role, and why the rest is no fact.
 *
 * @param judge - decides what is a fact, and of which role; the committed weights where it is left out
 */
export function explainListing(
  post: ListingInput,
  judge: Judge = byWeights,
): {
  readonly listing: Listing;
  readonly reasons: ListingReasons;
} {
  const { noting, rejected } = noteRejected(judge);
  const { listing, facts } = interpret(post, noting);
  return { listing, reasons: { ...explainFacts(facts), rejected } };
}

/** Reads a post; `facts` are the readings behind the listing's facts. */
function interpret(
  post: ListingInput,
  judge: Judge,
): { readonly listing: Listing; readonly facts: ListingFacts } {
  const passages = passagesOf(post);
  const incidents = findIncidents(passages);
  const { kind: voted, votes } = readKind(passages, incidents);
  const tells = passages.some(({ tokens }) => hasWord(tokens, 0, tokens.length, exposureWords));
  const allTypes = passages.flatMap((passage) =>
    readTypes(passage, incidents, {
      tellsOfExposure: tells,
      isOffer: voted === "sale" || voted === "access",
      judge,
    }),
  );
  const types = settleTypes(allTypes);
  const allCounts = passages.flatMap((passage) =>
    readCounts(passage, incidents, allTypes, { tellsOfExposure: tells, judge }),
  );
  // Where nothing else is said, something that was taken is a breach.
  const kind = kindOf(
    voted === "other" && (types.length > 0 || allCounts.length > 0) ? "breach" : voted,
    post,
  );
  const context = {
    isOffer: kind === "sale" || kind === "access",
    isRansom: kind === "ransom",
    isTracker: Boolean(post.actor && post.victim),
    judge,
  };
  const allPrices = passages.flatMap((passage) => readPrices(passage, incidents, context));
  const lots = readLots(allPrices, allCounts, allTypes);
  const counts = settleCounts(withLotRoles(allCounts, new Set(lots.map(({ count }) => count))));
  const prices = settlePrices(allPrices, new Set(lots.map(({ price }) => price)));
  const records = counts.map(({ record }) => record);
  const actors = actorsOf(post, passages, incidents, kind, prices.length > 0);
  const listing: Listing = {
    kind,
    status: readStatus(passages, incidents, kind),
    actors,
    victims: victimsOf(post, passages, incidents, actors),
    prices: prices.map(({ price }) => price),
    records,
    sizes: passages.flatMap((passage) => readSizes(passage, incidents)),
    dataTypes: types.map(({ type }) => type),
    lots: indexLots(
      lots.map((lot) => ({
        ...lot,
        price:
          prices.find(
            ({ quantity, passage }) => quantity === lot.price.quantity && passage === lot.price.passage,
          ) ?? lot.price,
        count:
          counts.find(({ first, passage }) => first === lot.count?.first && passage === lot.count.passage) ??
          null,
      })),
      prices,
      counts,
      types,
    ),
    terms: passages.flatMap(readTerms),
    deadline: readDeadline(passages, timeOf(post)),
    conflicts: findConflicts(records),
  };
  return { listing, facts: { votes, prices, counts, types } };
}

/** The post's time, where it is one. */
const timeOf = ({ publishedAt }: ListingInput): Date | null =>
  publishedAt instanceof Date && !Number.isNaN(publishedAt.getTime()) ? publishedAt : null;

/** The fields that are read; a machine's description is no source of prices, counts or data types. */
function passagesOf(post: ListingInput): readonly Passage[] {
  const passages: Passage[] = [];
  if (typeof post.title === "string" && post.title !== "")
    passages.push(readPassage("title", post.title, maxLength));
  if (typeof post.body === "string" && post.body !== "" && post.generated !== true)
    passages.push(readPassage("body", post.body, maxLength));
  return passages;
}

/** A tracker that names a group and its victim tells of extortion, whatever its text describes. */
const kindOf = (kind: ListingKind, post: ListingInput): ListingKind =>
  post.victim && post.actor && kind !== "sale" && kind !== "access" ? "ransom" : kind;

/** A record that a lot is priced by is that lot's, and no total. */
const withLotRoles = (
  counts: readonly CountReading[],
  inLots: ReadonlySet<CountReading | null>,
): readonly CountReading[] =>
  counts.map((count) => (inLots.has(count) ? { ...count, record: { ...count.record, role: "lot" } } : count));

/** One entry a count and role: the surest. */
function settleCounts(counts: readonly CountReading[]): readonly CountReading[] {
  const best = new Map<string, CountReading>();
  for (const count of counts) {
    const { record } = count;
    const key = `${record.count} ${record.max ?? ""} ${record.role}`;
    const known = best.get(key);
    if (known === undefined || record.confidence > known.record.confidence) best.set(key, count);
  }
  const kept = new Set(best.values());
  return counts.filter((count) => kept.has(count));
}

function readSizes(passage: Passage, incidents: Incidents): readonly DataSize[] {
  const sizes = new Map<number, DataSize>();
  for (const quantity of passage.quantities)
    if (
      quantity.kind === "bytes" &&
      quantity.bytes > 0 &&
      !incidents.isOther(passage, quantity.first) &&
      !sizes.has(quantity.bytes)
    )
      sizes.set(quantity.bytes, {
        bytes: quantity.bytes,
        ...evidenceAt(
          passage.folded,
          passage.tokens[quantity.first]?.start ?? 0,
          passage.tokens[quantity.end - 1]?.end ?? 0,
          0.8,
        ),
      });
  return [...sizes.values()];
}

const whole = (field: "author" | "victim" | "actor" | "domain", text: string, confidence: number) => ({
  field,
  start: 0,
  end: text.length,
  text,
  confidence,
});

function victimsOf(
  post: ListingInput,
  passages: readonly Passage[],
  incidents: Incidents,
  actors: readonly Actor[],
): readonly Victim[] {
  const domain = post.domain ? { domain: post.domain } : {};
  if (post.victim) return [{ name: post.victim, ...domain, ...whole("victim", post.victim, 0.95) }];
  const read = readVictims(passages, incidents, new Set(actors.map(({ name }) => name.toLowerCase())));
  if (read.length > 0) return read.map((victim, at) => (at === 0 ? { ...victim, ...domain } : victim));
  return post.domain ? [{ name: post.domain, ...domain, ...whole("domain", post.domain, 0.8) }] : [];
}

function actorsOf(
  post: ListingInput,
  passages: readonly Passage[],
  incidents: Incidents,
  kind: ListingKind,
  hasPrice: boolean,
): readonly Actor[] {
  const named = post.actor ? [{ name: post.actor, ...whole("actor", post.actor, 0.95) }] : [];
  const author =
    post.author && offersItself(passages, kind, hasPrice)
      ? [{ name: post.author, ...whole("author", post.author, 0.7) }]
      : [];
  const read = passages.length === 0 ? [] : readActors(passages, incidents);
  const seen = new Set<string>();
  return [...named, ...author, ...read].filter(
    ({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()),
  );
}
