import type { HealthEvent } from "../health/judge.ts";
import { manyTroubles, nameEvent, writeNotice } from "../health/notice.ts";
import type { Log } from "../log.ts";
import type { Source } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Tables } from "../store/store.ts";

// Where everything fails at once it is our own connection, and a channel full of notices helps nobody.
const maxNoticesAnHour = 10;
const hourMs = 60 * 60 * 1000;

/** Puts what happened into the outbox of every server that has a channel for it, each event once. */
export async function enqueueNotices(
  source: Source,
  events: readonly HealthEvent[],
  tables: Tables,
  at: Date,
): Promise<void> {
  if (events.length === 0) return;
  for (const { serverId, channelId } of await tables.channels.ofPurpose("health")) {
    for (const event of events) {
      if (event.what === "trouble-over" && !(await wasHeard(event, source, serverId, tables, at))) continue;
      const isOneOfMany = event.what === "trouble" && (await isCrowded(serverId, tables, at));
      const id = isOneOfMany ? idOfMany(serverId, at) : idOf(event, source, serverId, at);
      const notice = { ...(isOneOfMany ? manyTroubles : writeNotice(event, source)), id };
      const delivery = { id, kind: "notice" as const, serverId, channelId, watchId: "", incidentId: "" };
      await tables.deliveries.enqueue({ ...delivery, nonce: id, notice }, at);
    }
  }
}

function idOf(event: HealthEvent, source: Source, serverId: string, at: Date): string {
  return deriveId("health", ...nameEvent(event, source, at), serverId);
}

function idOfMany(serverId: string, at: Date): string {
  return deriveId("health", "many", String(Math.floor(at.getTime() / hourMs)), serverId);
}

async function isCrowded(serverId: string, tables: Tables, at: Date): Promise<boolean> {
  const count = await tables.deliveries.countNotices(serverId, new Date(at.getTime() - hourMs));
  return count >= maxNoticesAnHour;
}

/** Whether a server may know of the trouble that is over; what is over before that is not told at all. */
async function wasHeard(
  { problem, since, told }: Extract<HealthEvent, { what: "trouble-over" }>,
  source: Source,
  serverId: string,
  tables: Tables,
  at: Date,
): Promise<boolean> {
  let wasHeard = false;
  for (const kind of told) {
    const began = { what: "trouble", problem: { ...problem, kind }, since, visits: 0, reminder: 0 } as const;
    if (await tables.deliveries.withdraw(idOf(began, source, serverId, at))) wasHeard = true;
  }
  return wasHeard;
}

/** Says what happened to the log, and that deliveries may be due. */
export function announce(
  source: Source,
  events: readonly HealthEvent[],
  { log, onDeliveries }: { log: Log; onDeliveries: () => void },
): void {
  for (const event of events) {
    const { title, lines } = writeNotice(event, source);
    const facts = { source: source.id, event: event.what, reason: lines[0] };
    if (event.what === "trouble" || event.what === "quiet") log.warn(facts, title);
    else log.info(facts, title);
  }
  if (events.length > 0) onDeliveries();
}
