import type { LogEntry } from "../discord/command.ts";
import type { Delivery } from "../model.ts";
import type { LoggedDelivery } from "../store/delivery-log.ts";

/** Tells a delivery as the log shows it. */
export function describeDelivery(delivery: LoggedDelivery): LogEntry {
  const { id, kind, state, channelId, error, createdAt, toldIn } = delivery;
  return {
    id,
    kind,
    state,
    channelId,
    what: nameDelivery(delivery),
    reason: state === "waiting" ? "quiet hours" : state === "sent" ? null : error,
    createdAt,
    isInDigest: toldIn !== null,
  };
}

function nameDelivery(delivery: Delivery): string {
  return delivery.kind === "notice" ? delivery.notice.title : delivery.alert.company;
}
