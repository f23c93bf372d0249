import { addressAlert, draftAlert, type AlertDraft, type Concern } from "../alert/draft.ts";
import { findMute, pickChannel, pickRoles } from "../alert/routing.ts";
import { judgeAlert, severities } from "../alert/severity.ts";
import { findIncident, foldIn, incidentWindowMs, makeWatchKey, type Sighting } from "../incident.ts";
import { readStance } from "../listing/stance.ts";
import type { Alert, Incident, Listing, Match, Post, Severity, Source } from "../model.ts";
import { listTurns } from "../store/further.ts";
import { deriveId } from "../store/ids.ts";
import type { JudgedMatch } from "../store/incidents.ts";
import { ownFacts } from "../alert/own-facts.ts";
import type { KnownPost } from "../store/posts.ts";
import type { Store, Tables } from "../store/store.ts";
import { silenceOf, type WatchList } from "../watch-list.ts";
import { normaliseDomain } from "../watch/domains.ts";
import { nameKey } from "../watch/name-key.ts";
import { hasThreads } from "./collect.ts";
import { createFloodGate, type FloodGate } from "./flood.ts";
import { nextReread } from "./reread.ts";
import { createSettings, mustWait, type Settings } from "./settings.ts";
import { enqueueUpdates } from "./updates.ts";

/** A new or changed post, with what was read from it. */
export interface Item {
  readonly post: Post;
  readonly listing: Listing;
  readonly known: KnownPost | undefined;
  /** What to remember of it. */
  readonly next: KnownPost;
  /** Why it alerts nobody, whatever it says; null: it may alert. */
  readonly silence: string | null;
}

/** What storing a visit's items came to. */
export interface RecordCounts {
  readonly newPosts: number;
  readonly changedPosts: number;
  readonly alerts: number;
  readonly updates: number;
}

const itemsPerTransaction = 25;

/**
 * Stores items a few at a time, each with everything that follows from it in the same transaction.
 *
 * @param isFirst - the source's first visit: with its last item it is over, and from then on posts alert
 */
export async function recordItems(
  source: Source,
  owner: string,
  items: readonly Item[],
  isFirst: boolean,
  {
    store,
    watchList,
    sourceNames,
    now,
  }: {
    store: Store;
    watchList: WatchList;
    sourceNames: ReadonlyMap<string, string>;
    now: () => Date;
  },
  signal: AbortSignal,
): Promise<RecordCounts> {
  const counts = { newPosts: 0, changedPosts: 0, alerts: 0, updates: 0 };
  if (items.length === 0 && !isFirst) return counts;
  const fresh = items.filter((item) => item.known === undefined && item.silence === null).length;
  const visitId = `${source.id} ${owner} ${now().getTime()}`;
  const flood = fresh > source.flood ? createFloodGate(visitId, fresh) : null;
  for (let from = 0; from === 0 || from < items.length; from += itemsPerTransaction) {
    signal.throwIfAborted();
    const batch = items.slice(from, from + itemsPerTransaction);
    const added = await store.transaction(async (tables) => {
      if (!(await tables.sources.holds(source.id, owner))) throw new Error("the source's lease was lost");
      // Held until the commit: a watch whose answer has appeared is in force for everything stored after it.
      await watchList.refresh(tables, await tables.watches.revision(true));
      const sum = { newPosts: 0, changedPosts: 0, alerts: 0, updates: 0 };
      const end = now().getTime();
      for (const [index, item] of batch.entries()) {
        // A millisecond apart, since a channel's deliveries leave in the order of their times.
        const at = new Date(end - (batch.length - 1 - index));
        const isChanged = item.known !== undefined && item.known.contentHash !== item.next.contentHash;
        if (item.known !== undefined && !isChanged) {
          await tables.posts.remember(source.id, item.next, at);
          continue;
        }
        const recorded = await recordItem(item, { tables, watchList, source, sourceNames, flood, now: at });
        sum.newPosts += isChanged ? 0 : 1;
        sum.changedPosts += isChanged ? 1 : 0;
        sum.alerts += recorded.alerts;
        sum.updates += recorded.updates;
      }
      const isLast = from + itemsPerTransaction >= items.length;
      if (isFirst && isLast) await tables.sources.markBaseline(source.id, now());
      if (isLast) await flood?.end(tables, now());
      return sum;
    });
    counts.newPosts += added.newPosts;
    counts.changedPosts += added.changedPosts;
    counts.alerts += added.alerts;
    counts.updates += added.updates;
  }
  return counts;
}

/** What recording an item needs; all of it belongs to one transaction. */
interface RecordTools {
  readonly tables: Tables;
  readonly watchList: WatchList;
  readonly source: Source;
  readonly sourceNames: ReadonlyMap<string, string>;
  /** Present: more new posts at once than the source lets through one by one. */
  readonly flood: FloodGate | null;
  readonly now: Date;
}

/** Stores one post with its listing, incident, matches and the deliveries that follow from them. */
async function recordItem(item: Item, tools: RecordTools): Promise<Pick<RecordCounts, "alerts" | "updates">> {
  const { tables, watchList, source, now } = tools;
  const flood = item.known === undefined ? tools.flood : null;
  const { post, listing, next } = item;
  const matches = watchList.index.find({ ...post, listing });
  const before = await tables.listings.find(next.listingId);
  const sighting = describeSighting(
    item,
    matches,
    before === undefined ? null : ownFacts(before.listing),
    now,
  );
  const own = before === undefined ? undefined : await tables.incidents.find(before.incidentId);
  const since = new Date(now.getTime() - incidentWindowMs);
  const found =
    own ?? findIncident(sighting, await tables.incidents.candidates(sighting.victimKeys, since)) ?? null;
  const { incident, changes } = foldIn(sighting, found, deriveId("incident", next.listingId), now);
  await tables.incidents.put(incident);
  const asked = incident.listing.prices.find(({ role }) => role === "asking" || role === "ransom");
  if (asked !== undefined) await tables.prices.record(incident.id, asked, now);
  const discoveredAt = before?.discoveredAt ?? now;
  await tables.listings.put(
    { id: next.listingId, sourceId: source.id, incidentId: incident.id, post, listing, discoveredAt },
    describeFacets(item, sighting),
  );
  await tables.posts.remember(source.id, next, now);

  const alsoSeenAt = await listSourceNames(incident, tools);
  const draft = draftItem(item, incident, discoveredAt, alsoSeenAt, tools);
  // Today's watches on yesterday's text: what they would have found then is no news unless a fact changed.
  const formerly = new Map(
    (before === undefined ? [] : watchList.index.find({ ...before.post, listing: before.listing })).map(
      (match) => [match.watch, match],
    ),
  );
  const settings = createSettings(tables, now);
  const judged: JudgedMatch[] = [];
  const concerns = new Map<string, Concern[]>();
  for (const match of matches) {
    const watch = watchList.get(match.watch);
    if (watch === undefined) continue;
    const former = formerly.get(watch.id);
    const wasFound = former !== undefined && silenceOf(former, watch) === null;
    const routing = await settings.ofServer(watch.serverId);
    const { actors, kind } = incident;
    const isMuted = findMute(routing, { watchId: watch.id, sourceId: source.id, actors }) !== undefined;
    const silence =
      item.silence ??
      silenceOf(match, watch) ??
      (wasFound && changes.length === 0 ? "known already" : null) ??
      (isMuted ? "muted" : null);
    const severity = judgeAlert({ match, listing: incident.listing });
    const channelId = silence === null ? pickChannel(watch, routing, { severity, kind }) : null;
    if (channelId === null) judged.push({ match, outcome: silence ?? "no channel to tell" });
    else concerns.set(channelId, [...(concerns.get(channelId) ?? []), { match, watch }]);
  }
  let alerts = 0;
  let told: Awaited<ReturnType<typeof listTold>> | null = null;
  for (const [channelId, both] of concerns) {
    const { severityRoleIds, waits } = await judgeUrgency(both, incident.listing, settings, now);
    const urgentDraft = severityRoleIds.length === 0 ? draft : { ...draft, severityRoleIds };
    const alert = addressAlert(urgentDraft, post, both, deriveId("fresh", incident.id, channelId));
    if (flood !== null) {
      if (await flood.add(alert, both, channelId, waits, tables, now)) alerts++;
      judged.push(...both.map(({ match }) => ({ match, outcome: "told in a summary of many" })));
      continue;
    }
    const isNew = await enqueueFresh(alert, both, channelId, incident.id, waits, tools);
    // What quiet hours kept may have turned critical.
    if (!isNew && !waits) await tables.deliveries.release(alert.id, now);
    // Read once: thousands of servers may watch the same name.
    told ??= isNew ? null : await listTold(incident, tables);
    const untold = isNew
      ? []
      : both.filter(({ watch }) => told?.get(channelId)?.companies.has(watch.name) !== true);
    // The channel knows the incident, but not that it concerns this company too.
    const turn = untold.length === 0 ? undefined : listTurns(incident.id)[told?.get(channelId)?.alerts ?? 1];
    if (turn !== undefined) {
      const further = addressAlert(urgentDraft, post, untold, deriveId("fresh", turn, channelId));
      await enqueueFresh(further, untold, channelId, turn, waits, tools);
    }
    if (isNew || turn !== undefined) alerts++;
    for (const concern of both) {
      const isTold = isNew || (turn !== undefined && untold.includes(concern));
      judged.push({ match: concern.match, outcome: isTold ? "alerted" : "alerted before" });
    }
  }
  await tables.incidents.putMatches(next.listingId, judged, now);
  if (concerns.size > 0 && hasThreads(source))
    await tables.posts.rereadAt(source.id, next.postId, nextReread(now));
  const isNewHere = before === undefined && found !== null;
  const mayTell = item.silence === null && (changes.length > 0 || isNewHere);
  const news = {
    incident,
    changes,
    alsoSeenAt,
    sourceId: source.id,
    turn: [next.listingId, next.contentHash],
    servers: new Set(matches.map((match) => watchList.get(match.watch)?.serverId)),
  };
  const updates = mayTell ? await enqueueUpdates(news, settings, { tables, watchList, now }) : 0;
  return { alerts, updates };
}

function describeSighting(
  { post, listing, next }: Item,
  matches: readonly Match[],
  former: Listing | null,
  seenAt: Date,
): Sighting {
  // The surest victim alone: what stands behind it in the list is too often no victim.
  const names = [listing.victims[0]?.name ?? "", post.victim ?? ""].map(nameKey);
  const watched = matches
    .filter((match) => match.tier !== "possible" && match.party === "victim")
    .map((match) => makeWatchKey(match.watch));
  const keys = [...names, ...listDomains(post, listing).map((domain) => `domain:${domain}`), ...watched];
  const actors = [...listing.actors.map((actor) => actor.name), post.actor ?? ""].map(nameKey);
  const victimKeys = distinct(keys);
  const named = [
    ...matches.filter(({ party }) => party === "victim").map(({ text }) => text),
    listing.victims[0]?.name ?? "",
  ];
  return {
    listingId: next.listingId,
    listing,
    former,
    victimKeys,
    actors: distinct(actors),
    stance: readStance(`${post.title}\n${post.body ?? post.summary ?? ""}`, distinct(named)),
    seenAt,
  };
}

function describeFacets({ post, listing }: Item, sighting: Sighting) {
  return {
    victim: distinct([...listing.victims.map((victim) => victim.name), post.victim ?? ""].map(nameKey)),
    actor: sighting.actors,
    domain: listDomains(post, listing),
    type: distinct(listing.dataTypes.filter((type) => !type.negated).map((type) => type.id)),
  };
}

function listDomains(post: Post, listing: Listing): string[] {
  const domains = [...listing.victims.map((victim) => victim.domain), post.domain];
  return distinct(
    domains.flatMap((domain) =>
      domain === undefined ? [] : [normaliseDomain(domain) ?? domain.toLowerCase()],
    ),
  );
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ""))];
}

/** What the most urgent of these concerns asks for: whom to mention, and whether the quiet hours keep it back. */
async function judgeUrgency(
  concerns: readonly Concern[],
  listing: Listing,
  settings: Settings,
  now: Date,
): Promise<{ severityRoleIds: readonly string[]; waits: boolean }> {
  const judged = concerns.map(({ match }) => judgeAlert({ match, listing }));
  const severity: Severity = severities.find((one) => judged.includes(one)) ?? "low";
  // A channel belongs to one server.
  const routing = await settings.ofServer(concerns[0]?.watch.serverId ?? "");
  return { severityRoleIds: pickRoles(routing, severity), waits: mustWait(routing, severity, now) };
}

function draftItem(
  { post, next }: Item,
  incident: Incident,
  discoveredAt: Date,
  alsoSeenAt: readonly string[],
  { source }: RecordTools,
): AlertDraft {
  const { id: sourceId, name: sourceName, links } = source;
  return draftAlert(
    { post, listingId: next.listingId, discoveredAt, sourceId, sourceName, links },
    incident,
    alsoSeenAt,
  );
}

async function listSourceNames(incident: Incident, { tables, sourceNames }: RecordTools): Promise<string[]> {
  const ids = await tables.listings.sourcesOf(incident.id);
  return distinct(ids.map((id) => sourceNames.get(id) ?? id));
}

/**
 * Puts one alert into the outbox for all the watches whose alerts go to one channel.
 *
 * @returns false where the channel has had its one alert of the incident
 */
async function enqueueFresh(
  alert: Alert,
  concerns: readonly Concern[],
  channelId: string,
  incidentId: string,
  waits: boolean,
  { tables, now }: RecordTools,
): Promise<boolean> {
  const watch = concerns.find(({ match }) => match.watch === alert.match.watch)?.watch;
  if (watch === undefined) return false;
  const { serverId, id: watchId } = watch;
  const delivery = { serverId, channelId, watchId, incidentId, alert };
  const state = waits ? "waiting" : "pending";
  return tables.deliveries.enqueue({ ...delivery, id: alert.id, kind: "fresh", nonce: alert.id }, now, {
    state,
  });
}

/** How many alerts of an incident each channel has had, and the companies that they named. */
async function listTold(
  incident: Incident,
  tables: Tables,
): Promise<Map<string, { alerts: number; companies: Set<string> }>> {
  const told = new Map<string, { alerts: number; companies: Set<string> }>();
  for (const { alert, channelId } of await tables.deliveries.freshOf(incident.id)) {
    const { alerts, companies } = told.get(channelId) ?? { alerts: 0, companies: new Set() };
    for (const { company } of [alert, ...alert.alsoConcerns]) companies.add(company);
    told.set(channelId, { alerts: alerts + 1, companies });
  }
  return told;
}
