import { type DigestEntry, gatherWaiting, renderDigest } from "../alert/digest.ts";
import { isQuiet, lastDue } from "../alert/local-time.ts";
import type { AlertDelivery, Source } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Store, Tables } from "../store/store.ts";

const everyMs = 60_000;
const maxEntries = 40;
// What is being stored at the moment that a digest is due has its time already, and is seen when it is committed.
const patienceMs = 60_000;

/** What tells what was kept. */
export interface Digests {
  /**
   * Puts into the outbox what is due by now: what ended quiet hours kept, and digests. Each is told once, whatever
   * crashes in between; one whose time passed while nobody was there is told late.
   * @returns how many messages
   */
  tellDue(): Promise<number>;
}

/** Makes it. */
export function createDigests({
  store,
  sources,
  now,
}: {
  store: Store;
  sources: ReadonlyMap<string, Source>;
  now: () => Date;
}): Digests {
  /** In one transaction with what it tells: a crash leaves both undone. */
  async function tellWaiting(serverId: string): Promise<number> {
    return store.transaction(async (tables) => {
      const at = now();
      const { quiet, timeZone } = await tables.routing.ofServer(serverId, at);
      if (quiet !== null && isQuiet(quiet, timeZone, at)) return 0;
      const waiting = Map.groupBy(
        await tables.deliveries.takeWaiting(serverId, at),
        ({ channelId }) => channelId,
      );
      for (const [channelId, deliveries] of waiting)
        await tellChannel(tables, serverId, channelId, deliveries);
      return waiting.size;
    });
  }

  async function tellChannel(
    tables: Tables,
    serverId: string,
    channelId: string,
    deliveries: readonly AlertDelivery[],
  ): Promise<void> {
    const ids = deliveries.map((delivery) => delivery.id);
    const id = deriveId("quiet", channelId, ...ids.toSorted());
    const notice = gatherWaiting(id, deliveries);
    const address = { serverId, channelId, watchId: "", incidentId: "", nonce: id };
    await tables.deliveries.enqueue({ id, kind: "notice", ...address, notice }, now());
    await tables.deliveries.setToldIn(ids, id);
  }

  async function tellDigest(serverId: string): Promise<number> {
    return store.transaction(async (tables) => {
      const server = (await tables.routing.digests()).find((one) => one.serverId === serverId);
      if (server === undefined || server.digest.every === "off") return 0;
      const { digest, timeZone, toldUntil } = server;
      const { every } = server.digest;
      const due = lastDue(digest, timeZone, new Date(now().getTime() - patienceMs));
      if (due === null || due <= toldUntil) return 0;
      const channelId = await findChannel(tables, serverId);
      // Told as soon as somebody chooses a channel.
      if (channelId === null) return 0;
      if (!(await tables.routing.tellUntil(serverId, toldUntil, due))) return 0;
      const { items, total } = await tables.incidents.digestMatches(serverId, toldUntil, due, maxEntries);
      if (total === 0) return 0;
      const entries: DigestEntry[] = [];
      for (const { listingId, match, company } of items) {
        const row = await tables.listings.find(listingId);
        if (row === undefined) continue;
        const sourceName = sources.get(row.sourceId)?.name ?? row.sourceId;
        const { listing, post } = row;
        entries.push({ company, match, title: post.title, listing, listingId, sourceName });
      }
      const id = deriveId("digest", serverId, due.toISOString());
      const address = { serverId, channelId, watchId: "", incidentId: "", nonce: id };
      const notice = renderDigest(id, every, entries, total);
      const isNew = await tables.deliveries.enqueue({ id, kind: "notice", ...address, notice }, now());
      return isNew ? 1 : 0;
    });
  }

  return {
    async tellDue() {
      let told = 0;
      for (const serverId of await store.deliveries.waitingServers()) told += await tellWaiting(serverId);
      for (const { serverId } of await store.routing.digests()) told += await tellDigest(serverId);
      return told;
    },
  };

  /** The digest's channel, else the alerts', else one in which a watch was added. */
  async function findChannel(tables: Tables, serverId: string): Promise<string | null> {
    const { digest, alerts } = await tables.channels.ofServer(serverId);
    if (digest !== undefined || alerts !== undefined) return digest ?? alerts ?? null;
    const watches = await tables.watches.ofServer(serverId);
    return watches.map((watch) => watch.addedInChannelId).find((channel) => channel !== null) ?? null;
  }
}

/** Looks again and again for what is due. */
export interface RunningDigests {
  /** Begins nothing new and waits for what is in hand. */
  stop(): Promise<void>;
}

/**
 * Looks at once and then every minute.
 *
 * @param onTold - called when something was put into the outbox
 */
export function runDigests(
  digests: Digests,
  { onTold, onError }: { onTold: () => void; onError: (error: unknown) => void },
): RunningDigests {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const look = async (): Promise<void> => {
    try {
      if ((await digests.tellDue()) > 0) onTold();
    } catch (error) {
      onError(error);
    }
    if (!isStopped) timer = setTimeout(lookAgain, everyMs);
  };
  let looking = look();
  function lookAgain(): void {
    looking = look();
  }
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
