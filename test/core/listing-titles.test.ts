import { afterEach, beforeEach, expect, it } from "vitest";
import { createListingTitles } from "../../src/services/listing-titles.ts";
import type { Store } from "../../src/store/store.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { later, listingRow, noFacets, noon, post } from "../store/samples.ts";

let place: Place;
let store: Store;
let clock: Date;

beforeEach(async () => {
  place = sqlitePlace();
  store = await place.open();
  clock = noon;
  const row = listingRow();
  const opened = { id: row.incidentId, victimKeys: [], kind: row.listing.kind, actors: [], changes: [] };
  const seen = { firstSeenAt: noon, lastSeenAt: noon };
  await store.incidents.put({ ...opened, ...seen, listing: row.listing, listingId: row.id });
});

afterEach(async () => {
  await store.close();
  await place.dispose();
});

async function put(from: number, to: number, name = "Harbour Lines"): Promise<void> {
  await store.transaction(async (tables) => {
    for (let n = from; n < to; n++) {
      const named = post({ id: `p${n}`, title: `${name}, part ${n}.` });
      await tables.listings.put(listingRow({ id: `l${n}`, post: named }), noFacets);
    }
  });
}

const names = (titles: ReturnType<typeof createListingTitles>, typed: string): string[] =>
  titles.suggest(typed).map(({ name }) => name);

it("suggests the oldest of thousands as well as the newest, the newest first", async () => {
  await put(0, 2300);
  const titles = createListingTitles(store, () => clock);
  await titles.load();
  expect(names(titles, "part 7.")).toEqual(["Harbour Lines, part 7."]);
  expect(names(titles, "harbour").slice(0, 2)).toEqual([
    "Harbour Lines, part 2299.",
    "Harbour Lines, part 2298.",
  ]);
});

it("answers from memory, whatever has become of the database", async () => {
  await put(0, 3);
  const titles = createListingTitles(store, () => clock);
  await titles.load();
  await store.close();
  clock = later(1);
  expect(names(titles, "part 2")).toEqual(["Harbour Lines, part 2."]);
  store = await place.open();
});

it("learns of new and renamed listings with the next key but one, each named once", async () => {
  await put(0, 1100);
  const titles = createListingTitles(store, () => clock);
  await titles.load();
  await put(1099, 2500, "Gull Island");
  clock = later(1);
  names(titles, "gull");
  await expect.poll(() => names(titles, "part 1099.")).toEqual(["Gull Island, part 1099."]);
  expect(names(titles, "part 2499.")).toEqual(["Gull Island, part 2499."]);
  expect(names(titles, "part 5.")).toEqual(["Harbour Lines, part 5."]);
});
