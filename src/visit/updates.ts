import { findMute } from "../alert/routing.ts";
import { judgeAlert } from "../alert/severity.ts";
import type { Alert, AlertDelivery, Change, Incident } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Tables } from "../store/store.ts";
import type { WatchList } from "../watch-list.ts";
import { mustWait, type Settings } from "./settings.ts";

/** What is new in an incident. */
export interface News {
  /** As it is with the news. */
  readonly incident: Incident;
  readonly changes: readonly Change[];
  /** Names of all its sources; null: as they were. */
  readonly alsoSeenAt: readonly string[] | null;
  /** Of the source that brought it; null: time did. */
  readonly sourceId: string | null;
  /** Tells this news from any other of the incident. */
  readonly turn: readonly string[];
  /** Servers of which some watch is concerned today. */
  readonly servers: ReadonlySet<string | undefined>;
}

/**
 * Tells the channels that know the incident what is new in it; without changes only "also seen at" grows.
 *
 * @returns how many updates were put into the outbox
 */
export async function enqueueUpdates(
  { incident, changes, alsoSeenAt, sourceId, turn, servers }: News,
  settings: Settings,
  { tables, watchList, now }: { tables: Tables; watchList: WatchList; now: Date },
): Promise<number> {
  const isInForce = (id: string): boolean => watchList.get(id)?.paused === false;
  // A channel that has several alerts of the incident is replied to once; all of them are edited.
  const hearing = new Set<string>();
  let updates = 0;
  for (const first of await tables.deliveries.freshOf(incident.id)) {
    const { id: firstId, serverId, channelId, watchId, incidentId } = first;
    // Who removed or paused the watch wants to hear no more, unless another watch of the server stands for it.
    if (!isInForce(watchId) && !servers.has(serverId)) continue;
    const seenAt = alsoSeenAt ?? first.alert.alsoSeenAt;
    const alert: Alert = {
      ...first.alert,
      listing: incident.listing,
      history: incident.changes,
      alsoSeenAt: seenAt.filter((name) => name !== first.alert.sourceName),
    };
    // What has not left yet leaves with today's facts.
    if (await tables.deliveries.rewritePending(firstId, alert)) {
      hearing.add(channelId);
      continue;
    }
    await tables.deliveries.retell(firstId, alert);
    const routing = await settings.ofServer(serverId);
    const about = { watchId, sourceId: sourceId ?? "", actors: incident.actors };
    const isSilent = findMute(routing, about) !== undefined || hearing.has(channelId);
    const severity = judgeAlert({ match: first.alert.match, listing: incident.listing });
    const waits = changes.length > 0 && !isSilent && mustWait(routing, severity, now);
    const enqueue = async (told: readonly Change[], state: "pending" | "waiting"): Promise<void> => {
      // Numbered: a price that is lowered, raised and lowered again is told three times.
      const number = String(incident.changes.length);
      const keys = [incidentId, channelId, ...turn, number, ...(state === "waiting" ? [state] : [])];
      const id = deriveId("update", ...keys);
      const update: Pick<AlertDelivery, "kind" | "alert"> = {
        kind: "update",
        // Its id stays that of the first alert: the edited message keeps its footer.
        alert: { ...alert, kind: "update", changes: told },
      };
      const delivery = { id, serverId, channelId, watchId, incidentId, nonce: id, ...update };
      if (await tables.deliveries.enqueue(delivery, now, { state })) updates++;
    };
    // An edit disturbs nobody: the message is true at once, whoever is to hear of it later or not at all.
    await enqueue(isSilent || waits ? [] : changes, "pending");
    if (waits) await enqueue(changes, "waiting");
    if (!isSilent) hearing.add(channelId);
  }
  return updates;
}
