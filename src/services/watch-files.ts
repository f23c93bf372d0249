import type {
  ImportedBy,
  ImportReport,
  RowNote,
  WatchFileService,
  WatchInput,
  WatchService,
} from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { Watch } from "../model.ts";
import type { Store } from "../store/store.ts";
import type { WatchList } from "../watch-list.ts";
import { nameKey } from "../watch/name-key.ts";
import { sayEach } from "../words/words.ts";
import { draftWatch, editWatch, maxWatches, tooManyWatches } from "./watch-edit.ts";
import { createImportUndo, type ImportedWatch } from "./watch-import-undo.ts";

/** One row of a file: what it says of a watch. What it does not say stays as it is. */
export interface WatchRow extends WatchInput {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly paused?: boolean | undefined;
}

/** How watches are written in files; an argument, since its libraries are no business of a service. */
export interface WatchFileFormat {
  /** @throws `UserError` where the file as a whole cannot be read */
  read(file: Uint8Array): Promise<ReadRows>;
  write(watches: readonly Watch[], format: "csv" | "json"): string;
}

/** The rows of a file. */
export interface ReadRows extends Pick<ImportReport, "bad" | "ignored"> {
  readonly rows: readonly WatchRow[];
}

/** What an import is about to store. */
interface Plan extends Omit<ImportReport, "ignored" | "undo"> {
  readonly changed: readonly ImportedWatch[];
}

const rowsPerTurn = 100;

/** Makes the service behind `/watch import` and `/watch export`. */
export function createWatchFileService({
  store,
  watches,
  watchList,
  format,
  now,
}: {
  store: Store;
  watches: Pick<WatchService, "list">;
  watchList: WatchList;
  format: WatchFileFormat;
  now: () => Date;
}): WatchFileService {
  const undoing = createImportUndo({ store, watchList });
  return {
    async import(serverId, file, by) {
      const { rows, bad, ignored } = await format.read(file);
      const seen = await store.watches.revision();
      await watchList.refresh(store, seen);
      let plan = await makePlan(serverId, rows, by, watchList.ofServer(serverId), now());
      const revision = await store.transaction(async (tables) => {
        // Somebody changed a watch meanwhile; from here on nobody does.
        const current = await tables.watches.revision(true);
        if (current !== seen) {
          await watchList.refresh(tables, current);
          plan = await makePlan(serverId, rows, by, watchList.ofServer(serverId), now());
        }
        const { changed } = plan;
        if (changed.length === 0) return null;
        return tables.watches.putAll(
          changed.map(({ after }) => ({ watch: after, nameKey: nameKey(after.name) })),
        );
      });
      let undo: string | null = null;
      if (revision !== null) {
        await watchList.applyAll(
          plan.changed.map(({ after }) => after),
          revision,
        );
        await watchList.refresh(store, revision);
        undo = await undoing.keep(serverId, plan.changed, revision);
      }
      const { added, updated, unchanged, warnings } = plan;
      const allBad = [...bad, ...plan.bad].sort((a, b) => a.line - b.line);
      return { added, updated, unchanged, warnings, bad: allBad, ignored, undo };
    },

    takeBack: (serverId, undo) => undoing.takeBack(serverId, undo),

    async export(serverId, as) {
      const kept = [...(await watches.list(serverId))].sort((a, b) => (a.name < b.name ? -1 : 1));
      return { text: format.write(kept, as), watches: kept.length };
    },
  };
}

/** Lays rows over the watches there are; what is unusable is named and left out. */
async function makePlan(
  serverId: string,
  rows: readonly WatchRow[],
  by: ImportedBy,
  existing: readonly Watch[],
  now: Date,
): Promise<Plan> {
  const known = new Map(existing.map((watch) => [nameKey(watch.name), watch]));
  const lines = new Map<string, number>();
  const changed: ImportedWatch[] = [];
  const updated: string[] = [];
  const bad: RowNote[] = [];
  const warnings: RowNote[] = [];
  let unchanged = 0;
  for (const [at, row] of rows.entries()) {
    // A row takes 0.05 ms: commands, deliveries and visits go on meanwhile.
    if (at % rowsPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    const { line, paused, ...input } = row;
    const key = nameKey(input.company);
    const before = known.get(key);
    try {
      checkPlace(row, by);
      const twin = lines.get(key);
      if (twin !== undefined) {
        throw new UserError(sayEach(({ watchFile }) => watchFile.twin(input.company, twin)));
      }
      const edited = editWatch(before ?? draftWatch(serverId, by, now), input);
      const watch = { ...edited.watch, paused: paused ?? edited.watch.paused };
      lines.set(key, line);
      warnings.push(...edited.warnings.map((reason) => ({ line, reason })));
      if (before !== undefined && JSON.stringify(before) === JSON.stringify(watch)) {
        unchanged++;
        continue;
      }
      const added = changed.length - updated.length;
      if (before === undefined && existing.length + added >= maxWatches) throw tooManyWatches();
      changed.push({ before: before ?? null, after: watch });
      if (before !== undefined) updated.push(watch.name);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { message, translations } = error;
      bad.push({ line, reason: message.replaceAll("\n", " "), translations });
    }
  }
  return { changed, added: changed.length - updated.length, updated, unchanged, bad, warnings };
}

/** Alerts go to channels and roles of one's own server alone, whatever a file says. */
function checkPlace({ channelId, roleId }: WatchRow, { hasChannel, hasRole }: ImportedBy): void {
  if (typeof channelId === "string" && hasChannel?.(channelId) === false) {
    throw new UserError(sayEach(({ watchFile }) => watchFile.noSuchChannel(channelId)));
  }
  if (typeof roleId === "string" && hasRole?.(roleId) === false) {
    throw new UserError(sayEach(({ watchFile }) => watchFile.noSuchRole(roleId)));
  }
}
