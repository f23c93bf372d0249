import { randomUUID } from "node:crypto";
import { startOutbox } from "../../src/alert/outbox.ts";
import { loadLayout } from "../../src/config/layout.ts";
import { createFetcher } from "../../src/fetch/fetch.ts";
import { createLog } from "../../src/log.ts";
import type { RequestSettings, Source } from "../../src/model.ts";
import { visit, type VisitDependencies, type VisitReport } from "../../src/poll.ts";
import { nextVisit, wholeVisitLeaseMs } from "../../src/schedule.ts";
import { createWatchService } from "../../src/services/watches.ts";
import type { Store } from "../../src/store/store.ts";
import { createWatchList, type WatchList } from "../../src/watch-list.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { noon } from "../store/samples.ts";
import { createRecordingMessenger, type RecordingMessenger } from "./recording-messenger.ts";

/** Everything a visit needs, real but for Discord and the clock. */
export interface Room {
  store: Store;
  watchList: WatchList;
  readonly messenger: RecordingMessenger;
  readonly log: VisitDependencies["log"];
  readonly now: () => Date;
  pass(minutes: number): void;
  watch(company: string, input?: { domains?: string[]; mentions?: "alert" }): Promise<string>;
  /** Visits a source under a lease of its own. */
  visit(source: Source, change?: Partial<VisitDependencies>, signal?: AbortSignal): Promise<VisitReport>;
  dependencies(): VisitDependencies;
  /** Posts what is in the outbox; gives the headlines of all messages so far. */
  deliver(): Promise<string[]>;
  /** A new process finds the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const serverId = "s1";
export const channelId = "c1";

export async function openRoom(place: Place = sqlitePlace()): Promise<Room> {
  const fetcher = createFetcher({ allowHosts: ["127.0.0.1"], userAgent: "test" });
  let clock = noon;
  const now = () => clock;
  const log = createLog("silent");
  const room: Room = {
    store: await place.open(),
    watchList: createWatchList(),
    messenger: createRecordingMessenger(),
    log,
    now,
    pass: (minutes) => void (clock = new Date(clock.getTime() + minutes * 60_000)),
    async watch(company, input = {}) {
      const service = createWatchService({ store: room.store, watchList: room.watchList, now });
      const { watch } = await service.add(serverId, { company, ...input }, { userId: "u1", channelId });
      return watch.id;
    },
    dependencies: () => ({
      store: room.store,
      fetcher,
      watchList: room.watchList,
      sourceNames: new Map(),
      log,
      now,
      nextVisit: (source, failures, at) => nextVisit(source, failures, at, 0),
      onDeliveries: () => undefined,
    }),
    async visit(source, change = {}, signal = new AbortController().signal) {
      const owner = randomUUID();
      await room.store.sources.register([source.id], clock);
      await room.store.sources.claim(source.id, owner, clock, wholeVisitLeaseMs);
      return visit(source, owner, { ...room.dependencies(), ...change }, signal);
    },
    async deliver() {
      const { store, messenger } = room;
      const outbox = startOutbox({ store, messengerFor: () => messenger, log, now });
      await outbox.drain();
      await outbox.stop(0);
      return messenger.headlines(channelId);
    },
    async restart() {
      await room.store.close();
      room.store = await place.open();
      room.watchList = createWatchList();
    },
    async close() {
      await fetcher.close();
      await room.store.close();
      await place.dispose();
    },
  };
  return room;
}

const day = 24 * 60 * 60 * 1000;

/** A source as the configuration would give it. */
export function makeSource(
  kind: Source["kind"],
  urls: readonly string[],
  change: Partial<Omit<Source, "request">> & { request?: Partial<RequestSettings> } = {},
): Source {
  const preset = {
    forum: "mybb",
    json: "ransomware-live",
    telegram: "telegram",
    discourse: "discourse",
    feed: undefined,
  }[kind];
  const { request, ...rest } = change;
  return {
    id: `${kind}-1`,
    name: `Example ${kind}`,
    kind,
    urls,
    every: 10 * 60_000,
    enabled: true,
    links: "defang",
    request: { headers: {}, timeoutMs: 5000, maxBytes: 1024 * 1024, delayMs: 0, ...request },
    robots: "ignore",
    lookbackMs: 90 * day,
    flood: 20,
    definedAt: "feeds/test.yaml:1",
    ...loadLayout(preset),
    ...rest,
  };
}
