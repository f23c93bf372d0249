import { formatMoney } from "./alert/money.ts";
import type {
  Change,
  Incident,
  Listing,
  ListingKind,
  ListingStatus,
  Lot,
  Price,
  RecordCount,
} from "./model.ts";

/** One listing as it is held against the incidents that are known. */
export interface Sighting {
  readonly listingId: string;
  readonly listing: Listing;
  /** What the same post said when it was last read; null where it is new. */
  readonly former: Listing | null;
  /** Normalised names of whom it concerns. */
  readonly victimKeys: readonly string[];
  /** Normalised names of who offers or demands. */
  readonly actors: readonly string[];
  /** What the victim itself says of it in this post; absent: nothing. */
  readonly stance?: "confirmed" | "denied" | null | undefined;
  /** When it was seen; absent: no matter when. */
  readonly seenAt?: Date | undefined;
}

/** How far apart two sightings of one incident may lie. */
export const incidentWindowMs = 60 * 24 * 60 * 60 * 1000;

/**
 * Finds the incident that a listing tells of.
 *
 * Names in common are not enough, since a company may be hit twice: an actor, a price or a record count must agree
 * as well. Another actor is another matter, but for who offers the very same records, or claims the same victim within
 * days. When in doubt it is another incident: a second alert is better than none.
 * @param candidates - incidents with a victim in common, the newest first
 */
export function findIncident(sighting: Sighting, candidates: readonly Incident[]): Incident | null {
  return candidates.find((candidate) => isSameMatter(sighting, candidate)) ?? null;
}

function isSameMatter(sighting: Sighting, incident: Incident): boolean {
  if (!sighting.victimKeys.some((key) => incident.victimKeys.includes(key))) return false;
  // A name is read from text and may be wrong; a watch that was found is surer. Two posts that concern different
  // watches are two matters, whatever else they share.
  const watched = sighting.victimKeys.filter(isWatchKey);
  const watchedBefore = incident.victimKeys.filter(isWatchKey);
  if (watched.length > 0 && watchedBefore.length > 0 && !watched.some((key) => watchedBefore.includes(key)))
    return false;
  const bothNameActors = sighting.actors.length > 0 && incident.actors.length > 0;
  const shareActor = sighting.actors.some((actor) => incident.actors.includes(actor));
  const price = agreement(incident.listing.prices, sighting.listing.prices, isSamePrice);
  const count = agreement(incident.listing.records, sighting.listing.records, isSameCount);
  if (bothNameActors && !shareActor)
    return (
      price !== "different" && (count === "same" || (count === "unknown" && isRivalClaim(sighting, incident)))
    );
  if (price === "same" || count === "same") return true;
  return shareActor && (price === "unknown" || count === "unknown");
}

const extortion: ReadonlySet<ListingKind> = new Set(["ransom", "leak"]);
const rivalWindowMs = 14 * 24 * 60 * 60 * 1000;

/** Whether two gangs claim one victim so shortly after one another that it must be one attack. */
function isRivalClaim({ listing, victimKeys, seenAt }: Sighting, incident: Incident): boolean {
  // A name alone may be another company's.
  const isSure = victimKeys.some(
    (key) => (isWatchKey(key) || key.startsWith("domain:")) && incident.victimKeys.includes(key),
  );
  return (
    isSure &&
    seenAt !== undefined &&
    seenAt.getTime() - incident.lastSeenAt.getTime() <= rivalWindowMs &&
    extortion.has(listing.kind) &&
    extortion.has(incident.kind)
  );
}

/** Key of a watch that was found in a post, among the names of its victims. */
export function makeWatchKey(watchId: string): string {
  return `watch:${watchId}`;
}

function isWatchKey(key: string): boolean {
  return key.startsWith("watch:");
}

/** Whether two lists of figures have one in common; unknown where either says nothing. */
function agreement<T>(
  known: readonly T[],
  next: readonly T[],
  isSame: (a: T, b: T) => boolean,
): "same" | "different" | "unknown" {
  if (known.length === 0 || next.length === 0) return "unknown";
  return known.some((a) => next.some((b) => isSame(a, b))) ? "same" : "different";
}

function isSamePrice(a: Price, b: Price): boolean {
  return a.currency === b.currency && a.amount > 0 && Math.abs(a.amount - b.amount) <= a.amount * 0.005;
}

// Small round numbers ("100 records") agree by chance.
const tellingCount = 1000;

function isSameCount(a: RecordCount, b: RecordCount): boolean {
  return a.count >= tellingCount && Math.abs(a.count - b.count) <= a.count * 0.01;
}

/**
 * Says what is new in a listing, as far as people must know: a lowered price, another status, a deadline.
 *
 * Another date, another comma or another order of words is no change.
 * @param isSamePost - whether `next` is a new reading of the same post; what another post merely leaves out is no change
 */
export function compareListings(known: Listing, next: Listing, isSamePost: boolean): Change[] {
  return [
    ...comparePrices(known, next, isSamePost),
    ...(isSamePost ? compareBidding(known, next) : []),
    ...compareStatus(known.status, next.status, isSamePost),
    ...(isSamePost ? [...compareCounts(known, next), ...compareLots(known, next)] : []),
    ...compareDeadlines(known.deadline, next.deadline, isSamePost),
  ];
}

function comparePrices(known: Listing, next: Listing, isSamePost: boolean): Change[] {
  const before = currentPrice(known);
  const now = currentPrice(next);
  if (now === null) return [];
  if (before === null) return isSamePost ? [{ kind: "price-set", from: null, to: formatMoney(now) }] : [];
  if (before.currency === now.currency && before.amount === now.amount) return [];
  // Another post may be older than what is known; only where it names the known price as the earlier one it is newer.
  const knowsBefore = next.prices.some((price) => price.role === "previous" && isSamePrice(before, price));
  if (!isSamePost && !knowsBefore) return [];
  const change = { from: formatMoney(before), to: formatMoney(now) };
  if (before.currency !== now.currency) return [{ kind: "price-set", ...change }];
  return [{ kind: now.amount < before.amount ? "price-lowered" : "price-raised", ...change }];
}

/** The asking price or ransom demand that holds at present; null where none is stated. */
function currentPrice(listing: Listing): Price | null {
  return listing.prices.find((price) => price.role === "asking" || price.role === "ransom") ?? null;
}

/** Where an auction stands that asks no price: its starting price is raised to the bid that leads. */
function compareBidding(known: Listing, next: Listing): Change[] {
  if (currentPrice(known) !== null || currentPrice(next) !== null) return [];
  const [before, now] = [known, next].map(({ prices }) => prices.find(({ role }) => role === "start"));
  if (before === undefined || now === undefined) return [];
  if (before.currency === now.currency && before.amount === now.amount) return [];
  return [{ kind: "auction-step", from: formatMoney(before), to: formatMoney(now) }];
}

const newsworthy: ReadonlySet<ListingStatus> = new Set(["sold", "withdrawn", "released", "auction"]);
const final: ReadonlySet<ListingStatus> = new Set(["sold", "withdrawn", "released"]);

function compareStatus(
  before: ListingStatus | null,
  now: ListingStatus | null,
  isSamePost: boolean,
): Change[] {
  if (now === null || now === before || !newsworthy.has(now)) return [];
  // Another post may be older than what is known: an end is not taken back by hearsay.
  if (!isSamePost && before !== null && final.has(before)) return [];
  return [{ kind: "status", from: before, to: now }];
}

function compareCounts(known: Listing, next: Listing): Change[] {
  const before = largestTotal(known);
  const now = largestTotal(next);
  if (before === null || now === null || isSameCount(before, now) || before.count === now.count) return [];
  return [{ kind: "records", from: formatPlain(before.count), to: formatPlain(now.count) }];
}

function largestTotal(listing: Listing): RecordCount | null {
  const totals = listing.records.filter((count) => count.role === "total");
  return totals.reduce<RecordCount | null>((max, c) => (max === null || c.count > max.count ? c : max), null);
}

function compareLots(known: Listing, next: Listing): Change[] {
  const described = new Set(known.lots.map((lot) => describeLot(known, lot)));
  return next.lots
    .map((lot) => describeLot(next, lot))
    .filter((text) => !described.has(text))
    .map((text) => ({ kind: "lot-added", from: null, to: text }));
}

function describeLot(listing: Listing, lot: Lot): string {
  const price = lot.price === null ? undefined : listing.prices[lot.price];
  const count = lot.records === null ? undefined : listing.records[lot.records];
  const parts = [
    price === undefined ? null : formatMoney(price),
    count === undefined ? null : `${formatPlain(count.count)} ${count.of ?? count.unit ?? "records"}`,
  ];
  return parts.filter((part) => part !== null).join(" for ");
}

function compareDeadlines(before: Date | null, now: Date | null, isSamePost: boolean): Change[] {
  if (now === null || (before !== null && !isSamePost)) return [];
  // "3 days left" read an hour later is the same deadline.
  const hour = 60 * 60 * 1000;
  if (before !== null && Math.abs(before.getTime() - now.getTime()) <= 2 * hour) return [];
  return [{ kind: "deadline", from: before === null ? null : before.toISOString(), to: now.toISOString() }];
}

function formatPlain(count: number): string {
  return count.toLocaleString("en-US");
}

/**
 * Adds a sighting to an incident, or opens one.
 *
 * @param id - of the incident where one is opened
 * @returns today's truth, and what is new in it
 */
export function foldIn(
  sighting: Sighting,
  known: Incident | null,
  id: string,
  now: Date,
): { incident: Incident; changes: Change[] } {
  const { listing, listingId } = sighting;
  if (known === null) {
    const { victimKeys, actors } = sighting;
    // What the first post tells is no change, but remembered: the next one to say so tells nothing new.
    const changes = findStance([], sighting);
    const incident = { id, victimKeys, kind: listing.kind, actors, listing, listingId, changes };
    return { incident: { ...incident, firstSeenAt: now, lastSeenAt: now }, changes: [] };
  }
  const isFirstPost = known.listingId === listingId;
  const changes = [
    ...findChanges(known.listing, sighting, isFirstPost),
    ...findRival(known, sighting),
    ...findStance(known.changes, sighting),
  ];
  const incident: Incident = {
    ...known,
    victimKeys: [...new Set([...known.victimKeys, ...sighting.victimKeys])],
    kind: clearerKind(known.kind, listing.kind),
    actors: [...new Set([...known.actors, ...sighting.actors])],
    listing: isFirstPost
      ? reread(known.listing, sighting, changes)
      : correct(known.listing, listing, topicsOf(changes)),
    changes: [...known.changes, ...changes],
    lastSeenAt: now,
  };
  return { incident, changes };
}

/** Somebody else who claims it, where somebody is known to already. */
function findRival(known: Incident, { listing, actors }: Sighting): Change[] {
  const isKnown = actors.length === 0 || actors.some((actor) => known.actors.includes(actor));
  if (known.actors.length === 0 || isKnown) return [];
  // Nobody is replaced: both claim it from now on.
  return [{ kind: "actor", from: null, to: listing.actors[0]?.name ?? actors[0] ?? "" }];
}

const stanceWords = { confirmed: "confirms it", denied: "denies it" } as const;

/** What the victim says, where it has not said so before. Once it has confirmed, an older denial is no news. */
function findStance(past: readonly Change[], { stance }: Sighting): Change[] {
  if (stance === undefined || stance === null) return [];
  const to = stanceWords[stance];
  const before = past.findLast(({ kind }) => kind === "victim")?.to ?? null;
  if (before === to || before === stanceWords.confirmed) return [];
  return [{ kind: "victim", from: before, to }];
}

/**
 * What a sighting changes in what is known.
 *
 * A post that is read again is held against its own former reading: what another post corrected meanwhile has not
 * changed back because this one, edited elsewhere, still says the old thing.
 */
function findChanges(known: Listing, { listing, former }: Sighting, isFirstPost: boolean): Change[] {
  if (former === null) return compareListings(known, listing, isFirstPost);
  const own = compareListings(former, listing, true);
  const ownTopics = topicsOf(own);
  const disputed = isFirstPost ? new Set<Topic>() : topicsOf(compareListings(known, former, true));
  const elsewhere = topicsOf(compareListings(known, listing, false));
  return compareListings(known, listing, true).filter((change) => {
    const topic = topicOf(change);
    if (topic === "lot-added" && !own.some(({ to }) => to === change.to)) return false;
    // A post that told another story before gives no news by telling a third one.
    return ownTopics.has(topic) && (!disputed.has(topic) || elsewhere.has(topic));
  });
}

type Topic = "price" | Exclude<Change["kind"], `price-${string}` | "auction-step">;

function topicOf({ kind }: Change): Topic {
  switch (kind) {
    case "price-lowered":
    case "price-raised":
    case "price-set":
    case "auction-step":
      return "price";
    default:
      return kind;
  }
}

function topicsOf(changes: readonly Change[]): Set<Topic> {
  return new Set(changes.map(topicOf));
}

/** The first post's new reading, but for what other posts corrected and it did not change itself. */
function reread(known: Listing, { listing, former }: Sighting, changes: readonly Change[]): Listing {
  if (former === null) return listing;
  const corrected = topicsOf(compareListings(former, known, true));
  return correct(listing, known, corrected.difference(topicsOf(changes)));
}

/** Takes over from another post only the topics that it corrects; all else stays as it is. */
function correct(known: Listing, other: Listing, topics: ReadonlySet<Topic>): Listing {
  return {
    ...known,
    actors: topics.has("actor") ? [...known.actors, ...other.actors] : known.actors,
    prices: topics.has("price") ? other.prices : known.prices,
    lots: topics.has("price") ? [] : known.lots,
    status: topics.has("status") ? other.status : known.status,
    deadline: topics.has("deadline") ? other.deadline : known.deadline,
  };
}

function clearerKind(known: ListingKind, next: ListingKind): ListingKind {
  return known === "other" ? next : known;
}
