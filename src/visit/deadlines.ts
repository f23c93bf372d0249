import type { Change, ListingStatus } from "../model.ts";
import type { Store } from "../store/store.ts";
import type { WatchList } from "../watch-list.ts";
import { createSettings } from "./settings.ts";
import { enqueueUpdates } from "./updates.ts";

const isOver: ReadonlySet<ListingStatus | null> = new Set(["sold", "released", "withdrawn"]);

/**
 * Tells the channels that know an incident that its deadline has passed, once.
 *
 * @returns how many updates were put into the outbox
 */
export async function tellPassedDeadlines({
  store,
  watchList,
  now,
}: {
  store: Store;
  watchList: WatchList;
  now: () => Date;
}): Promise<number> {
  return store.transaction(async (tables) => {
    const at = now();
    // Before the incidents, as a visit does: each would wait for the other.
    const revision = await tables.watches.revision(true);
    const ids = await tables.incidents.takePassedDeadlines(at);
    if (ids.length === 0) return 0;
    await watchList.refresh(tables, revision);
    const settings = createSettings(tables, at);
    let updates = 0;
    for (const id of ids) {
      const incident = await tables.incidents.find(id);
      const deadline = incident?.listing.deadline ?? null;
      if (incident === undefined || deadline === null || isOver.has(incident.listing.status)) continue;
      const change: Change = { kind: "deadline-passed", from: null, to: deadline.toISOString() };
      const passed = { ...incident, changes: [...incident.changes, change] };
      await tables.incidents.put(passed);
      const news = {
        incident: passed,
        changes: [change],
        alsoSeenAt: null,
        sourceId: null,
        turn: [change.kind, change.to],
        servers: new Set<string>(),
      };
      updates += await enqueueUpdates(news, settings, { tables, watchList, now: at });
    }
    return updates;
  });
}
