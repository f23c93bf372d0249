import { sql } from "kysely";
import type { Alert, AlertDelivery, Delivery, NoticeDelivery } from "../model.ts";
import { deliveryLog } from "./delivery-log.ts";
import { type DeliveryRow, toAlertDelivery, toDelivery } from "./delivery-rows.ts";
import { listTurns } from "./further.ts";
import type { Handle, Schema } from "./schema.ts";
import { waitingDeliveries } from "./waiting-deliveries.ts";

/** How long a delivery counts as in somebody's hands; one who does not renew it by then is taken for dead. */
const sendingLeaseMs = 20_000;

type AddressKeys = "id" | "kind" | "serverId" | "channelId" | "watchId" | "incidentId" | "nonce";
/** A delivery as it is put into the outbox. */
type NewDelivery = Pick<AlertDelivery, AddressKeys | "alert"> | Pick<NoticeDelivery, AddressKeys | "notice">;

interface EnqueueOptions {
  readonly notBefore?: Date;
  /** `waiting`: kept for the message that tells several. Default: `pending`. */
  readonly state?: "pending" | "waiting";
}

/** The outbox: every message on its way to a channel. */
export function deliveryTable(db: Handle) {
  const set = async (id: string, values: Partial<Schema["deliveries"]>): Promise<void> => {
    await db.updateTable("deliveries").set(values).where("id", "=", id).execute();
  };

  return {
    ...deliveryLog(db),
    ...waitingDeliveries(db),

    /**
     * Puts a delivery into the outbox.
     * @returns false where it was there already, or the channel has had its one fresh alert of the incident
     */
    async enqueue(
      delivery: NewDelivery,
      now: Date,
      { notBefore = now, state = "pending" }: EnqueueOptions = {},
    ): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("deliveries")
        .values({
          id: delivery.id,
          kind: delivery.kind,
          server_id: delivery.serverId,
          channel_id: delivery.channelId,
          watch_id: delivery.watchId,
          incident_id: delivery.incidentId,
          alert: JSON.stringify(delivery.kind === "notice" ? delivery.notice : delivery.alert),
          state,
          nonce: delivery.nonce,
          attempts: 0,
          next_attempt_at: notBefore.getTime(),
          created_at: now.getTime(),
        })
        .onConflict((c) => c.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    /**
     * The fresh alerts of an incident, oldest first: one a channel, and those of the companies found in it later.
     * The `incidentId` of the latter is one of {@link listTurns}.
     */
    async freshOf(incidentId: string): Promise<AlertDelivery[]> {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("incident_id", "in", [...listTurns(incidentId)])
        .where("kind", "=", "fresh")
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map((row) => toAlertDelivery(row, "fresh", null));
    },

    /**
     * Takes a message back that nobody has tried to post yet.
     * @returns whether it has left, or may have
     */
    async withdraw(id: string): Promise<boolean> {
      await db
        .deleteFrom("deliveries")
        .where("id", "=", id)
        .where("state", "=", "pending")
        .where("attempts", "=", 0)
        .execute();
      const left = await db.selectFrom("deliveries").select("id").where("id", "=", id).executeTakeFirst();
      return left !== undefined;
    },

    /** How many notices a server was sent, or is to be sent, since then. */
    async countNotices(serverId: string, since: Date): Promise<number> {
      const { count } = await db
        .selectFrom("deliveries")
        .select((e) => e.fn.countAll<number>().as("count"))
        .where("server_id", "=", serverId)
        .where("created_at", ">", since.getTime())
        .where("kind", "=", "notice")
        .executeTakeFirstOrThrow();
      return count;
    },

    /**
     * Gives an alert that has not left yet today's facts.
     * @returns false where it has left already
     */
    async rewritePending(id: string, alert: Alert): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set({ alert: JSON.stringify(alert) })
        .where("id", "=", id)
        .where((e) => e.or([e("state", "=", "waiting"), e.and({ state: "pending", attempts: 0 })]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Lets an alert go at once that was to leave later; one that has been tried keeps its time. */
    async hasten(id: string, now: Date): Promise<void> {
      await db
        .updateTable("deliveries")
        .set({ next_attempt_at: now.getTime() })
        .where("id", "=", id)
        .where("state", "=", "pending")
        .where("attempts", "=", 0)
        .execute();
    },

    /** Keeps today's facts of an alert that has left: what its buttons show. */
    async retell(id: string, alert: Alert): Promise<void> {
      await set(id, { alert: JSON.stringify(alert) });
    },

    /**
     * Takes the oldest due delivery of each channel into hand; nobody else gets it while it is `sending`.
     * An update waits until its incident's first alert has left, or will never leave.
     * @param busy - channels that this process is posting to at present
     * @param only - the one channel that this process serves; absent: every channel
     */
    async claim(now: Date, busy: readonly string[], limit: number, only?: string): Promise<Delivery[]> {
      const at = now.getTime();
      const served = only === undefined ? sql`1 = 1` : sql`d.channel_id = ${only}`;
      const free = busy.length === 0 ? sql`1 = 1` : sql`d.channel_id not in (${sql.join([...busy])})`;
      const claimable = sql`((d.state in ('pending', 'held') and d.next_attempt_at <= ${at})
        or (d.state = 'sending' and d.sending_since <= ${at - sendingLeaseMs}))`;
      const { rows } = await sql<Schema["deliveries"]>`
        update deliveries set state = 'sending', sending_since = ${at}, attempts = attempts + 1
        where id in (
          select id from (
            select d.id, row_number() over (partition by d.channel_id order by d.created_at, d.kind, d.id) as turn
            from deliveries d
            where ${claimable} and ${free} and ${served}
              and (d.kind <> 'update' or exists (
                select 1 from deliveries f where f.incident_id = d.incident_id and f.channel_id = d.channel_id
                  and f.kind = 'fresh' and f.state in ('sent', 'failed')))
          ) as due where turn = 1 limit ${limit}
        )
        and (state <> 'sending' or sending_since <= ${at - sendingLeaseMs})
        returning *`.execute(db);
      return Promise.all(rows.map(async (row) => toDelivery(row, await findFirst(row))));
    },

    /** Says that these deliveries are still in hand. */
    async renew(ids: readonly string[], now: Date): Promise<void> {
      await db
        .updateTable("deliveries")
        .set({ sending_since: now.getTime() })
        .where("id", "in", [...ids])
        .where("state", "=", "sending")
        .execute();
    },

    /**
     * @param messageId - null: there was nothing to post
     * @param standsIn - channel of the message, where that is a thread that was opened for it
     */
    async markSent(
      id: string,
      messageId: string | null,
      now: Date,
      standsIn: string | null = null,
    ): Promise<void> {
      await set(id, {
        state: "sent",
        message_id: messageId,
        stands_in: standsIn,
        sending_since: null,
        sent_at: now.getTime(),
        error: null,
      });
    },

    /** Back to `pending`, to be tried again at `next`. */
    async markPending(id: string, next: Date, error: string | null): Promise<void> {
      await set(id, { state: "pending", next_attempt_at: next.getTime(), sending_since: null, error });
    },

    /**
     * Its channel cannot take it at present; it is tried again at `next`.
     *
     * However often that is, it costs no attempt. One stays counted: a message that an earlier attempt may have made
     * is still looked for.
     */
    async markHeld(id: string, next: Date, error: string): Promise<void> {
      const when = { next_attempt_at: next.getTime(), sending_since: null };
      await set(id, { state: "held", attempts: 1, ...when, error });
    },

    async markFailed(id: string, error: string): Promise<void> {
      await set(id, { state: "failed", sending_since: null, error });
    },

    /**
     * What was held goes out now.
     * @param channelId - the channel that takes messages again; absent: all of them
     */
    async resumeHeld(now: Date, channelId?: string): Promise<void> {
      let held = db
        .updateTable("deliveries")
        .set({ next_attempt_at: now.getTime(), state: "pending" })
        .where("state", "=", "held");
      if (channelId !== undefined) held = held.where("channel_id", "=", channelId);
      await held.execute();
    },

    /** Deliveries by state, for health and the closing summary. */
    async counts(): Promise<Partial<Record<Delivery["state"], number>>> {
      const rows = await db
        .selectFrom("deliveries")
        .select(["state", (e) => e.fn.countAll<number>().as("n")])
        .groupBy("state")
        .execute();
      return Object.fromEntries(rows.map((row) => [row.state, row.n]));
    },
  };

  /** The first alert of an update's incident in its channel. */
  async function findFirst(row: DeliveryRow): Promise<DeliveryRow | null> {
    if (row.kind !== "update") return null;
    const first = await db
      .selectFrom("deliveries")
      .selectAll()
      .where("incident_id", "=", row.incident_id)
      .where("channel_id", "=", row.channel_id)
      .where("kind", "=", "fresh")
      .executeTakeFirst();
    return first ?? null;
  }
}
