import { afterEach, beforeEach, expect, it } from "vitest";
import { createDoctorService } from "../../src/services/doctor.ts";
import { keepRates } from "../../src/store/rates.ts";
import type { Store } from "../../src/store/store.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { later, noon, watch } from "../store/samples.ts";

let place: Place;
let store: Store;

beforeEach(async () => {
  place = sqlitePlace();
  store = await place.open();
});

afterEach(async () => {
  await store.close();
  await place.dispose();
});

const examine = (change: { hasRatesUrl?: boolean } = {}) =>
  createDoctorService({
    store,
    sources: new Map(),
    hasRatesUrl: change.hasRatesUrl ?? false,
    now: () => later(60),
  }).examine("s1");

it("looks at every channel that something goes to, those of a severity or kind too", async () => {
  await store.channels.set("s1", "health", "c1");
  await store.routing.setRoute("s1", { severity: "critical", kind: null }, "c2");
  await store.routing.setRoute("s1", { severity: null, kind: "ransom" }, "c1");
  await store.routing.setRoute("other", { severity: null, kind: "ransom" }, "c9");
  const { routes } = await examine();
  expect(routes).toEqual([
    { channelId: "c1", purposes: ["health", "alerts"] },
    { channelId: "c2", purposes: ["alerts"] },
  ]);
});

it("names a watch whose alerts go nowhere unless a route takes them", async () => {
  const added = watch({ addedInChannelId: null });
  await store.watches.insert(added, "harbourlines");
  await store.routing.setRoute("s1", { severity: "critical", kind: null }, "c2");
  expect((await examine()).unrouted).toEqual(["Harbour Lines"]);
});

it("tells how old the exchange rates are where this process asks for them", async () => {
  expect((await examine({ hasRatesUrl: true })).rates).toEqual({ ageMs: null });
  await keepRates(store.caches.rates, { at: noon, dollars: { USD: 1 } });
  expect((await examine({ hasRatesUrl: true })).rates).toEqual({ ageMs: 60 * 60_000 });
  expect((await examine()).rates).toBeNull();
});
