import type { Acknowledgement, AlertDelivery, Delivery } from "../model.ts";
import { toAcknowledgement, toAlertDelivery, toDelivery } from "./delivery-rows.ts";
import type { Handle } from "./schema.ts";

/** One page of what was delivered, newest first. */
export interface DeliveryPage {
  readonly items: readonly LoggedDelivery[];
  readonly total: number;
}

/** A delivery as the log shows it. */
export type LoggedDelivery = Delivery & {
  /** The message that told it together with others. */
  readonly toldIn: string | null;
};

/** What became of each delivery, and what people did with it. */
export function deliveryLog(db: Handle) {
  return {
    /** An alert of the outbox, of whatever state; undefined where there is none, or a notice has the id. */
    async findAlert(id: string): Promise<AlertDelivery | undefined> {
      const row = await db.selectFrom("deliveries").selectAll().where("id", "=", id).executeTakeFirst();
      return row === undefined || row.kind === "notice" ? undefined : toAlertDelivery(row, row.kind, null);
    },

    /** A delivery of this server; another server's are as good as none. */
    async find(serverId: string, id: string): Promise<Delivery | undefined> {
      const row = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("server_id", "=", serverId)
        .where("id", "=", id)
        .executeTakeFirst();
      return row === undefined ? undefined : toDelivery(row, null);
    },

    /** A server's deliveries, newest first. */
    async ofServer(
      serverId: string,
      state: Delivery["state"] | null,
      offset: number,
      limit: number,
    ): Promise<DeliveryPage> {
      let all = db.selectFrom("deliveries").where("server_id", "=", serverId);
      if (state !== null) all = all.where("state", "=", state);
      const { total } = await all
        .select((e) => e.fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow();
      const rows = await all
        .selectAll()
        .orderBy("created_at", "desc")
        .orderBy("id")
        .offset(offset)
        .limit(limit)
        .execute();
      return { items: rows.map((row) => ({ ...toDelivery(row, null), toldIn: row.told_in })), total };
    },

    /** Who has taken note of the alert; null: nobody. */
    async acknowledgementOf(id: string): Promise<Acknowledgement | null> {
      const row = await db
        .selectFrom("deliveries")
        .select(["acknowledged_by", "acknowledged_at"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row === undefined ? null : toAcknowledgement(row);
    },

    /**
     * Keeps who has taken note of an alert, or that nobody has.
     * @returns false where somebody else changed it meanwhile
     */
    async setAcknowledgement(
      serverId: string,
      id: string,
      before: Acknowledgement | null,
      next: Acknowledgement | null,
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set({ acknowledged_by: next?.userId ?? null, acknowledged_at: next?.at.getTime() ?? null })
        .where("server_id", "=", serverId)
        .where("id", "=", id)
        .where("acknowledged_by", before === null ? "is" : "=", before?.userId ?? null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Keeps the thread that was opened at an alert's message. */
    async setCase(serverId: string, id: string, threadId: string): Promise<void> {
      await db
        .updateTable("deliveries")
        .set({ case_id: threadId })
        .where("server_id", "=", serverId)
        .where("id", "=", id)
        .execute();
    },

    /**
     * Puts what failed or is held back to be tried again now.
     * @returns false where there is nothing of this server to try again under that id
     */
    async retry(serverId: string, id: string, now: Date): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        // One attempt stays counted: a message that an earlier one may have made is looked for first.
        .set({ state: "pending", attempts: 1, next_attempt_at: now.getTime(), sending_since: null })
        .where("server_id", "=", serverId)
        .where("id", "=", id)
        .where("state", "in", ["failed", "held"])
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
