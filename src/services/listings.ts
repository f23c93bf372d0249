import { ownFacts } from "../alert/own-facts.ts";
import type { ListingFilter, ListingService } from "../discord/command.ts";
import { dataTypeLabels } from "../listing/data-types.ts";
import type { Source, StoredListing } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { ListingQuery, ListingRow } from "../store/listings.ts";
import { findCurrentRates } from "../store/rates.ts";
import type { Store } from "../store/store.ts";
import { normaliseDomain } from "../watch/domains.ts";
import { nameKey } from "../watch/name-key.ts";
import { createListingTitles } from "./listing-titles.ts";
import { suggest } from "./suggest.ts";

const filterMs = 30 * 24 * 60 * 60 * 1000;

/** Makes the service behind `/listings`. */
export function createListingService({
  store,
  sources,
  now,
}: {
  store: Store;
  sources: ReadonlyMap<string, Source>;
  now: () => Date;
}): ListingService & { loadTitles(): Promise<void> } {
  const titles = createListingTitles(store, now);

  const toStored = (row: ListingRow): StoredListing => {
    const source = sources.get(row.sourceId);
    return {
      id: row.id,
      incidentId: row.incidentId,
      sourceId: row.sourceId,
      sourceName: source?.name ?? row.sourceId,
      // A source that is configured no longer is trusted no longer.
      links: source?.links ?? "defang",
      post: row.post,
      listing: row.listing,
      discoveredAt: row.discoveredAt,
    };
  };

  return {
    loadTitles: () => titles.load(),

    async search(filter, page, perPage) {
      const query = toQuery(filter);
      const wanted = Math.max(0, page);
      let { rows, total } = await store.listings.search(query, wanted * perPage, perPage);
      const pages = Math.max(1, Math.ceil(total / perPage));
      // A page that is there no longer shows the last one.
      if (wanted >= pages)
        ({ rows, total } = await store.listings.search(query, (pages - 1) * perPage, perPage));
      // What a model added is told where one listing is shown, and marked; a list has no room for that.
      const own = rows.map((row) => toStored({ ...row, listing: ownFacts(row.listing) }));
      return { items: own, total, page: Math.min(wanted, pages - 1), pages };
    },

    async find(id) {
      const row = await store.listings.find(id.trim().toLowerCase());
      return row === undefined ? undefined : toStored(row);
    },

    async history({ id, incidentId, post, sourceName, discoveredAt }) {
      if (incidentId === null) {
        const only = { id, sourceName, title: post.title, at: discoveredAt };
        return { sightings: [only], prices: [], changes: [] };
      }
      const [rows, prices, incident] = await Promise.all([
        store.listings.ofIncident(incidentId),
        store.prices.ofIncident(incidentId),
        store.incidents.find(incidentId),
      ]);
      const sightings = rows.map(toStored).map((row) => ({
        id: row.id,
        sourceName: row.sourceName,
        title: row.post.title,
        at: row.discoveredAt,
      }));
      // Prices are told with their times already.
      const changes = (incident?.changes ?? []).filter(({ kind }) => !kind.startsWith("price-"));
      return { sightings, prices, changes };
    },

    rates: () => findCurrentRates(store.caches.rates, now()),

    async saveFilter(filter) {
      const id = deriveId("filter", JSON.stringify(filter));
      await store.caches.filters.set(id, filter, filterMs);
      return id;
    },

    async loadFilter(id) {
      const filter = await store.caches.filters.get<ListingFilter>(id);
      if (filter?.since === undefined) return filter;
      return { ...filter, since: new Date(filter.since) };
    },

    suggest: (typed) => titles.suggest(typed),

    suggestDataTypes: (typed) =>
      suggest(
        Object.entries(dataTypeLabels).map(([id, name]) => ({ id, name })),
        typed,
      ),
  };
}

function toQuery({ company, actor, ...rest }: ListingFilter): ListingQuery {
  return {
    ...rest,
    ...(company === undefined
      ? {}
      : { victim: { key: normaliseDomain(company) ?? nameKey(company), name: company } }),
    ...(actor === undefined ? {} : { actor: nameKey(actor) }),
  };
}
