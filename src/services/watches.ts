import { randomUUID } from "node:crypto";
import type { WatchInput, WatchService } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { Watch } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Store, Tables } from "../store/store.ts";
import { routeOf, type WatchList } from "../watch-list.ts";
import { nameKey } from "../watch/name-key.ts";
import { normaliseDomain } from "../watch/domains.ts";
import { checkWatchTerms } from "../watch/terms.ts";
import { suggest } from "./suggest.ts";

// A removed watch can be put back for this long.
const undoMs = 24 * 60 * 60 * 1000;

/** Makes the service behind `/watch` and `leakwatch watch`. */
export function createWatchService({
  store,
  watchList,
  now,
}: {
  store: Store;
  watchList: WatchList;
  now: () => Date;
}): WatchService {
  const removed = store.caches.state;

  /** Stores a change and puts it in force. */
  async function change(
    id: string,
    watch: Watch | null,
    write: (tables: Tables) => Promise<number>,
  ): Promise<void> {
    await putInForce(id, watch, await store.transaction(write));
  }

  async function putInForce(id: string, watch: Watch | null, revision: number): Promise<void> {
    watchList.apply(id, watch, revision);
    // Where another change came between.
    await watchList.refresh(store, revision);
  }

  async function find({ watches: table }: Pick<Tables, "watches">, serverId: string, watch: string) {
    const watches = await table.ofServer(serverId);
    const key = nameKey(watch);
    const found = watches.find((w) => w.id === watch) ?? watches.find((w) => nameKey(w.name) === key);
    if (found === undefined) throw new UserError(`“${watch}” is not watched here.`);
    return found;
  }

  /** Reads, changes and writes in one transaction: of two changes at a time neither undoes the other. */
  async function replace<T extends { readonly watch: Watch }>(
    serverId: string,
    watch: string,
    alter: (current: Watch) => T,
  ): Promise<T> {
    const { altered, revision } = await store.transaction(async (tables) => {
      const altered = alter(await find(tables, serverId, watch));
      const key = nameKey(altered.watch.name);
      return { altered, revision: await tables.watches.update(altered.watch, key) };
    });
    await putInForce(altered.watch.id, altered.watch, revision);
    return altered;
  }

  return {
    async add(serverId, input, by) {
      const draft: Watch = {
        id: deriveId("watch", randomUUID()),
        serverId,
        name: "",
        aliases: [],
        domains: [],
        exclude: [],
        require: [],
        mode: "normal",
        mentions: "off",
        channelId: null,
        addedInChannelId: by.channelId,
        roleId: null,
        paused: false,
        createdBy: by.userId,
        createdAt: now(),
      };
      const { watch, warnings } = edit(draft, input);
      await change(watch.id, watch, (tables) => tables.watches.insert(watch, nameKey(watch.name)));
      return { watch, warnings };
    },

    list: (serverId) => store.watches.ofServer(serverId),

    get: (serverId, watch) => find(store, serverId, watch),

    edit: (serverId, watch, input) => replace(serverId, watch, (current) => edit(current, input)),

    async setPaused(serverId, watch, paused) {
      const changed = await replace(serverId, watch, (current) => ({ watch: { ...current, paused } }));
      return changed.watch;
    },

    async remove(serverId, watch) {
      const found = await find(store, serverId, watch);
      await removed.set(`removed ${found.id}`, found, undoMs);
      await change(found.id, null, (tables) => tables.watches.remove(serverId, found.id));
      return found;
    },

    async restore(serverId, watchId) {
      const kept = await removed.get<Watch>(`removed ${watchId}`);
      if (kept === undefined || kept.serverId !== serverId) {
        throw new UserError("That watch is kept no longer; add it again with `/watch add`.");
      }
      const watch = { ...kept, createdAt: new Date(kept.createdAt) };
      await change(watch.id, watch, (tables) => tables.watches.insert(watch, nameKey(watch.name)));
      return watch;
    },

    async routeOf(watch) {
      return routeOf(watch, (await store.channels.ofServer(watch.serverId)).alerts);
    },

    suggest: (serverId, typed) =>
      suggest(
        watchList.ofServer(serverId).map((watch) => ({ id: watch.id, name: watch.name })),
        typed,
      ),
  };
}

/** A watch with what was typed over it; throws where that leaves it unusable. */
function edit(watch: Watch, input: Partial<WatchInput>): { watch: Watch; warnings: readonly string[] } {
  const { company, channelId, roleId, mentions, mode, ...lists } = input;
  const edited: Watch = {
    ...watch,
    name: tidy(company ?? watch.name),
    aliases: tidyAll(lists.aliases ?? watch.aliases),
    // What is no domain stays as it was typed, so that the check can name it.
    domains: tidyAll((lists.domains ?? watch.domains).map((domain) => normaliseDomain(domain) ?? domain)),
    exclude: tidyAll(lists.exclude ?? watch.exclude),
    require: tidyAll(lists.require ?? watch.require),
    mode: mode ?? watch.mode,
    mentions: mentions ?? watch.mentions,
    channelId: channelId === undefined ? watch.channelId : channelId,
    roleId: roleId === undefined ? watch.roleId : roleId,
  };
  const { problems, warnings } = checkWatchTerms(edited);
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return { watch: edited, warnings };
}

function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Z}]+/gu, " ")
    .trim();
}

function tidyAll(texts: readonly string[]): string[] {
  return [...new Set(texts.map(tidy).filter((text) => text !== ""))];
}
