/** Post → listing: what one post offers, demands or tells, each fact with the words it was read from. */
import type { Actor, DataSize, DataType, Listing, ListingKind, Post, Victim } from "../model.ts";
import { findConflicts } from "./conflicts.ts";
import { readCounts, type CountReading } from "./counts.ts";
import { exposureWords, hasWord } from "./cues.ts";
import { readDeadline } from "./deadline.ts";
import { findIncidents, type Incidents } from "./incidents.ts";
import { readKind, readStatus } from "./kind.ts";
import { indexLots, readLots } from "./lots.ts";
import { readActors, readVictims } from "./parties.ts";
import { readPassage, type Passage } from "./passage.ts";
import { readPrices, settlePrices, type PriceReading } from "./prices.ts";
import { readTerms } from "./terms.ts";
import { evidenceAt } from "./text.ts";
import { readTypes, settleTypes, type TypeReading } from "./types.ts";
import type { Reason } from "./weights.ts";

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

/** Why a listing says what it says: one entry a fact, with the features that spoke for its role. */
export interface ListingReasons {
  readonly kind: Readonly<Record<string, number>>;
  readonly prices: readonly FactReason[];
  readonly records: readonly FactReason[];
  readonly dataTypes: readonly FactReason[];
}

interface FactReason extends Reason {
  readonly text: string;
  readonly role: string;
}

/** Longer texts are read up to here, in code units. */
const maxLength = 256 * 1024;

/**
 * Reads what one post offers, demands or tells.
 *
 * Never throws; time is linear in the length of the text, of which at most 256 KiB are read.
 */
export function readListing(post: ListingInput): Listing {
  return explainListing(post).listing;
}

/** Reads a post and says besides why each fact got its role. */
export function explainListing(post: ListingInput): {
  readonly listing: Listing;
  readonly reasons: ListingReasons;
} {
  const passages = passagesOf(post);
  const incidents = findIncidents(passages);
  const { kind: voted, votes } = readKind(passages, incidents);
  const tells = passages.some(({ tokens }) => hasWord(tokens, 0, tokens.length, exposureWords));
  const allTypes = passages.flatMap((passage) =>
    readTypes(passage, incidents, {
      tellsOfExposure: tells,
      isOffer: voted === "sale" || voted === "access",
    }),
  );
  const types = settleTypes(allTypes);
  const allCounts = passages.flatMap((passage) => readCounts(passage, incidents, allTypes, tells));
  // Where nothing else is said, something that was taken is a breach.
  const kind = kindOf(
    voted === "other" && (types.length > 0 || allCounts.length > 0) ? "breach" : voted,
    post,
  );
  const context = {
    isOffer: kind === "sale" || kind === "access",
    isRansom: kind === "ransom",
    isTracker: Boolean(post.actor && post.victim),
  };
  const allPrices = passages.flatMap((passage) => readPrices(passage, incidents, context));
  const lots = readLots(allPrices, allCounts, allTypes);
  const counts = settleCounts(withLotRoles(allCounts, new Set(lots.map(({ count }) => count))));
  const prices = settlePrices(allPrices, new Set(lots.map(({ price }) => price)));
  const records = counts.map(({ record }) => record);
  const actors = actorsOf(post, passages, incidents, kind);
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
  return { listing, reasons: reasonsOf(votes, prices, counts, types) };
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
): readonly Actor[] {
  const named = post.actor ? [{ name: post.actor, ...whole("actor", post.actor, 0.95) }] : [];
  const author =
    post.author && offersItself(passages, kind)
      ? [{ name: post.author, ...whole("author", post.author, 0.7) }]
      : [];
  const read = passages.length === 0 ? [] : readActors(passages, incidents);
  const seen = new Set<string>();
  return [...named, ...author, ...read].filter(
    ({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()),
  );
}

const offering = new Set(
  "selling sell wts vendo продам продаю verkaufe 出售 offering price contact dm pm telegram tox jabber session escrow leaking sharing".split(
    " ",
  ),
);
const firstPerson = new Set("i im ive we our my us me".split(" "));

/** Whether the post's author is the one who offers or demands: a seller's title, or the first person. */
function offersItself(passages: readonly Passage[], kind: ListingKind): boolean {
  if (kind !== "sale" && kind !== "ransom" && kind !== "leak" && kind !== "access") return false;
  return passages.some(({ tokens, folded }) => {
    const looked = tokens.slice(0, 400);
    if (folded.field === "title") return looked.slice(0, 4).some(({ key }) => offering.has(key));
    return (
      looked.some(({ key }) => firstPerson.has(key)) &&
      looked.some(({ key }) => offering.has(key)) &&
      tokens.length < 400
    );
  });
}

function reasonsOf(
  votes: Readonly<Record<string, number>>,
  prices: readonly PriceReading[],
  counts: readonly CountReading[],
  types: readonly TypeReading[],
): ListingReasons {
  const fact = ({ score, features }: Reason, text: string, role: string): FactReason => ({
    text,
    role,
    score,
    features,
  });
  return {
    kind: votes,
    prices: prices.map(({ price, reason }) => fact(reason, price.text, price.role)),
    records: counts.map(({ record, reason }) => fact(reason, record.text, record.role)),
    dataTypes: types.map(({ type, reason }) => fact(reason, type.text, describe(type))),
  };
}

const describe = ({ id, negated }: DataType): string => (negated ? `not ${id}` : id);
