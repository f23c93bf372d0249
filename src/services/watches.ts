import type { WatchService } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { Watch } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Store, Tables } from "../store/store.ts";
import { routeOf, type WatchList } from "../watch-list.ts";
import { nameKey } from "../watch/name-key.ts";
import { suggest } from "./suggest.ts";
import { draftWatch, editWatch } from "./watch-edit.ts";
import { testText } from "./watch-test.ts";

// A removed or changed watch can be put back for this long.
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
  const formerly = store.caches.state;

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
    const found = await table.find(serverId, watch, nameKey(watch));
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

  /** @returns what takes the change back */
  async function keepForUndo({ before, watch }: { before: Watch; watch: Watch }): Promise<string> {
    const undo = makeUndo(before, watch);
    await formerly.set(`edited ${undo}`, before, undoMs);
    return undo;
  }

  return {
    async add(serverId, input, by) {
      const { watch, warnings } = editWatch(draftWatch(serverId, by, now()), input);
      await change(watch.id, watch, (tables) => tables.watches.insert(watch, nameKey(watch.name)));
      return { watch, warnings };
    },

    list: (serverId) => store.watches.ofServer(serverId),

    get: (serverId, watch) => find(store, serverId, watch),

    async edit(serverId, watch, input) {
      const edited = await replace(serverId, watch, (before) => ({ before, ...editWatch(before, input) }));
      return { watch: edited.watch, warnings: edited.warnings, undo: await keepForUndo(edited) };
    },

    async revert(serverId, watchId, undo) {
      const kept = await formerly.get<Watch>(`edited ${undo}`);
      if (kept === undefined || kept.serverId !== serverId || kept.id !== watchId) {
        throw new UserError("What it was before is kept no longer; change it with `/watch edit`.");
      }
      const former = revive(kept);
      const reverted = await replace(serverId, watchId, (before) => {
        // Another edit came after: taking this one back would take that one along.
        if (makeUndo(former, before) !== undo) {
          throw new UserError(`“${before.name}” was changed again since; change it with \`/watch edit\`.`);
        }
        return { before, watch: { ...former, paused: before.paused } };
      });
      return { watch: reverted.watch, undo: await keepForUndo(reverted) };
    },

    async setPaused(serverId, watch, paused) {
      const changed = await replace(serverId, watch, (current) => ({ watch: { ...current, paused } }));
      return changed.watch;
    },

    async remove(serverId, watch) {
      const found = await find(store, serverId, watch);
      await formerly.set(`removed ${found.id}`, found, undoMs);
      await change(found.id, null, (tables) => tables.watches.remove(serverId, found.id));
      return found;
    },

    async restore(serverId, watchId) {
      const kept = await formerly.get<Watch>(`removed ${watchId}`);
      if (kept === undefined || kept.serverId !== serverId) {
        throw new UserError("That watch is kept no longer; add it again with `/watch add`.");
      }
      const watch = revive(kept);
      await change(watch.id, watch, (tables) => tables.watches.insert(watch, nameKey(watch.name)));
      return watch;
    },

    async test(serverId, text, watch) {
      const found = watch === undefined ? null : await find(store, serverId, watch);
      return testText(watchList, serverId, text, found);
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

/** Names a change by the state before and after it; pausing is no part of either. */
function makeUndo(before: Watch, after: Watch): string {
  const [from, to] = [before, after].map((watch) => JSON.stringify({ ...watch, paused: false }));
  return deriveId("edit", from ?? "", to ?? "");
}

/** Makes a `Date` of what the cache's JSON made a text. */
function revive(watch: Watch): Watch {
  return { ...watch, createdAt: new Date(watch.createdAt) };
}
