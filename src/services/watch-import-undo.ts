import type { UndoneImport } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { Watch } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import type { WatchList } from "../watch-list.ts";
import { nameKey } from "../watch/name-key.ts";
import { sayEach } from "../words/words.ts";

/** A watch that an import made or changed. */
export interface ImportedWatch {
  /** Null: it was added. */
  readonly before: Watch | null;
  readonly after: Watch;
}

/** What is kept of one; of its state afterwards only what tells whether it was changed again. */
interface Kept {
  readonly id: string;
  readonly before: Watch | null;
  readonly after: string;
}

// As long as a removed or changed watch can be put back.
const undoMs = 24 * 60 * 60 * 1000;
// Ten thousand in one text would hold everything else up.
const watchesPerPart = 250;

/** Makes what takes imports back. */
export function createImportUndo({ store, watchList }: { store: Store; watchList: WatchList }) {
  const { state } = store.caches;

  return {
    /** @returns what takes the import back */
    async keep(serverId: string, imported: readonly ImportedWatch[], revision: number): Promise<string> {
      const undo = deriveId("import", serverId, String(revision));
      let parts = 0;
      for (let from = 0; from < imported.length; from += watchesPerPart, parts++) {
        const part = imported
          .slice(from, from + watchesPerPart)
          .map(({ before, after }): Kept => ({ id: after.id, before, after: digest(after) }));
        await state.set(`imported ${undo} ${parts}`, part, undoMs);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await state.set(`imported ${undo}`, { serverId, parts }, undoMs);
      return undo;
    },

    async takeBack(serverId: string, undo: string): Promise<UndoneImport> {
      const kept = await state.get<{ serverId: string; parts: number }>(`imported ${undo}`);
      if (kept?.serverId !== serverId) throw importGone();
      const all: Kept[] = [];
      for (let part = 0; part < kept.parts; part++) {
        const some = await state.get<readonly Kept[]>(`imported ${undo} ${part}`);
        if (some === undefined) throw importGone();
        all.push(...some);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const gone: string[] = [];
      const former: Watch[] = [];
      const left: string[] = [];
      const revision = await store.transaction(async (tables) => {
        const current = await tables.watches.revision(true);
        await watchList.refresh(tables, current);
        for (const list of [gone, former, left]) list.length = 0;
        for (const [at, { id, before, after }] of all.entries()) {
          if (at % watchesPerPart === 0) await new Promise((resolve) => setImmediate(resolve));
          const watch = watchList.get(id);
          if (watch === undefined) continue;
          if (digest(watch) !== after) left.push(watch.name);
          else if (before === null) gone.push(id);
          else former.push({ ...before, createdAt: new Date(before.createdAt) });
        }
        if (gone.length === 0 && former.length === 0) return current;
        await tables.watches.removeAll(serverId, gone);
        return tables.watches.putAll(former.map((watch) => ({ watch, nameKey: nameKey(watch.name) })));
      });
      await watchList.refresh(store, revision);
      return { removed: gone.length, restored: former.length, left };
    },
  };
}

function digest(watch: Watch): string {
  return deriveId(JSON.stringify(watch));
}

function importGone(): UserError {
  return new UserError(sayEach(({ watchFile }) => watchFile.importGone));
}
