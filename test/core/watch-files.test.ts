import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { WatchFileService } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import { createWatchFileService } from "../../src/services/watch-files.ts";
import { createWatchService } from "../../src/services/watches.ts";
import type { Store } from "../../src/store/store.ts";
import { watchFileFormat } from "../../src/watch-file/format.ts";
import { createWatchList, type WatchList } from "../../src/watch-list.ts";
import { describeEngines, type Place } from "../store/engines.ts";
import { noon, watch } from "../store/samples.ts";

const by = { userId: "u1", channelId: "c1" };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describeEngines("watches in files", (makePlace) => {
  let place: Place;
  let store: Store;
  let watchList: WatchList;
  let watches: ReturnType<typeof createWatchService>;
  let files: WatchFileService;
  beforeEach(async () => {
    place = await makePlace();
    store = await place.open();
    watchList = createWatchList();
    watches = createWatchService({ store, watchList, now: () => noon });
    files = createWatchFileService({ store, watches, watchList, format: watchFileFormat, now: () => noon });
    await watchList.refresh(store, await store.watches.revision());
  });
  afterEach(async () => {
    await store.close();
    await place.dispose();
  });

  it("adds the good rows, names the bad ones, and all of it is in force", async () => {
    const csv =
      "company,aliases,domains\nHarbour Lines,HarbourLine,harbour.example\n,x,\nGull Island Bank,,gull\n" +
      "Tern Clinic,,\nHARBOUR LINES Ltd,,\n";
    const report = await files.import("s1", bytes(csv), by);
    expect(report).toMatchObject({ added: 2, updated: [], unchanged: 0 });
    expect(report.bad.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "3: The company is missing.",
      expect.stringContaining('4: "gull" is no domain'),
      "6: “HARBOUR LINES Ltd” stands in line 2 already.",
    ]);
    expect(watchList.index.find({ title: "Tern Clinic patient data leaked" })).toHaveLength(1);
    expect(watchList.index.find({ title: "Dump of www.harbour.example" })).toHaveLength(1);
    expect(await watches.get("s1", "Tern Clinic")).toMatchObject({
      addedInChannelId: "c1",
      createdBy: "u1",
      createdAt: noon,
    });
  });

  it("changes companies that are watched already, in the columns that the file has", async () => {
    await watches.add("s1", { company: "Harbour Lines", aliases: ["HarbourLine"], channelId: "c9" }, by);
    await watches.add("s1", { company: "Tern Clinic" }, by);
    const id = (await watches.get("s1", "Harbour Lines")).id;
    const csv = "company,domains,paused\nharbour lines,harbour.example,yes\nTern Clinic,,\n";
    const report = await files.import("s1", bytes(csv), by);
    expect(report).toMatchObject({ added: 0, updated: ["harbour lines"], unchanged: 1, bad: [] });
    expect(await watches.get("s1", id)).toMatchObject({
      name: "harbour lines",
      aliases: ["HarbourLine"],
      domains: ["harbour.example"],
      channelId: "c9",
      paused: true,
    });
    expect(watchList.index.find({ title: "Harbour Lines customer data leaked" })).toEqual([]);
  });

  it("changes nothing where the same file comes again", async () => {
    const csv = bytes("company\nHarbour Lines\nTern Clinic\n");
    await files.import("s1", csv, by);
    const revision = await store.watches.revision();
    expect(await files.import("s1", csv, by)).toMatchObject({ added: 0, updated: [], unchanged: 2 });
    expect(await store.watches.revision()).toBe(revision);
  });

  it("refuses rows that name channels or roles of other servers", async () => {
    const csv = "company,channel,role\nHarbour Lines,11,\nTern Clinic,12,\nGull Island Bank,11,99\n";
    const mine = { ...by, hasChannel: (id: string) => id === "11", hasRole: (id: string) => id === "21" };
    const report = await files.import("s1", bytes(csv), mine);
    expect(report.bad).toMatchObject([
      { line: 3, reason: "There is no channel 12 in this server." },
      { line: 4, reason: "There is no role 99 in this server." },
    ]);
    expect(await watches.list("s1")).toMatchObject([{ name: "Harbour Lines", channelId: "11" }]);
  });

  it("is taken back: what was added goes, what was changed is as before, what was changed since stays", async () => {
    await watches.add("s1", { company: "Tern Clinic", aliases: ["Tern"] }, by);
    const clinic = await watches.get("s1", "Tern Clinic");
    const names = Array.from({ length: 600 }, (_, at) => `Example Company Number ${at}`);
    const csv = `company,domains\n${[...names, "Tern Clinic", "Gull Island Bank"].join(",a.example\n")},a.example\n`;
    const { undo } = await files.import("s1", bytes(csv), by);
    await watches.edit("s1", "Gull Island Bank", { aliases: ["Gull Bank"] });
    await watches.remove("s1", "Example Company Number 1");
    if (undo === null) throw new Error("nothing to take back");
    await expect(files.takeBack("s2", undo)).rejects.toThrow(UserError);
    expect(await files.takeBack("s1", undo)).toEqual({
      removed: 599,
      restored: 1,
      left: ["Gull Island Bank"],
    });
    expect(await watches.get("s1", "Tern Clinic")).toEqual(clinic);
    expect(watchList.index.size).toBe(2);
    expect(await files.takeBack("s1", undo)).toMatchObject({ removed: 0, restored: 0 });
    expect(await files.import("s1", bytes("company\nTern Clinic\n"), by)).toMatchObject({ undo: null });
  });

  it("watches no more than 25,000 companies for one server", async () => {
    const kept = Array.from({ length: 24_999 }, (_, at) => watch({ id: `w${at}`, name: `Number ${at}` }));
    await store.transaction((t) => t.watches.putAll(kept.map((one) => ({ watch: one, nameKey: one.name }))));
    const report = await files.import("s1", bytes("company\nTern Clinic\nGull Island Bank\n"), by);
    expect(report).toMatchObject({ added: 1, bad: [{ line: 3 }] });
    expect(report.bad[0]?.reason).toContain("25000 companies at most");
    await expect(watches.add("s1", { company: "Gull Island Bank" }, by)).rejects.toThrow("25000 companies");
    const removed = await watches.remove("s1", "Tern Clinic");
    await watches.add("s1", { company: "Gull Island Bank" }, by);
    await expect(watches.restore("s1", removed.id)).rejects.toThrow("25000 companies");
    await watches.add("s2", { company: "Gull Island Bank" }, by);
    expect(watchList.index.size).toBe(25_001);
  });

  it("is one change, seen by every other process at once", async () => {
    const before = await store.watches.revision();
    const rows = Array.from({ length: 450 }, (_, at) => `Example Company Number ${at}`);
    await files.import("s1", bytes(`company\n${rows.join("\n")}\n`), by);
    expect(await store.watches.revision()).toBe(before + 1);
    const other = createWatchList();
    await other.refresh(store, before + 1);
    expect(other.index.size).toBe(450);
    expect(watchList.index.size).toBe(450);
  });

  it("goes along with changes that are made meanwhile", async () => {
    const rows = Array.from({ length: 300 }, (_, at) => `Example Company Number ${at}`);
    const csv = bytes(`company,domains\n${rows.map((row) => `${row},number.example`).join("\n")}\n`);
    const add = watches.add("s1", { company: "Example Company Number 7", aliases: ["Seven"] }, by);
    const [report, isAdded] = await Promise.all([
      files.import("s1", csv, by),
      // Whoever comes first: the import adds to what is there, and what is there is not added twice.
      add.then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(UserError);
          return false;
        },
      ),
      files.import("s2", csv, by),
    ]);
    expect(report.bad).toEqual([]);
    expect(await watches.list("s1")).toHaveLength(300);
    expect(await watches.get("s1", "Example Company Number 7")).toMatchObject({
      aliases: isAdded ? ["Seven"] : [],
      domains: ["number.example"],
    });
    expect(watchList.index.size).toBe(600);
  });

  it("gives back what it took: export, import elsewhere, export again", async () => {
    const word = fc.oneof(
      fc.string({ unit: "binary", minLength: 2, maxLength: 12 }),
      fc.constantFrom('=HYPERLINK("x")', "@SUM, Inc.", "-Dash; Co", "+Plus\nLine", 'The "Big" Co', "蔚来"),
    );
    const list = fc.array(word, { maxLength: 3 });
    const row = fc.record({
      company: word,
      aliases: list,
      domains: fc.subarray(["a.example", "b.example", "Ünï.de"]),
      exclude: list,
      require: list,
      mode: fc.constantFrom("strict", "normal", "broad"),
      mentions: fc.constantFrom("alert", "digest", "off"),
      channel: fc.option(fc.constant("123456789012345678")),
      role: fc.option(fc.constant("876543210987654321")),
      paused: fc.boolean(),
    });
    let servers = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const [first, byCsv, byJson] = [`a${++servers}`, `b${servers}`, `c${servers}`];
        await files.import(first, bytes(JSON.stringify(rows)), by);
        const csv = await files.export(first, "csv");
        const json = await files.export(first, "json");
        for (const [server, file] of [
          [byCsv, csv],
          [byJson, json],
        ] as const) {
          const report = await files.import(server, bytes(file.text), by);
          expect(report).toMatchObject({ added: file.watches, bad: [], ignored: [] });
          expect(await files.export(server, "csv")).toEqual(csv);
          expect(await files.export(server, "json")).toEqual(json);
        }
      }),
      { numRuns: 30 },
    );
  });
});
