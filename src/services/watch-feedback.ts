import type { Proposal, ReplayService, WatchInput, WatchService } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { AlertDelivery, Watch, WatchTerms } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { ListingRow } from "../store/listings.ts";
import type { Store } from "../store/store.ts";
import { silenceOf, type WatchList } from "../watch-list.ts";
import { type Exclusion, proposeExclusions } from "../watch/exclusions.ts";
import { createWatchIndex } from "../watch/watch-index.ts";
import { sayEach } from "../words/words.ts";
import { findHit, type Hit, maxExamples, sortHits } from "./replay-hit.ts";
import { scanPosts } from "./scan-posts.ts";

/** Makes the part of the replay service that answers [Not us]. */
export function createFeedback({
  store,
  watches,
  watchList,
  now,
  nameSource,
}: {
  store: Store;
  watches: Pick<WatchService, "edit">;
  watchList: WatchList;
  now: () => Date;
  nameSource: (id: string) => string;
}): Pick<ReplayService, "propose" | "adopt"> {
  /**
   * The alert in question as it is kept today, and what would have prevented it.
   *
   * @param asked - id of one of the watches that it concerns; absent: the first that it would still alert of
   */
  async function listExclusions(serverId: string, deliveryId: string, asked?: string) {
    const delivery = await store.deliveries.findAlert(deliveryId);
    if (delivery?.serverId !== serverId) throw new UserError(sayEach(({ replay }) => replay.alertGone));
    await watchList.refresh(store, await store.watches.revision());
    const { company, listingId } = delivery.alert;
    const row = await store.listings.find(listingId);
    if (row === undefined) throw new UserError(sayEach(({ replay }) => replay.listingGone));
    const all = listConcerned(delivery);
    const concerned = asked === undefined ? all : all.filter(({ id }) => id === asked);
    const [first] = concerned;
    if (first === undefined) throw new UserError(sayEach(({ replay }) => replay.watchGone(company)));
    const post = { ...row.post, listing: row.listing };
    const found = createWatchIndex(all).find(post);
    const matches = new Map(found.map((match) => [match.watch, match]));
    const alerts = (watch: Watch): boolean => {
      const match = matches.get(watch.id);
      return match !== undefined && silenceOf(match, watch) === null;
    };
    const watch = concerned.find(alerts) ?? concerned.find(({ id }) => matches.has(id)) ?? first;
    const match = matches.get(watch.id);
    if (match === undefined) throw new UserError(sayEach(({ replay }) => replay.noMatch(watch.name)));
    const others = all.filter((one) => one.id !== watch.id && alerts(one));
    return { watch, others, row, exclusions: proposeExclusions(watch, post, match) };
  }

  /** The watches that an alert has named, as they are today; the one it speaks of first. */
  function listConcerned({ serverId, alert }: AlertDelivery): Watch[] {
    const names = new Set(alert.alsoConcerns.map(({ company }) => company));
    const own = watchList.ofServer(serverId);
    return [
      ...own.filter(({ id }) => id === alert.match.watch),
      ...own.filter(({ id, name }) => id !== alert.match.watch && names.has(name)),
    ];
  }

  /** Replays the watch and its narrower variants over the stored posts. */
  async function replayAll(watch: Watch, row: ListingRow, exclusions: readonly Exclusion[]) {
    const index = createWatchIndex([watch]);
    const variants = exclusions.map(({ change }) => {
      const variant = { ...watch, ...change, id: watch.id };
      return { variant, index: createWatchIndex([variant]), silenced: new Map<string, Hit>() };
    });
    const told = variants.map(() => new Set<string>());
    const span = await scanPosts(store, now(), (stored, post) => {
      const hit = findHit(index, watch, stored, post, nameSource);
      if (hit === null || hit.incidentId === row.incidentId) return;
      for (const [at, { variant, index, silenced }] of variants.entries()) {
        const isTold = findHit(index, variant, stored, post, nameSource) !== null;
        if (isTold) told[at]?.add(hit.incidentId);
        else silenced.set(hit.incidentId, hit);
      }
    });
    // An incident of which another post still alerts is not silenced.
    const silenced = variants.map((variant, at) =>
      sortHits([...variant.silenced.values()].filter((hit) => told[at]?.has(hit.incidentId) !== true)),
    );
    return { silenced, span };
  }

  return {
    async propose(serverId, deliveryId, asked) {
      const { watch, others, row, exclusions } = await listExclusions(serverId, deliveryId, asked);
      const { silenced, span } = await replayAll(watch, row, exclusions);
      const proposals = exclusions.map(({ words, change }, at): Proposal => {
        const hits = silenced[at] ?? [];
        return { key: makeKey(change), words, alerts: hits.length, examples: hits.slice(0, maxExamples) };
      });
      return { watch, others, title: row.post.title, proposals, span };
    },

    async adopt(serverId, deliveryId, key, asked) {
      const { watch, exclusions } = await listExclusions(serverId, deliveryId, asked);
      const chosen = exclusions.find(({ change }) => makeKey(change) === key);
      if (chosen === undefined) {
        throw new UserError(sayEach(({ replay }) => replay.changedSince(watch.name)));
      }
      return { ...(await watches.edit(serverId, watch.id, toInput(chosen.change))), words: chosen.words };
    },
  };
}

/** The same change has the same key, in every process. */
function makeKey(change: Partial<WatchTerms>): string {
  return deriveId("exclusion", JSON.stringify(change));
}

function toInput({ name: company, aliases, domains, exclude, require, mode }: Partial<WatchTerms>) {
  const input: Partial<WatchInput> = {
    aliases,
    domains,
    exclude,
    require,
    mode,
    ...(company === undefined ? {} : { company }),
  };
  return input;
}
