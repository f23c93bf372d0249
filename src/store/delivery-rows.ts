import type { Acknowledgement, AlertDelivery, Delivery } from "../model.ts";
import { parseAlert, parseNotice } from "./json.ts";
import type { Schema } from "./schema.ts";

/** A delivery as the database keeps it. */
export type DeliveryRow = Schema["deliveries"];

/** @param first - the incident's first alert in the channel, where `row` is an update of it */
export function toDelivery(row: DeliveryRow, first: DeliveryRow | null): Delivery {
  return row.kind === "notice"
    ? { ...toBase(row, null), kind: "notice", notice: parseNotice(row.alert) }
    : toAlertDelivery(row, row.kind, first);
}

/** The same of what is no notice. */
export function toAlertDelivery(
  row: DeliveryRow,
  kind: AlertDelivery["kind"],
  first: DeliveryRow | null,
): AlertDelivery {
  return { ...toBase(row, first), kind, alert: parseAlert(row.alert) };
}

/** @param first - the incident's first alert in the channel, where `row` is an update of it */
function toBase(row: DeliveryRow, first: DeliveryRow | null): Omit<AlertDelivery, "kind" | "alert"> {
  const told = first ?? row;
  return {
    id: row.id,
    serverId: row.server_id,
    channelId: row.channel_id,
    watchId: row.watch_id,
    incidentId: row.incident_id,
    state: row.state,
    nonce: row.nonce,
    attempts: row.attempts,
    sendingSince: row.sending_since === null ? null : new Date(row.sending_since),
    messageId: row.message_id,
    repliesTo: first?.message_id ?? null,
    standsIn: told.stands_in ?? told.channel_id,
    caseId: told.case_id,
    acknowledgement: toAcknowledgement(told),
    error: row.error,
    createdAt: new Date(row.created_at),
  };
}

/** Who has taken note of an alert; null: nobody. */
export function toAcknowledgement(
  row: Pick<DeliveryRow, "acknowledged_by" | "acknowledged_at">,
): Acknowledgement | null {
  const { acknowledged_by: userId, acknowledged_at: at } = row;
  return userId === null || at === null ? null : { userId, at: new Date(at) };
}
