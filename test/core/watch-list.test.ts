import { afterEach, beforeEach, expect, it } from "vitest";
import type { Watch } from "../../src/model.ts";
import type { Store } from "../../src/store/store.ts";
import { createWatchList, type WatchList } from "../../src/watch-list.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { watch } from "../store/samples.ts";

let place: Place;
let store: Store;
let list: WatchList;

beforeEach(async () => {
  place = sqlitePlace();
  store = await place.open();
  list = createWatchList();
});

afterEach(async () => {
  await store.close();
  await place.dispose();
});

const harbour = watch();
const gull = watch({ id: "w2", name: "Gull Island Bank" });
const insert = (change: Watch) =>
  store.transaction((t) => t.watches.insert(change, change.name.toLowerCase()));
const refresh = async () => list.refresh(store, await store.watches.revision());
const found = () =>
  list.index
    .find({ title: "Harbour Lines and Gull Island Bank: customer data for sale" })
    .map((m) => m.watch);

it("takes over what any process changed, added or removed", async () => {
  await insert(harbour);
  await insert(gull);
  await refresh();
  expect(new Set(found())).toEqual(new Set(["w1", "w2"]));
  await store.transaction((t) => t.watches.remove("s1", "w1"));
  await store.transaction((t) => t.watches.update({ ...gull, paused: true }, "gull"));
  await refresh();
  expect(found()).toEqual([]);
  expect(list.ofServer("s1")).toMatchObject([{ id: "w2", paused: true }]);
  expect(list.get("w1")).toBeUndefined();
});

it("asks for the watches only when somebody changed one", async () => {
  await insert(harbour);
  await refresh();
  const nobody = { watches: { ...store.watches, all: () => Promise.reject(new Error("asked")) } };
  await list.refresh(nobody, await store.watches.revision());
  expect(found()).toEqual(["w1"]);
});

it("leaves a change alone that follows others it has not seen, until it is refreshed", async () => {
  await refresh();
  await insert(harbour);
  list.apply("w2", gull, await insert(gull));
  expect(list.get("w2")).toBeUndefined();
  await refresh();
  expect(new Set(found())).toEqual(new Set(["w1", "w2"]));
});

it("does not fall back behind a change that came while it was read", async () => {
  const revision = await insert(harbour);
  const slow = {
    watches: {
      ...store.watches,
      async all() {
        const before = await store.watches.all();
        await insert(gull);
        await refresh();
        return before;
      },
    },
  };
  await list.refresh(slow, revision);
  expect(new Set(found())).toEqual(new Set(["w1", "w2"]));
});
