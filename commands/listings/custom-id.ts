import { type ListingFilter, maxCustomIdLength, type Services } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import { sayEach } from "../../src/words/words.ts";

/** A filter in a button: short keys, since a custom id holds 100 characters in all. */
const shortKeys = { text: "t", company: "c", actor: "a", kind: "k", dataType: "d", sourceId: "o" } as const;

/** What a list shows: the newest `count` that fit the filter; null: all of them. */
export interface List {
  readonly filter: ListingFilter;
  readonly count: number | null;
  /** Under which the filter is kept already, where a button cannot hold it. */
  readonly keptAs?: string;
}

/** Makes the custom ids of a list's pages; the filter is kept aside only where they cannot hold it. */
export async function makeCustomId(list: List, services: Services): Promise<(page: number) => string> {
  const count = list.count === null ? "" : String(list.count);
  const query = packFilter(list.filter);
  const whole = (page: number): string => `listings:page:${page}:${count}:${query}`;
  // Room for a page's number of six figures.
  if (whole(999_999).length <= maxCustomIdLength) return whole;
  const id = list.keptAs ?? (await services.listings.saveFilter(list.filter));
  return (page) => `listings:kept:${page}:${count}:${id}`;
}

/**
 * Reads a list from the arguments of its buttons.
 *
 * @throws `UserError` where its filter was kept aside and is there no longer
 */
export async function readList(
  [action, count = "", query = ""]: readonly (string | undefined)[],
  services: Services,
): Promise<List> {
  return { ...(await loadFilter(action, query, services)), count: Number.parseInt(count, 10) || null };
}

async function loadFilter(
  action: string | undefined,
  query: string,
  services: Services,
): Promise<Pick<List, "filter" | "keptAs">> {
  if (action === "page") return { filter: unpackFilter(query) };
  const filter = action === "kept" ? await services.listings.loadFilter(query) : undefined;
  if (filter === undefined) throw new UserError(sayEach(({ listings }) => listings.gone));
  return { filter, keptAs: query };
}

/** Colons are escaped in it, so that it can stand in a custom id. */
function packFilter(filter: ListingFilter): string {
  const packed = new URLSearchParams();
  for (const [key, short] of Object.entries(shortKeys)) {
    const value = filter[key as keyof typeof shortKeys];
    if (value !== undefined) packed.set(short, value);
  }
  if (filter.minPrice !== undefined) packed.set("m", String(filter.minPrice));
  if (filter.since !== undefined) packed.set("s", Math.floor(filter.since.getTime() / 1000).toString(36));
  return packed.toString();
}

function unpackFilter(query: string): ListingFilter {
  const packed = new URLSearchParams(query);
  const texts = Object.entries(shortKeys).flatMap(([key, short]) => {
    const value = packed.get(short);
    return value === null ? [] : [[key, value] as const];
  });
  const minPrice = packed.get("m");
  const since = packed.get("s");
  return {
    ...Object.fromEntries(texts),
    ...(minPrice === null ? {} : { minPrice: Number(minPrice) }),
    ...(since === null ? {} : { since: new Date(Number.parseInt(since, 36) * 1000) }),
  };
}
