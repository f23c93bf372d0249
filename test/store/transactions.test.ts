import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Store, Tables } from "../../src/store/store.ts";
import { describeEngines, type Place } from "./engines.ts";
import { noon, watch } from "./samples.ts";

describeEngines("transactions that meet", (makePlace) => {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await makePlace();
    store = await place.open();
  });

  afterEach(async () => {
    await store.close();
    await place.dispose();
  });

  it("are both kept where each waits for what the other has", async () => {
    await store.sources.register(["a", "b"], noon);
    const mark = async (tables: Tables, first: string, second: string): Promise<void> => {
      await tables.sources.markBaseline(first, noon);
      await setTimeout(100);
      await tables.sources.markBaseline(second, noon);
    };
    await Promise.all([
      store.transaction((tables) => mark(tables, "a", "b")),
      store.transaction((tables) => mark(tables, "b", "a")),
    ]);
    expect(await store.sources.state("a")).toMatchObject({ isBaselineStored: true });
    expect(await store.sources.state("b")).toMatchObject({ isBaselineStored: true });
  });

  it("change watches one after the other, whoever asked first for the revision", async () => {
    const change = (at: number): Promise<number> =>
      store.transaction(async (tables) => {
        if (at % 2 === 0) await tables.watches.revision(true);
        const name = `Harbour Lines ${at % 5}`;
        await tables.watches.remove("s1", `w${at % 5}`);
        return tables.watches.insert(watch({ id: `w${at % 5}`, name }), name);
      });
    const revisions = await Promise.all(Array.from({ length: 20 }, (_, at) => change(at)));
    expect(new Set(revisions).size).toBe(20);
    expect(await store.watches.revision()).toBe(40);
    expect(await store.watches.all()).toHaveLength(5);
  });

  it("fail with their own error, once", async () => {
    let runs = 0;
    const work = store.transaction(() => Promise.reject(new Error(`run ${++runs}`)));
    await expect(work).rejects.toThrow("run 1");
  });
});
