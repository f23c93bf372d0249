import { startOutbox, type Outbox } from "./alert/outbox.ts";
import type { Messenger } from "./alert/messenger.ts";
import type { Config } from "./config/config.ts";
import type { Command, Services } from "./discord/command.ts";
import { createFileService } from "./discord/attachment.ts";
import { connectDiscord, type Discord } from "./discord/gateway.ts";
import { createHttpEnricher } from "./enrich/enricher.ts";
import { startEnrichment } from "./enrich/enrichment.ts";
import { DeliveryError, describeError, type ConfigError } from "./errors.ts";
import { createFetcher } from "./fetch/fetch.ts";
import { startHttp, type HttpEndpoint } from "./http.ts";
import type { Log } from "./log.ts";
import { terminalChannel } from "./model.ts";
import { visit, type VisitReport } from "./poll.ts";
import { startRates } from "./rates/refresh.ts";
import { nextVisit, startSchedule, type Schedule } from "./schedule.ts";
import { createDigests, runDigests } from "./services/alert-digests.ts";
import { createAlertService } from "./services/alerts.ts";
import { createDoctorService } from "./services/doctor.ts";
import { createListingService } from "./services/listings.ts";
import { createSourceService, type VisitNow } from "./services/sources.ts";
import { createStatisticsService } from "./services/statistics.ts";
import { createWatchFileService } from "./services/watch-files.ts";
import { createReplayService } from "./services/watch-replay.ts";
import { createWatchService } from "./services/watches.ts";
import { openStore, type Store } from "./store/store.ts";
import { watchFileFormat } from "./watch-file/format.ts";
import { tellPassedDeadlines } from "./visit/deadlines.ts";
import { createWatchList } from "./watch-list.ts";

/** What the application is made of. */
export interface AppOptions {
  readonly config: Config;
  readonly commands: readonly Command[];
  readonly log: Log;
  /** Where alerts are printed that go to no Discord channel. */
  readonly terminal: Messenger;
  readonly now?: () => Date;
  /** Called after every visit. */
  readonly onReport?: (report: VisitReport) => void;
  /** Called where going on is useless: the process should end with the error's text. */
  readonly onFatal: (error: ConfigError) => void;
}

/** The running application. */
export interface App {
  readonly store: Store;
  readonly services: Services;
  readonly outbox: Outbox | null;
  readonly schedule: Schedule | null;
  readonly discord: Discord | null;
  readonly http: HttpEndpoint | null;
  /** Ends within 15 s: visits in hand may finish for 8 s, deliveries for 3 s more. */
  stop(): Promise<void>;
}

// One visit's grace, one message's grace, Discord's goodbye: together below the 15 s that are promised.
const visitGraceMs = 8000;
const deliveryGraceMs = 3000;

/** Puts everything together and starts the parts that the process's role asks for. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log, terminal, onFatal } = options;
  const now = options.now ?? (() => new Date());
  const does = (role: Config["role"]): boolean => config.role === "all" || config.role === role;
  const store = await openStore(config.databaseUrl, {
    onCacheError: (error) => log.warn({ reason: describeError(error) }, "a cache did not answer"),
    onOutcomesLost: (error) =>
      log.warn({ reason: describeError(error) }, "unchanged sources are visited again: that was not stored"),
  });
  const core = createCore(config, store, now);
  await core.prepare();

  let schedule: Schedule | null = null;
  const services = core.services(messengerFor, () => schedule);
  const mayConnect = config.discordToken !== null && (does("discord") || does("deliver"));
  const discord: Discord | null =
    mayConnect && config.discordToken !== null
      ? connectDiscord({
          token: config.discordToken,
          apiUrl: config.discordApiUrl ?? undefined,
          log,
          // A process that only delivers answers nobody; its connection tells which permissions are missing.
          commands: does("discord") ? options.commands : [],
          services,
          registered: {
            load: () => store.caches.state.get<string>("commands"),
            save: async (hash) => void (await store.caches.state.set("commands", hash)),
          },
          onFatal,
        })
      : null;

  function messengerFor(channelId: string): Messenger {
    if (channelId === terminalChannel) return terminal;
    return discord?.messenger ?? withoutToken;
  }

  const outbox = does("deliver") ? startOutbox({ store, messengerFor, log, now }) : null;
  const digests = does("deliver")
    ? runDigests(core.due, {
        onTold: onDeliveries,
        onError: (error) => log.error({ err: error }, "digests could not be told"),
      })
    : null;
  const fetcher = createFetcher({
    allowHosts: config.allowHosts,
    torProxy: config.torProxy ?? undefined,
    userAgent,
  });
  const { enricherUrl: url, enricherToken: token } = config;
  const enrichment =
    does("poll") && url !== null
      ? startEnrichment({ enricher: createHttpEnricher({ url, token }), store, log })
      : null;
  const rates =
    does("poll") && config.ratesUrl !== null
      ? startRates({ url: config.ratesUrl, fetcher, cache: store.caches.rates, log, now })
      : null;
  schedule = does("poll")
    ? await startSchedule({
        sources: config.sources,
        store,
        log,
        now,
        visit: (source, owner, signal, state) => {
          const dependencies = { ...core.visitDependencies(log), fetcher, onDeliveries, onListings };
          return visit(source, owner, dependencies, signal, state);
        },
        onReport: (report) => {
          logReport(log, report);
          options.onReport?.(report);
        },
      })
    : null;
  function onDeliveries(): void {
    outbox?.wake();
  }
  function onListings(ids: readonly string[]): void {
    enrichment?.offer(ids);
  }
  const http =
    config.http === null
      ? null
      : await startHttp(config.http, {
          store,
          discord,
          isConnectionNeeded: mayConnect,
          sources: config.sources,
          now,
        });

  return {
    store,
    services,
    outbox,
    schedule,
    discord,
    http,
    async stop() {
      await http?.close();
      await schedule?.stop(visitGraceMs);
      await enrichment?.stop();
      await rates?.stop();
      await digests?.stop();
      await outbox?.stop(deliveryGraceMs);
      await discord?.close();
      await fetcher.close();
      await store.close();
    },
  };
}

/** What the pure commands of the operator need of the application: everything but the moving parts. */
export function createCore(
  config: Pick<Config, "sources" | "discordApiUrl" | "ratesUrl">,
  store: Store,
  now: () => Date,
) {
  const sources = new Map(config.sources.map((source) => [source.id, source]));
  const sourceNames = new Map(config.sources.map((source) => [source.id, source.name]));
  const watchList = createWatchList();
  const watches = createWatchService({ store, watchList, now });
  const listings = createListingService({ store, sources, now });
  const digests = createDigests({ store, sources, now });
  return {
    /** Loads what is answered from memory. */
    async prepare(): Promise<void> {
      await watchList.refresh(store, await store.watches.revision());
      await listings.loadTitles();
    },
    services: (
      messengerFor: (channelId: string) => Messenger,
      schedule: () => VisitNow | null = () => null,
    ): Services => ({
      watches,
      replays: createReplayService({ store, watches, watchList, sources, now }),
      watchFiles: createWatchFileService({ store, watches, watchList, format: watchFileFormat, now }),
      files: createFileService(config.discordApiUrl),
      listings,
      sources: createSourceService({ store, sources, schedule, now }),
      alerts: createAlertService({ store, watchList, sources, messengerFor, now }),
      statistics: createStatisticsService({ store, now }),
      doctor: createDoctorService({ store, sources, hasRatesUrl: config.ratesUrl !== null, now }),
    }),
    /** What is due because time passes. */
    due: {
      tellDue: async () => (await digests.tellDue()) + (await tellPassedDeadlines({ store, watchList, now })),
    },
    visitDependencies: (log: Log) => ({
      store,
      watchList,
      sourceNames,
      log,
      now,
      nextVisit: (source: Config["sources"][number], failures: number, at: Date) =>
        nextVisit(source, failures, at, Math.random()),
    }),
  };
}

// Names itself and where it can be read about; an operator's address belongs into a source's own headers.
export const userAgent = "Leakwatch/0.1 (self-hosted monitor of leak listings)";

/** Stands where Discord would be: what belongs to a channel waits until there is a token. */
function refuse(): Promise<never> {
  const reason =
    "this alert belongs to a Discord channel, and DISCORD_TOKEN is not set; it waits until it is";
  return Promise.reject(new DeliveryError("held", reason));
}
export const withoutToken: Messenger = { post: refuse, edit: refuse, find: refuse };

function logReport(log: Log, report: VisitReport): void {
  const { sourceId: source, outcome, error, isFirst, ...counts } = report;
  if (outcome === "failed") log.warn({ source, ...error }, "source not read");
  else if (outcome === "stored" && isFirst)
    log.info({ source, posts: counts.newPosts }, "first visit stored");
  else if (counts.newPosts + counts.changedPosts > 0) log.info({ source, ...counts }, "new posts stored");
  else log.debug({ source, outcome }, "nothing new");
}
