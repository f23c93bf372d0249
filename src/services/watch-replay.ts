import { addressAlert, draftAlert } from "../alert/draft.ts";
import { pickChannel, pickRoles } from "../alert/routing.ts";
import { judgeAlert } from "../alert/severity.ts";
import type { Replay, ReplayService, ReplaySpan, WatchService } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { ServerRouting, Source, Watch } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Store, Tables } from "../store/store.ts";
import type { WatchList } from "../watch-list.ts";
import { createWatchIndex } from "../watch/watch-index.ts";
import { sayEach } from "../words/words.ts";
import { findHit, type Hit, maxExamples, sortHits } from "./replay-hit.ts";
import { scanPosts } from "./scan-posts.ts";
import { createFeedback } from "./watch-feedback.ts";

// More at once would flood the channel.
const maxPosted = 25;

/** Makes the service that runs watches over the stored posts. */
export function createReplayService({
  store,
  watches,
  watchList,
  sources,
  now,
}: {
  store: Store;
  watches: Pick<WatchService, "get" | "edit">;
  watchList: WatchList;
  sources: ReadonlyMap<string, Source>;
  now: () => Date;
}): ReplayService {
  const nameSource = (id: string): string => sources.get(id)?.name ?? id;

  async function run(watch: Watch): Promise<{ hits: Hit[]; span: ReplaySpan }> {
    const index = createWatchIndex([watch]);
    const hits = new Map<string, Hit>();
    const span = await scanPosts(store, now(), (row, post) => {
      const hit = findHit(index, watch, row, post, nameSource);
      // From the newest to the oldest: what is left of an incident is the post that would have alerted.
      if (hit !== null) hits.set(hit.incidentId, hit);
    });
    return { hits: sortHits(hits.values()), span };
  }

  /** Posts one alert; `channelId` is null where it goes nowhere. */
  async function postHit(hit: Hit, watch: Watch, routing: ServerRouting, tables: Tables, at: Date) {
    const { match } = hit;
    const row = await tables.listings.find(hit.listingId);
    const incident = row === undefined ? undefined : await tables.incidents.find(row.incidentId);
    if (row === undefined || incident === undefined) return { channelId: null, isNew: false };
    const severity = judgeAlert({ match, listing: incident.listing });
    const channelId = pickChannel(watch, routing, { severity, kind: incident.kind });
    if (channelId === null) return { channelId, isNew: false };
    const source = sources.get(row.sourceId);
    const told = {
      ...row,
      listingId: row.id,
      sourceName: nameSource(row.sourceId),
      // A source that is configured no longer is trusted no longer.
      links: source?.links ?? "defang",
    } as const;
    const alsoSeenAt = (await tables.listings.sourcesOf(incident.id)).map(nameSource);
    const severityRoleIds = pickRoles(routing, severity);
    const draft = {
      ...draftAlert(told, incident, alsoSeenAt),
      ...(severityRoleIds.length === 0 ? {} : { severityRoleIds }),
    };
    const id = deriveId("fresh", incident.id, channelId);
    const alert = addressAlert(draft, row.post, [{ match, watch }], id);
    const { serverId, id: watchId } = watch;
    const address = { id, nonce: id, serverId, channelId, watchId, incidentId: incident.id };
    const isNew = await tables.deliveries.enqueue({ ...address, kind: "fresh", alert }, at);
    await tables.incidents.putMatch(row.id, { match, outcome: isNew ? "alerted" : "alerted before" }, at);
    return { channelId, isNew };
  }

  return {
    async replay(serverId, name): Promise<Replay> {
      const { hits, span } = await run(await watches.get(serverId, name));
      return { alerts: hits.length, examples: hits.slice(0, maxExamples), span };
    },

    async post(serverId, name) {
      const watch = await watches.get(serverId, name);
      const { hits } = await run(watch);
      const chosen = hits.slice(0, maxPosted).reverse();
      const results = await store.transaction(async (tables) => {
        // Held as by a visit: no incident alerts twice.
        await tables.watches.revision(true);
        // Somebody has asked for them: neither quiet hours nor mutes keep them back.
        const routing = await tables.routing.ofServer(serverId, now());
        const end = now().getTime();
        const results: { channelId: string | null; isNew: boolean }[] = [];
        for (const [index, hit] of chosen.entries()) {
          // A millisecond apart, since a channel's deliveries leave in the order of their times.
          const at = new Date(end - (chosen.length - 1 - index));
          results.push(await postHit(hit, watch, routing, tables, at));
        }
        return results;
      });
      const channelIds = [...new Set(results.flatMap(({ channelId }) => channelId ?? []))];
      if (chosen.length > 0 && channelIds.length === 0) {
        throw new UserError(sayEach((words) => words.watch.nowhere));
      }
      const posted = results.filter(({ isNew }) => isNew).length;
      return { channelIds, posted, known: chosen.length - posted, left: hits.length - chosen.length };
    },

    ...createFeedback({ store, watches, watchList, now, nameSource }),
  };
}
