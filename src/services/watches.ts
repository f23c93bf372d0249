import type { WatchService } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { Watch } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Store, Tables } from "../store/store.ts";
import { routeOf, type WatchList } from "../watch-list.ts";
import { nameKey } from "../watch/name-key.ts";
import { sayEach } from "../words/words.ts";
import { suggest } from "./suggest.ts";
import { draftWatch, editWatch, maxWatches, tooManyWatches } from "./watch-edit.ts";
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
  const byName = new Intl.Collator("en");

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
    if (found === undefined) throw new UserError(sayEach((words) => words.watch.unknown(watch)));
    return found;
  }

  /** Like {@link find}, but knows the names of watches that were removed: their buttons hold an id alone. */
  async function lookUp(serverId: string, watch: string): Promise<Watch> {
    const found = await store.watches.find(serverId, watch, nameKey(watch));
    if (found !== undefined) return found;
    const former = await formerly.get<Watch>(`removed ${watch}`);
    if (former?.serverId !== serverId) {
      throw new UserError(sayEach((words) => words.watch.unknown(watch)));
    }
    throw new UserError(sayEach(({ replay }) => replay.watchGone(former.name)));
  }

  async function insert(watch: Watch): Promise<void> {
    await change(watch.id, watch, async (tables) => {
      const revision = await refuseTwin(watch, tables.watches.insert(watch, nameKey(watch.name)));
      if ((await tables.watches.count(watch.serverId)) > maxWatches) throw tooManyWatches();
      return revision;
    });
  }

  /** Reads, changes and writes in one transaction: of two changes at a time neither undoes the other. */
  async function replace<T extends { readonly watch: Watch }>(
    serverId: string,
    watch: string,
    alter: (current: Watch) => T,
  ): Promise<T> {
    const { id } = await lookUp(serverId, watch);
    const { altered, revision } = await store.transaction(async (tables) => {
      await tables.watches.revision(true);
      const altered = alter(await find(tables, serverId, id));
      const key = nameKey(altered.watch.name);
      return {
        altered,
        revision: await refuseTwin(altered.watch, tables.watches.update(altered.watch, key)),
      };
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
      await insert(watch);
      return { watch, warnings };
    },

    async list(serverId) {
      // From memory: ten thousand that are read anew would hold everything else up.
      await watchList.refresh(store, await store.watches.revision());
      return [...watchList.ofServer(serverId)].sort((a, b) => byName.compare(a.name, b.name));
    },

    get: lookUp,

    async edit(serverId, watch, input) {
      const edited = await replace(serverId, watch, (before) => ({ before, ...editWatch(before, input) }));
      return { watch: edited.watch, warnings: edited.warnings, undo: await keepForUndo(edited) };
    },

    async revert(serverId, watchId, undo) {
      const kept = await formerly.get<Watch>(`edited ${undo}`);
      if (kept === undefined || kept.serverId !== serverId || kept.id !== watchId) {
        throw new UserError(sayEach(({ watch }) => watch.formerGone));
      }
      const former = revive(kept);
      const reverted = await replace(serverId, watchId, (before) => {
        // Another edit came after: taking this one back would take that one along.
        if (makeUndo(former, before) !== undo) {
          throw new UserError(sayEach(({ watch }) => watch.changedSince(before.name)));
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
      const found = await lookUp(serverId, watch);
      await formerly.set(`removed ${found.id}`, found, undoMs);
      await change(found.id, null, (tables) => tables.watches.remove(serverId, found.id));
      return found;
    },

    async restore(serverId, watchId) {
      const kept = await formerly.get<Watch>(`removed ${watchId}`);
      if (kept === undefined || kept.serverId !== serverId) {
        throw new UserError(sayEach(({ watch }) => watch.removedGone));
      }
      const watch = revive(kept);
      await insert(watch);
      return watch;
    },

    async test(serverId, text, watch) {
      const found = watch === undefined ? null : await lookUp(serverId, watch);
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

/** Says in every language that a name is taken, which the store says in one. */
async function refuseTwin({ name }: Watch, written: Promise<number>): Promise<number> {
  try {
    return await written;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      sayEach(({ watch }) => watch.already(name)),
      { cause: error },
    );
  }
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
