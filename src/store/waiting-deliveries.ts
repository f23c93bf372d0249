import type { AlertDelivery } from "../model.ts";
import { toAlertDelivery } from "./delivery-rows.ts";
import type { Handle } from "./schema.ts";

// A statement takes only so many values.
const idsAtOnce = 500;

/** What quiet hours keep for the message that tells all of it. */
export function waitingDeliveries(db: Handle) {
  return {
    /** The servers for which something waits. */
    async waitingServers(): Promise<string[]> {
      const rows = await db
        .selectFrom("deliveries")
        .select("server_id")
        .distinct()
        .where("state", "=", "waiting")
        .execute();
      return rows.map((row) => row.server_id);
    },

    /**
     * Takes everything that waits for a server, oldest first: whoever gets it here has to tell it in this transaction.
     *
     * Nobody else gets it, in whatever process.
     */
    async takeWaiting(serverId: string, now: Date): Promise<AlertDelivery[]> {
      const rows = await db
        .updateTable("deliveries")
        .set({ state: "sent", sent_at: now.getTime() })
        .where("server_id", "=", serverId)
        .where("state", "=", "waiting")
        .returningAll()
        .execute();
      return rows
        .toSorted((a, b) => a.created_at - b.created_at)
        .flatMap((row) => (row.kind === "notice" ? [] : [toAlertDelivery(row, row.kind, null)]));
    },

    /** Lets what waits go by itself, at `notBefore`. */
    async release(id: string, notBefore: Date): Promise<void> {
      await db
        .updateTable("deliveries")
        .set({ state: "pending", next_attempt_at: notBefore.getTime() })
        .where("id", "=", id)
        .where("state", "=", "waiting")
        .execute();
    },

    /** Says which message tells these. */
    async setToldIn(ids: readonly string[], toldIn: string): Promise<void> {
      for (let from = 0; from < ids.length; from += idsAtOnce) {
        await db
          .updateTable("deliveries")
          .set({ told_in: toldIn })
          .where("id", "in", ids.slice(from, from + idsAtOnce))
          .execute();
      }
    },
  };
}
