import { localServer, terminalChannel, type Watch } from "./model.ts";
import type { Tables } from "./store/store.ts";
import { createWatchIndex, type WatchIndex } from "./watch/watch-index.ts";

/** The watches of all servers in memory: the index that finds them in text, and what belongs to each. */
export interface WatchList {
  readonly index: WatchIndex;
  get(id: string): Watch | undefined;
  ofServer(serverId: string): readonly Watch[];
  /** Takes over one change of a watch (null: removed) that made this revision; where others came between, a refresh will. */
  apply(id: string, watch: Watch | null, revision: number): void;
  /** Brings the list up to date if somebody, in whatever process, changed a watch. */
  refresh(tables: Pick<Tables, "watches">, revision: number): Promise<void>;
}

/** An empty list; {@link WatchList.refresh} fills it. */
export function createWatchList(): WatchList {
  const index = createWatchIndex();
  const watches = new Map<string, Watch>();
  let known = -1;
  const place = (watch: Watch): void => {
    if (watch.paused) index.remove(watch.id);
    else index.add(watch);
    watches.set(watch.id, watch);
  };
  return {
    index,
    get: (id) => watches.get(id),
    ofServer: (serverId) => [...watches.values()].filter((watch) => watch.serverId === serverId),
    apply(id, watch, revision) {
      if (revision !== known + 1) return;
      known = revision;
      if (watch !== null) return place(watch);
      index.remove(id);
      watches.delete(id);
    },
    async refresh(tables, revision) {
      if (revision <= known) return;
      const current = new Map((await tables.watches.all()).map((watch) => [watch.id, watch]));
      // While it was read, a later refresh may have overtaken this one.
      if (revision <= known) return;
      for (const id of [...watches.keys()].filter((id) => !current.has(id))) {
        index.remove(id);
        watches.delete(id);
      }
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
