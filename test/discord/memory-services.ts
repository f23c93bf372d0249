import type {
  AlertService,
  ListingFilter,
  ListingService,
  Services,
  SourceService,
  SourceVisit,
  WatchInput,
  WatchService,
} from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { SourceStatus, StoredListing, Watch } from "../../src/model.ts";

/** Services over plain arrays, open for a test to fill and to look into. */
export interface MemoryServices extends Services {
  readonly kept: {
    watches: Watch[];
    readonly removed: Map<string, Watch>;
    listings: StoredListing[];
    sources: SourceStatus[];
    /** What the next visit comes to. */
    visit: SourceVisit;
    /** Ids of the sources that were visited on request. */
    readonly visited: string[];
    readonly channels: Map<string, string>;
    readonly filters: Map<string, ListingFilter>;
    readonly tested: string[];
  };
}

/** Makes services that keep everything in memory. */
export function createMemoryServices(): MemoryServices {
  const kept: MemoryServices["kept"] = {
    watches: [],
    removed: new Map(),
    listings: [],
    sources: [],
    visit: {
      outcome: "unchanged",
      isFirst: false,
      newPosts: 0,
      changedPosts: 0,
      alerts: 0,
      updates: 0,
      error: null,
    },
    visited: [],
    channels: new Map(),
    filters: new Map(),
    tested: [],
  };
  return {
    kept,
    watches: createWatches(kept),
    listings: createListings(kept),
    sources: createSources(kept),
    alerts: createAlerts(kept),
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
      return { watch, warnings: warn(watch) };
    },
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
  const find = (typed: string): SourceStatus => {
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
    setChannel: async (serverId, purpose, channelId) =>
      void kept.channels.set(`${serverId}:${purpose}`, channelId),
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
  };
}

function contains(text: string, typed: string | undefined): boolean {
  return typed === undefined || text.toLowerCase().includes(typed.toLowerCase());
}

function definedOnly(input: Omit<Partial<WatchInput>, "company">): Partial<Watch> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
