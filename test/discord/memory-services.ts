import type {
  AlertService,
  Examination,
  ListingFilter,
  ListingService,
  Services,
  SourceService,
  SourceVisit,
  StatisticsService,
  WatchInput,
  WatchService,
} from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { PricePoint, SourceHistory, Statistics, StoredListing, Watch } from "../../src/model.ts";

/** Services over plain arrays, open for a test to fill and to look into. */
export interface MemoryServices extends Services {
  readonly kept: {
    watches: Watch[];
    readonly removed: Map<string, Watch>;
    /** What edited watches were before, by what takes the edit back. */
    readonly edited: Map<string, Watch>;
    listings: StoredListing[];
    sources: SourceHistory[];
    /** What the next visit comes to. */
    visit: SourceVisit;
    /** Ids of the sources that were visited on request. */
    readonly visited: string[];
    readonly channels: Map<string, string>;
    readonly filters: Map<string, ListingFilter>;
    readonly tested: string[];
    statistics: Statistics;
    examination: Examination;
    /** How the price of a listing went on; more than one makes a picture. */
    prices: PricePoint[];
  };
}

/** Makes services that keep everything in memory. */
export function createMemoryServices(): MemoryServices {
  const kept: MemoryServices["kept"] = {
    watches: [],
    removed: new Map(),
    edited: new Map(),
    listings: [],
    sources: [],
    visit: {
      outcome: "unchanged",
      isFirst: false,
      newPosts: 0,
      changedPosts: 0,
      alerts: 0,
      updates: 0,
      partial: null,
      error: null,
    },
    visited: [],
    channels: new Map(),
    filters: new Map(),
    tested: [],
    statistics: {
      since: new Date("2026-02-01T00:00:00Z"),
      until: new Date("2026-03-01T12:00:00Z"),
      listings: 0,
      weeks: [],
      actors: [],
      prices: [],
      dollars: [],
      alerts: { sent: 0, updates: 0, waiting: 0, failed: 0 },
    },
    examination: {
      routes: [],
      unrouted: [],
      watches: 1,
      queue: { waiting: 0, held: 0, failed: 0, oldestMs: 0 },
      sources: { enabled: 3, neverRead: 0, failing: [], overdueMs: 0 },
      rates: null,
      stallMs: 0,
    },
    prices: [],
  };
  return {
    kept,
    watches: createWatches(kept),
    listings: createListings(kept),
    sources: createSources(kept),
    ...createFiles(),
    alerts: createAlerts(kept),
    statistics: createStatistics(kept),
    doctor: { examine: async () => kept.examination },
  };
}

function createWatches(kept: MemoryServices["kept"]): WatchService {
  const find = (serverId: string, wanted: string): Watch => {
    const watch = kept.watches.find(
      ({ id, name, serverId: owner }) =>
        owner === serverId && (id === wanted || name.toLowerCase() === wanted.toLowerCase()),
    );
    if (watch === undefined) throw new UserError(`No watch is called ${wanted}.`);
    return watch;
  };
  const replace = (watch: Watch): Watch => {
    kept.watches = kept.watches.map((other) => (other.id === watch.id ? watch : other));
    return watch;
  };
  const warn = ({ aliases }: Pick<Watch, "aliases">): readonly string[] =>
    aliases
      .filter((alias) => alias.length < 3)
      .map((alias) => `The alias ${alias} is short and may find other things.`);
  return {
    add: async (serverId, { company, ...input }, by) => {
      if (kept.watches.some(({ name, serverId: owner }) => owner === serverId && name === company))
        throw new UserError(`${company} is watched already.`);
      const watch: Watch = {
        id: `w${kept.watches.length + kept.removed.size + 1}`,
        serverId,
        name: company,
        aliases: [],
        domains: [],
        exclude: [],
        require: [],
        mode: "normal",
        mentions: "off",
        channelId: null,
        roleId: null,
        ...definedOnly(input),
        addedInChannelId: by.channelId,
        paused: false,
        createdBy: by.userId,
        createdAt: new Date("2026-03-01T12:00:00Z"),
      };
      kept.watches.push(watch);
      return { watch, warnings: warn(watch) };
    },
    list: async (serverId) => kept.watches.filter((watch) => watch.serverId === serverId),
    get: async (serverId, wanted) => find(serverId, wanted),
    edit: async (serverId, wanted, { company, ...input }) => {
      const before = find(serverId, wanted);
      const watch = replace({ ...before, ...definedOnly(input), name: company ?? before.name });
      const undo = `u${kept.edited.size + 1}`;
      kept.edited.set(undo, before);
      return { watch, warnings: warn(watch), undo };
    },
    revert: async (serverId, wanted, undo) => {
      const before = kept.edited.get(undo);
      if (before === undefined) throw new UserError("What it was is kept no longer.");
      kept.edited.set("redo", find(serverId, wanted));
      return { watch: replace(before), undo: "redo" };
    },
    test: async () => ({ normalised: {}, watches: [] }),
    setPaused: async (serverId, wanted, paused) => replace({ ...find(serverId, wanted), paused }),
    remove: async (serverId, wanted) => {
      const watch = find(serverId, wanted);
      kept.watches = kept.watches.filter(({ id }) => id !== watch.id);
      kept.removed.set(watch.id, watch);
      return watch;
    },
    restore: async (serverId, id) => {
      const watch = kept.removed.get(id);
      if (watch === undefined || watch.serverId !== serverId)
        throw new UserError("This watch is kept no longer.");
      kept.removed.delete(id);
      kept.watches.push(watch);
      return watch;
    },
    routeOf: async (watch) =>
      watch.channelId ?? kept.channels.get(`${watch.serverId}:alerts`) ?? watch.addedInChannelId,
    suggest: (serverId, typed) =>
      kept.watches.filter((watch) => watch.serverId === serverId && contains(watch.name, typed)).slice(0, 25),
  };
}

/** What needs stored posts and files; its tests have a store of their own (test/commands/watch-room.ts). */
function createFiles(): Pick<Services, "replays" | "watchFiles" | "files"> {
  const refuse = (): Promise<never> => Promise.reject(new UserError("Nothing is kept here."));
  const span = { days: 90, posts: 0, isCut: false };
  return {
    replays: {
      replay: async () => ({ alerts: 0, examples: [], span }),
      post: refuse,
      propose: refuse,
      adopt: refuse,
    },
    watchFiles: { import: refuse, takeBack: refuse, export: refuse },
    files: { download: refuse },
  };
}

function createListings(kept: MemoryServices["kept"]): ListingService {
  const fits = (stored: StoredListing, filter: ListingFilter): boolean => {
    const { post, listing, sourceId, discoveredAt } = stored;
    return (
      contains(`${post.title} ${post.body ?? ""}`, filter.text) &&
      (filter.company === undefined || listing.victims.some(({ name }) => contains(name, filter.company))) &&
      (filter.actor === undefined || listing.actors.some(({ name }) => contains(name, filter.actor))) &&
      (filter.kind === undefined || listing.kind === filter.kind) &&
      (filter.dataType === undefined || listing.dataTypes.some(({ id }) => id === filter.dataType)) &&
      (filter.minPrice === undefined || (listing.prices[0]?.amount ?? 0) >= filter.minPrice) &&
      (filter.sourceId === undefined || sourceId === filter.sourceId) &&
      (filter.since === undefined || discoveredAt >= filter.since)
    );
  };
  const dataTypes = [
    { id: "phone", name: "Phone numbers" },
    { id: "email", name: "Email addresses" },
  ];
  return {
    search: async (filter, page, perPage) => {
      const items = kept.listings.filter((stored) => fits(stored, filter));
      return {
        items: items.slice(page * perPage, (page + 1) * perPage),
        total: items.length,
        page,
        pages: Math.ceil(items.length / perPage),
      };
    },
    find: async (wanted) => kept.listings.find(({ id }) => id === wanted),
    history: async ({ id, sourceName, post, discoveredAt }) => ({
      sightings: [{ id, sourceName, title: post.title, at: discoveredAt }],
      prices: kept.prices,
      changes: [],
    }),
    rates: async () => null,
    saveFilter: async (filter) => {
      const id = `f${kept.filters.size + 1}`;
      kept.filters.set(id, filter);
      return id;
    },
    loadFilter: async (id) => kept.filters.get(id),
    suggest: (typed) =>
      kept.listings
        .filter(({ post }) => contains(post.title, typed))
        .map(({ id, post }) => ({ id, name: post.title })),
    suggestDataTypes: (typed) => dataTypes.filter(({ id, name }) => contains(`${id} ${name}`, typed)),
  };
}

function createSources(kept: MemoryServices["kept"]): SourceService {
  const find = (typed: string): SourceHistory => {
    const found = kept.sources.find(({ source }) => [source.id, source.name].includes(typed));
    if (found === undefined) throw new UserError(`No source is called ${typed}.`);
    return found;
  };
  return {
    list: async () => kept.sources,
    get: async (typed) => find(typed),
    async visit(typed) {
      kept.visited.push(find(typed).source.id);
      return kept.visit;
    },
    suggest: (typed) =>
      kept.sources.map(({ source }) => source).filter(({ id, name }) => contains(`${id} ${name}`, typed)),
  };
}

function createAlerts(kept: MemoryServices["kept"]): AlertService {
  return {
    setChannel: async (serverId, purpose, channelId) => {
      if (channelId === null) kept.channels.delete(`${serverId}:${purpose}`);
      else kept.channels.set(`${serverId}:${purpose}`, channelId);
    },
    channelsOf: async (serverId) => {
      const found = (["alerts", "digest", "health"] as const).flatMap((purpose) => {
        const channelId = kept.channels.get(`${serverId}:${purpose}`);
        return channelId === undefined ? [] : [[purpose, channelId] as const];
      });
      return Object.fromEntries(found);
    },
    test: async (serverId, fallbackChannelId) => {
      const channelId = kept.channels.get(`${serverId}:alerts`) ?? fallbackChannelId;
      kept.tested.push(channelId);
      return { channelId };
    },
    // All else is tested over the real service, which a test hands to its bot.
    routingOf: unused,
    setRoute: unused,
    setRoles: unused,
    setQuiet: unused,
    setDigest: unused,
    mute: unused,
    muteWatchOf: unused,
    endMute: unused,
    suggestMutes: unused,
    log: unused,
    retry: unused,
    find: unused,
    acknowledge: unused,
    details: unused,
    openedCase: unused,
  };
}

function unused(): never {
  throw new Error("these services keep no more of alerts");
}

// The smallest PNG: one pixel.
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=",
  "base64",
);

function createStatistics(kept: MemoryServices["kept"]): StatisticsService {
  return {
    count: async (_, since) => ({ ...kept.statistics, since }),
    draw: async () => pixel,
    drawPrices: async () => (kept.prices.length < 2 ? null : pixel),
  };
}

function contains(text: string, typed: string | undefined): boolean {
  return typed === undefined || text.toLowerCase().includes(typed.toLowerCase());
}

function definedOnly(input: Omit<Partial<WatchInput>, "company">): Partial<Watch> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
