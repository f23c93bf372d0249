import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { localServer, terminalChannel } from "../../src/model.ts";
import { createWatchService } from "../../src/services/watches.ts";
import type { Store } from "../../src/store/store.ts";
import { createWatchList, routeOf, type WatchList } from "../../src/watch-list.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { noon, watch } from "../store/samples.ts";

const by = { userId: "u1", channelId: "c1" };
const post = { title: "Harbour Lines customer data for sale" };

let place: Place;
let store: Store;
let watchList: WatchList;
let service: ReturnType<typeof createWatchService>;

/** A process of its own over the same database. */
function createProcess(): { watchList: WatchList; service: typeof service } {
  const list = createWatchList();
  return { watchList: list, service: createWatchService({ store, watchList: list, now: () => noon }) };
}

beforeEach(async () => {
  place = sqlitePlace();
  store = await place.open();
  ({ watchList, service } = createProcess());
});

afterEach(async () => {
  await store.close();
  await place.dispose();
});

describe("adding", () => {
  it("is in force when it returns, and kept", async () => {
    const { watch: added } = await service.add("s1", { company: "  Harbour   Lines " }, by);
    expect(added).toMatchObject({ name: "Harbour Lines", mode: "normal", mentions: "off", paused: false });
    expect(watchList.index.find(post)).toMatchObject([{ watch: added.id }]);
    expect(await service.list("s1")).toEqual([added]);
    expect(await service.list("s2")).toEqual([]);
  });

  it("reduces what was typed to domains, each once", async () => {
    const domains = ["https://www.harbour.example/about", "harbour.example", "mail@ferries.example"];
    const { watch: added } = await service.add("s1", { company: "Harbour Lines", domains }, by);
    expect(added.domains).toEqual(["harbour.example", "ferries.example"]);
  });

  it("refuses what is no domain, and a company without a name, for the person who typed", async () => {
    await expect(service.add("s1", { company: "Harbour Lines", domains: ["harbour"] }, by)).rejects.toThrow(
      UserError,
    );
    await expect(service.add("s1", { company: " " }, by)).rejects.toThrow(UserError);
    expect(await store.watches.all()).toEqual([]);
  });

  it("refuses a second watch of one company in one server, but not in another", async () => {
    await service.add("s1", { company: "Harbour Lines" }, by);
    await expect(service.add("s1", { company: "The Harbour Lines Ltd." }, by)).rejects.toThrow(
      "watched already",
    );
    await service.add("s2", { company: "Harbour Lines" }, by);
    expect(watchList.index.find(post)).toHaveLength(2);
  });

  it("is in force although another process changed watches meanwhile", async () => {
    const other = createProcess();
    await other.service.add("s2", { company: "Gull Island Bank" }, by);
    const { watch: added } = await service.add("s1", { company: "Harbour Lines" }, by);
    expect(watchList.index.find(post)).toMatchObject([{ watch: added.id }]);
    expect(service.suggest("s2", "gull")).toHaveLength(1);
  });
});

describe("changing", () => {
  beforeEach(() => service.add("s1", { company: "Harbour Lines", aliases: ["HarbourLine"] }, by));

  it("finds a watch by its id or any spelling of its name", async () => {
    const found = await service.get("s1", "harbour lines inc");
    expect(await service.get("s1", found.id)).toEqual(found);
    await expect(service.get("s1", "Gull Island")).rejects.toThrow("“Gull Island” is not watched here.");
    await expect(service.get("s2", found.id)).rejects.toThrow(UserError);
  });

  it("changes only what is given, and is in force at once", async () => {
    const { watch: edited } = await service.edit("s1", "Harbour Lines", {
      company: "Gull Island Bank",
      channelId: "c9",
    });
    expect(edited).toMatchObject({ name: "Gull Island Bank", aliases: ["HarbourLine"], channelId: "c9" });
    expect(watchList.index.find(post)).toEqual([]);
    expect(await service.get("s1", edited.id)).toEqual(edited);
    expect((await service.edit("s1", edited.id, { channelId: null })).watch.channelId).toBeNull();
  });

  it("keeps both of two changes that are made at one time", async () => {
    await Promise.all([
      service.edit("s1", "Harbour Lines", { domains: ["harbour.example"] }),
      service.edit("s1", "Harbour Lines", { channelId: "c9" }),
      service.setPaused("s1", "Harbour Lines", true),
    ]);
    const changed = { domains: ["harbour.example"], channelId: "c9", paused: true };
    expect(await service.get("s1", "Harbour Lines")).toMatchObject(changed);
    expect(watchList.ofServer("s1")).toMatchObject([changed]);
  });

  it("refuses a name that another watch has", async () => {
    await service.add("s1", { company: "Gull Island Bank" }, by);
    await expect(service.edit("s1", "Gull Island Bank", { company: "Harbour Lines" })).rejects.toThrow(
      "watched already",
    );
    expect(await service.get("s1", "Gull Island Bank")).toMatchObject({ name: "Gull Island Bank" });
  });

  it("finds nothing for a paused watch until it is resumed", async () => {
    await service.setPaused("s1", "Harbour Lines", true);
    expect(watchList.index.find(post)).toEqual([]);
    await service.setPaused("s1", "Harbour Lines", false);
    expect(watchList.index.find(post)).toHaveLength(1);
  });

  it("removes a watch and puts it back as it was, after a restart too", async () => {
    const removed = await service.remove("s1", "Harbour Lines");
    expect(watchList.index.find(post)).toEqual([]);
    await expect(service.remove("s1", "Harbour Lines")).rejects.toThrow(UserError);
    const next = createProcess();
    await expect(next.service.restore("s2", removed.id)).rejects.toThrow(UserError);
    expect(await next.service.restore("s1", removed.id)).toEqual(removed);
    expect(next.watchList.index.find(post)).toMatchObject([{ watch: removed.id }]);
    await expect(next.service.restore("s1", removed.id)).rejects.toThrow("watched already");
  });

  it("takes an edit back, after a restart and beside a pause too, and does it again", async () => {
    const former = await service.get("s1", "Harbour Lines");
    const edited = await service.edit("s1", former.id, { company: "Gull Island Bank", exclude: ["drill"] });
    await service.setPaused("s1", former.id, true);
    const next = createProcess();
    const reverted = await next.service.revert("s1", former.id, edited.undo);
    expect(reverted.watch).toEqual({ ...former, paused: true });
    const again = await next.service.revert("s1", former.id, reverted.undo);
    expect(again.watch).toEqual({ ...edited.watch, paused: true });
  });

  it("takes no edit back after which another came, nor another server's or watch's", async () => {
    const { watch: first, undo } = await service.edit("s1", "Harbour Lines", { channelId: "c9" });
    const { watch: other } = await service.add("s1", { company: "Gull Island Bank" }, by);
    await expect(service.revert("s2", first.id, undo)).rejects.toThrow(UserError);
    await expect(service.revert("s1", other.id, undo)).rejects.toThrow("kept no longer");
    await service.edit("s1", first.id, { roleId: "r1" });
    await expect(service.revert("s1", first.id, undo)).rejects.toThrow("changed again since");
    expect(await service.get("s1", first.id)).toMatchObject({ channelId: "c9", roleId: "r1" });
  });

  it("does not bring back a watch that is removed while it is edited", async () => {
    await Promise.allSettled([
      service.remove("s1", "Harbour Lines"),
      service.edit("s1", "Harbour Lines", { channelId: "c9" }),
    ]);
    expect(await service.list("s1")).toEqual([]);
    expect(watchList.ofServer("s1")).toEqual([]);
  });

  it("suggests a server's own watches, those that begin with what was typed first", async () => {
    await service.add("s1", { company: "North Harbour Bank" }, by);
    await service.add("s2", { company: "Harbour View Clinic" }, by);
    expect(service.suggest("s1", "harb").map(({ name }) => name)).toEqual([
      "Harbour Lines",
      "North Harbour Bank",
    ]);
    for (let n = 0; n < 30; n++) await service.add("s1", { company: `Harbour Number ${n} Bank` }, by);
    expect(service.suggest("s1", "")).toHaveLength(25);
  });
});

describe("testing a text", () => {
  it("tells every stage for one watch, although it is paused", async () => {
    const { watch: added } = await service.add("s1", { company: "Harbour Lines", exclude: ["drill"] }, by);
    await service.setPaused("s1", added.id, true);
    const { normalised, watches } = await service.test(
      "s1",
      "Harbour Lines data leaked\nAll of it.",
      added.id,
    );
    expect(normalised).toEqual({ title: "harbour lines data leaked", body: "all of it" });
    expect(watches).toMatchObject([
      { watch: { id: added.id }, ruledOut: null, silence: null, match: { field: "title", party: "victim" } },
    ]);
    expect(watches[0]?.candidates).toMatchObject([{ text: "Harbour Lines", veto: null }]);
    const drill = await service.test("s1", "Harbour Lines data leaked, a drill", added.id);
    expect(drill.watches).toMatchObject([{ ruledOut: 'excluded by "drill"', match: null }]);
  });

  it("tells of the server's own watches alone, and why a match is silent", async () => {
    await service.add("s1", { company: "Harbour Lines" }, by);
    await service.add("s2", { company: "Harbour Lines" }, by);
    const text = "Fair opens\nAt the fair Harbour Lines Ltd. presented its new ferries to the public.";
    const { watches } = await service.test("s1", text);
    expect(watches).toMatchObject([{ watch: { serverId: "s1" }, silence: "mentioned only" }]);
  });
});

describe("where alerts go", () => {
  it.for([
    ["the watch's own channel first", { channelId: "own" }, "server", "own"],
    ["then the server's channel for alerts", {}, "server", "server"],
    ["then where the watch was added", {}, undefined, "c1"],
    ["nowhere where none of them is known", { addedInChannelId: null }, undefined, null],
    [
      "the terminal without Discord",
      { addedInChannelId: null, serverId: localServer },
      undefined,
      terminalChannel,
    ],
  ] as const)("%s", ([, change, server, channel]) => {
    expect(routeOf(watch(change), server)).toBe(channel);
  });

  it("follows the server's channel as it is set", async () => {
    const { watch: added } = await service.add("s1", { company: "Harbour Lines" }, by);
    expect(await service.routeOf(added)).toBe("c1");
    await store.channels.set("s1", "alerts", "c5");
    expect(await service.routeOf(added)).toBe("c5");
  });
});
