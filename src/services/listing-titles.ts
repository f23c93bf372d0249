import { setImmediate } from "node:timers/promises";
import type { Suggestion } from "../discord/command.ts";
import type { ListingTitle } from "../store/listings.ts";
import type { Store } from "../store/store.ts";
import { suggest } from "./suggest.ts";

/** The titles that are completed while they are typed. */
export interface ListingTitles {
  /** Reads what is new, in small parts: answers to others go out in between. */
  load(): Promise<void>;
  /** From memory; a newer memory is fetched for the next key. */
  suggest(typed: string): Suggestion[];
}

const maxTitles = 50_000;
const titlesAtOnce = 1000;
// These are read again, since titles change, and since a later one may have been stored before an earlier one.
const rereadTitles = 200;
const maxAgeMs = 5000;

/** Remembers the newest titles. */
export function createListingTitles(store: Pick<Store, "listings">, now: () => Date): ListingTitles {
  let titles: readonly ListingTitle[] = [];
  let loadedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const kept = titles.slice(rereadTitles);
    const after = kept[0]?.seq ?? 0;
    const read: ListingTitle[] = [];
    for (let before = Number.MAX_SAFE_INTEGER; read.length < maxTitles;) {
      const page = await store.listings.titles({ after, before, limit: titlesAtOnce });
      read.push(...page);
      const last = page.at(-1);
      if (last === undefined || page.length < titlesAtOnce) break;
      before = last.seq;
      await setImmediate();
    }
    titles = [...read, ...kept].slice(0, maxTitles);
  }

  function load(): Promise<void> {
    loadedAt = now().getTime();
    loading ??= read().finally(() => (loading = null));
    return loading;
  }

  return {
    load,
    suggest(typed) {
      // Where they cannot be read the known ones stand, until they are asked for again.
      if (now().getTime() - loadedAt > maxAgeMs) void load().catch(() => undefined);
      return suggest(titles, typed);
    },
  };
}
