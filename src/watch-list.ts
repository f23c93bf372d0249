import { localServer, type Match, terminalChannel, type Watch } from "./model.ts";
import type { Tables } from "./store/store.ts";
import { createWatchIndex, type WatchIndex } from "./watch/watch-index.ts";

/** The watches of all servers in memory: the index that finds them in text, and what belongs to each. */
export interface WatchList {
  readonly index: WatchIndex;
  get(id: string): Watch | undefined;
  ofServer(serverId: string): readonly Watch[];
  /** Takes over one change of a watch (null: removed) that made this revision; where others came between, a refresh will. */
  apply(id: string, watch: Watch | null, revision: number): void;
  /** Takes over many changes that made one revision, a few at a time; where others came between, a refresh will. */
  applyAll(changed: readonly Watch[], revision: number): Promise<void>;
  /** Brings the list up to date if somebody, in whatever process, changed a watch. */
  refresh(tables: Pick<Tables, "watches">, revision: number): Promise<void>;
}

// A change takes 0.1 to 1 ms, a watch that is read 0.01: commands, deliveries and visits go on meanwhile.
const changesPerTurn = 25;
const watchesPerPage = 250;

/** An empty list; {@link WatchList.refresh} fills it. */
export function createWatchList(): WatchList {
  const index = createWatchIndex();
  const watches = new Map<string, Watch>();
  // What is typed is completed from one server's watches, however many the others have.
  const byServer = new Map<string, Map<string, Watch>>();
  let known = -1;
  const place = (watch: Watch): void => {
    const { id, serverId } = watch;
    if (watch.paused) index.remove(id);
    else index.add(watch);
    watches.set(id, watch);
    const own = byServer.get(serverId) ?? new Map<string, Watch>();
    byServer.set(serverId, own.set(id, watch));
  };
  const remove = (id: string): void => {
    index.remove(id);
    byServer.get(watches.get(id)?.serverId ?? "")?.delete(id);
    watches.delete(id);
  };
  /** Places what differs from what is known, a few at a time; what is `gone` first. */
  const takeOver = async (newer: Iterable<Watch>, gone: readonly string[] = []): Promise<void> => {
    for (const [at, id] of gone.entries()) {
      remove(id);
      if (at % changesPerTurn === 0) await nextTurn();
    }
    let compared = 0;
    let placed = 0;
    for (const watch of newer) {
      compared++;
      if (!isSame(watches.get(watch.id), watch)) {
        placed++;
        place(watch);
      }
      if (compared === watchesPerPage || placed === changesPerTurn) {
        [compared, placed] = [0, 0];
        await nextTurn();
      }
    }
  };
  let isTaking = false;
  let last: Promise<void> = Promise.resolve();
  /** One at a time, or an older one would go on above a newer one; `work` waits for nothing but its turns. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const taken = last.then(async () => {
      isTaking = true;
      try {
        await work();
      } finally {
        isTaking = false;
      }
    });
    last = taken.catch(() => undefined);
    return taken;
  };
  return {
    index,
    get: (id) => watches.get(id),
    ofServer: (serverId) => [...(byServer.get(serverId)?.values() ?? [])],
    apply(id, watch, revision) {
      // What is being taken over may be older or newer than this.
      if (isTaking || revision !== known + 1) return;
      known = revision;
      if (watch === null) remove(id);
      else place(watch);
    },
    applyAll: (changed, revision) =>
      inTurn(async () => {
        if (revision !== known + 1) return;
        await takeOver(changed);
        known = revision;
      }),
    async refresh(tables, revision) {
      if (revision <= known) return;
      // Read outside the turn: who reads in a transaction and who waits for that transaction must not wait for each other.
      const current = await readAll(tables);
      await inTurn(async () => {
        // A later refresh has overtaken this one.
        if (revision <= known) return;
        const gone = [...watches.keys()].filter((id) => !current.has(id));
        await takeOver(current.values(), gone);
        known = revision;
      });
    },
  };
}

async function readAll({ watches }: Pick<Tables, "watches">): Promise<Map<string, Watch>> {
  const all = new Map<string, Watch>();
  for (let after: string | null = null; ;) {
    const page: readonly Watch[] = await watches.page(after, watchesPerPage);
    for (const watch of page) all.set(watch.id, watch);
    after = page.at(-1)?.id ?? null;
    if (page.length < watchesPerPage || after === null) return all;
    // SQLite answers at once.
    await nextTurn();
  }
}

function isSame(known: Watch | undefined, watch: Watch): boolean {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(watch);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Where a watch's alerts go: its own channel, else the server's alerts channel, else where it was added.
 *
 * @param serverAlerts - the server's channel for alerts, where one is set
 * @returns a channel's id, {@link terminalChannel}, or null where there is nowhere to go
 */
export function routeOf(watch: Watch, serverAlerts: string | undefined): string | null {
  const channel = watch.channelId ?? serverAlerts ?? watch.addedInChannelId;
  return channel ?? (watch.serverId === localServer ? terminalChannel : null);
}

/**
 * Why a match by itself alerts nobody; null where it does.
 *
 * `digest` is no silence but the digest's part: what the watch asked for.
 */
export function silenceOf(match: Match, watch: Watch): "only possible" | "mentioned only" | "digest" | null {
  if (match.tier === "possible") return "only possible";
  if (match.party !== "mentioned" || watch.mentions === "alert") return null;
  return watch.mentions === "digest" ? "digest" : "mentioned only";
}
