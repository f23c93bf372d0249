import { expect, it } from "vitest";
import { describeEngines } from "./engines.ts";
import { watch } from "./samples.ts";

describeEngines("a database that others share", (makePlace) => {
  it("opens beside tables of the same names, and while another is dropped", async () => {
    const [first, second, third] = [await makePlace(), await makePlace(), await makePlace()];
    const store = await first.open();
    await store.transaction((tables) => tables.watches.insert(watch(), "harbour"));
    const other = await second.open();
    expect(await other.watches.all()).toEqual([]);
    await other.close();
    const [opened] = await Promise.all([third.open(), second.dispose()]);
    expect(await opened.watches.all()).toEqual([]);
    expect(await store.watches.all()).toHaveLength(1);
    await Promise.all([store.close(), opened.close()]);
    await Promise.all([first.dispose(), third.dispose()]);
  });
});
