import type { Concern } from "../alert/draft.ts";
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
}

// The rest of the visit is stored by then: one message tells all of it.
const patienceMs = 15_000;

/**
 * Makes the gate of one visit.
 *
 * @param visitId - tells this visit's summaries from another's
 * @param posts - new posts of the visit altogether
 */
export function createFloodGate(visitId: string, posts: number): FloodGate {
  const summaries = new Map<string, Alert>();
  return {
    async add(alert, concerns, channelId, waits, tables, now) {
      const known = summaries.get(channelId);
      const id = known?.id ?? deriveId("flood", visitId, channelId);
      const companies = concerns.map(({ watch }) => watch.name);
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
          listings: [...(base.flood?.listings ?? []), { id: alert.listingId, title: alert.title, companies }],
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
  };
}
