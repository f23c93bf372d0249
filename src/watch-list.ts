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

// A change takes 0.1 to 1 ms: commands, deliveries and visits go on meanwhile.
const watchesPerTurn = 25;

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
  return {
    index,
    get: (id) => watches.get(id),
    ofServer: (serverId) => [...(byServer.get(serverId)?.values() ?? [])],
    apply(id, watch, revision) {
      if (revision !== known + 1) return;
      known = revision;
      if (watch === null) remove(id);
      else place(watch);
    },
    async applyAll(changed, revision) {
      const before = known;
      if (revision !== before + 1) return;
      for (let from = 0; from < changed.length; from += watchesPerTurn) {
        for (const watch of changed.slice(from, from + watchesPerTurn)) place(watch);
        await new Promise((resolve) => setImmediate(resolve));
        // A refresh has overtaken this: what is left of it is old.
        if (known !== before) return;
      }
      known = revision;
    },
    async refresh(tables, revision) {
      if (revision <= known) return;
      const current = new Map((await tables.watches.all()).map((watch) => [watch.id, watch]));
      // While it was read, a later refresh may have overtaken this one.
      if (revision <= known) return;
      for (const id of [...watches.keys()].filter((id) => !current.has(id))) remove(id);
      for (const watch of current.values()) {
        if (JSON.stringify(watches.get(watch.id)) !== JSON.stringify(watch)) place(watch);
      }
      known = revision;
    },
  };
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
export function silenceOf(match: Match, watch: Watch): string | null {
  if (match.tier === "possible") return "only possible";
  if (match.party !== "mentioned" || watch.mentions === "alert") return null;
  return watch.mentions === "digest" ? "digest" : "mentioned only";
}
