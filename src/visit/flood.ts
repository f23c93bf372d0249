import type { Concern } from "../alert/draft.ts";
import { maxFloodListings } from "../alert/flood.ts";
import type { Alert, Delivery } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Tables } from "../store/store.ts";

/** The many alerts of one visit, gathered into one message a channel. */
export interface FloodGate {
  /**
   * Adds a listing to its channel's summary, and stores that with the transaction at hand.
   *
   * @param waits - whether quiet hours keep it back; one listing that may not wait takes the whole summary with it
   * @returns whether the summary was begun with it
   */
  add(
    alert: Alert,
    concerns: readonly Concern[],
    channelId: string,
    waits: boolean,
    tables: Tables,
    now: Date,
  ): Promise<boolean>;
  /** Lets the summaries go: nothing comes after it. */
  end(tables: Tables, now: Date): Promise<void>;
}

// Longer than any visit, since what has left takes no further listing; should the visit break off, they go all the same.
const patienceMs = 5 * 60 * 1000;

const maxTitle = 400; // far more than is shown of it

/**
 * Makes the gate of one visit.
 *
 * @param visitId - tells this visit's summaries from another's
 * @param posts - new posts of the visit altogether
 */
export function createFloodGate(visitId: string, posts: number): FloodGate {
  const summaries = new Map<string, Alert>();
  const concerned = new Map<string, Set<string>>();
  return {
    async add(alert, concerns, channelId, waits, tables, now) {
      const known = summaries.get(channelId);
      const id = known?.id ?? deriveId("flood", visitId, channelId);
      const companies = concerns.map(({ watch }) => watch.name);
      // A transaction that met another one's locks is run again: each listing counts once.
      const counted = concerned.get(channelId) ?? new Set<string>();
      concerned.set(channelId, counted.add(alert.listingId));
      const listings = (known?.flood?.listings ?? []).filter((listing) => listing.id !== alert.listingId);
      const isShown = listings.length < maxFloodListings;
      const title = alert.title.slice(0, maxTitle);
      const base = known ?? { ...alert, id, roleId: null, alsoConcerns: [] };
      const others = concerns.map(({ watch }) => ({ company: watch.name, roleId: watch.roleId }));
      const summary: Alert = {
        ...base,
        alsoConcerns: [
          ...base.alsoConcerns,
          ...others.filter(({ company }) => !base.alsoConcerns.some((known) => known.company === company)),
        ],
        flood: {
          posts,
          concerned: counted.size,
          listings: isShown ? [...listings, { id: alert.listingId, title, companies }] : listings,
        },
      };
      summaries.set(channelId, summary);
      const notBefore = new Date(now.getTime() + patienceMs);
      if (known !== undefined && !waits) await tables.deliveries.release(id, notBefore);
      if (known !== undefined && (await tables.deliveries.rewritePending(id, summary))) return false;
      const watch = concerns[0]?.watch;
      if (watch === undefined) return false;
      const delivery: Pick<Delivery, "serverId" | "watchId"> = {
        serverId: watch.serverId,
        watchId: watch.id,
      };
      return tables.deliveries.enqueue(
        { ...delivery, id, kind: "fresh", channelId, incidentId: id, alert: summary, nonce: id },
        now,
        { notBefore, state: waits ? "waiting" : "pending" },
      );
    },
    async end(tables, now) {
      for (const { id } of summaries.values()) await tables.deliveries.hasten(id, now);
    },
  };
}
