import { afterEach, beforeEach, expect, it } from "vitest";
import type { Watch } from "../../src/model.ts";
import type { Store } from "../../src/store/store.ts";
import { createWatchList, silenceOf, type WatchList } from "../../src/watch-list.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { match, watch } from "../store/samples.ts";

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
  const nobody = { watches: { ...store.watches, page: () => Promise.reject(new Error("asked")) } };
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
      async page(after: string | null, limit: number) {
        const before = await store.watches.page(after, limit);
        await insert(gull);
        await refresh();
        return before;
      },
    },
  };
  await list.refresh(slow, revision);
  expect(new Set(found())).toEqual(new Set(["w1", "w2"]));
});

it("takes over many changes at once, as one revision", async () => {
  await refresh();
  const many = [harbour, gull, watch({ id: "w3", serverId: "s2", name: "Tern Clinic", paused: true })];
  const named = many.map((one) => ({ watch: one, nameKey: one.name.toLowerCase() }));
  const revision = await store.transaction((t) => t.watches.putAll(named));
  await list.applyAll(many, revision);
  expect(new Set(found())).toEqual(new Set(["w1", "w2"]));
  expect(list.ofServer("s2")).toEqual([many[2]]);
  const renamed = { ...harbour, name: "Osprey Ferries" };
  const next = await store.transaction((t) => t.watches.putAll([{ watch: renamed, nameKey: "osprey" }]));
  await list.applyAll([renamed], next);
  expect(found()).toEqual(["w2"]);
  expect(await store.watches.all()).toHaveLength(3);
});

it("does not take over many changes where it has missed another, but refreshes", async () => {
  await refresh();
  await insert(gull);
  const revision = await store.transaction((t) =>
    t.watches.putAll([{ watch: harbour, nameKey: "harbourlines" }]),
  );
  await list.applyAll([harbour], revision);
  expect(found()).toEqual([]);
  await refresh();
  expect(new Set(found())).toEqual(new Set(["w1", "w2"]));
});

it("keeps what a refresh has brought while many changes are taken over", async () => {
  await refresh();
  const many = Array.from({ length: 100 }, (_, at) => watch({ id: `w${at}`, name: `Harbour Number ${at}` }));
  const named = many.map((one) => ({ watch: one, nameKey: one.name }));
  const revision = await store.transaction((t) => t.watches.putAll(named));
  const taken = list.applyAll(many, revision);
  await store.transaction((t) => t.watches.remove("s1", "w99"));
  await refresh();
  await taken;
  expect(list.get("w99")).toBeUndefined();
  expect(list.ofServer("s1")).toHaveLength(99);
  expect(list.index.size).toBe(99);
});

it("takes over what follows one another in the order it was made, however they meet", async () => {
  const many = Array.from({ length: 600 }, (_, at) => watch({ id: `w${at}`, name: `Harbour Number ${at}` }));
  const named = (change: Partial<Watch>) =>
    many.map((one) => ({ watch: { ...one, ...change }, nameKey: one.name }));
  const first = await store.transaction((t) => t.watches.putAll(named({})));
  const early = list.refresh(store, first);
  const second = await store.transaction((t) => t.watches.putAll(named({ paused: true })));
  await Promise.all([list.refresh(store, second), early]);
  expect(list.ofServer("s1").filter(({ paused }) => !paused)).toEqual([]);
  const changed = named({ paused: false }).map(({ watch }) => watch);
  const third = await store.transaction((t) => t.watches.putAll(named({ paused: false })));
  const taken = list.applyAll(changed, third);
  const fourth = await store.transaction((t) => t.watches.remove("s1", "w599"));
  list.apply("w599", null, fourth);
  await list.refresh(store, fourth);
  await taken;
  expect(list.get("w599")).toBeUndefined();
  expect(list.index.size).toBe(599);
});

it("refreshes in a transaction while somebody outside waits for its end", async () => {
  const revision = await insert(harbour);
  const [inside] = await Promise.all([
    store.transaction(async (tables) => {
      await list.refresh(tables, await tables.watches.revision(true));
      return found();
    }),
    list.refresh(store, revision),
  ]);
  expect(inside).toEqual(["w1"]);
});

it.for([
  [{ party: "victim" }, "off", null],
  [{ party: "third-party" }, "off", null],
  [{ party: "mentioned" }, "alert", null],
  [{ party: "mentioned" }, "digest", "digest"],
  [{ party: "mentioned" }, "off", "mentioned only"],
  [{ party: "victim", tier: "possible" }, "alert", "only possible"],
] as const)("of a match %o with mentions:%s says: %s", ([change, mentions, silence]) => {
  expect(silenceOf(match(change), watch({ mentions }))).toBe(silence);
});
