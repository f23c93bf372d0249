import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { Incident, Post } from "../../src/model.ts";
import { createReplayService } from "../../src/services/watch-replay.ts";
import { createWatchService } from "../../src/services/watches.ts";
import type { Store } from "../../src/store/store.ts";
import { createWatchList, type WatchList } from "../../src/watch-list.ts";
import { describeEngines, type Place } from "../store/engines.ts";
import { emptyListing, later, listingRow, noFacets, noon, post } from "../store/samples.ts";

const by = { userId: "u1", channelId: "c1" };
const hour = 60;
const day = 24 * hour;

describeEngines("a watch over the stored posts", (makePlace) => {
  let place: Place;
  let store: Store;
  let watchList: WatchList;
  let watches: ReturnType<typeof createWatchService>;
  let replays: ReturnType<typeof createReplayService>;
  beforeEach(async () => {
    place = await makePlace();
    store = await place.open();
    watchList = createWatchList();
    watches = createWatchService({ store, watchList, now: () => noon });
    replays = createReplayService({ store, watches, watchList, sources: new Map(), now: () => noon });
  });
  afterEach(async () => {
    await store.close();
    await place.dispose();
  });

  /** Keeps a post, published and discovered so many minutes ago. */
  async function keep(
    id: string,
    change: Partial<Post>,
    times: { ago?: number; discoveredAgo?: number; incidentId?: string } = {},
  ): Promise<void> {
    const { ago = hour, incidentId = `i-${id}` } = times;
    const discoveredAgo = times.discoveredAgo ?? ago;
    const incident: Incident = {
      id: incidentId,
      victimKeys: [],
      kind: "other",
      actors: [],
      listing: emptyListing,
      listingId: id,
      changes: [],
      firstSeenAt: later(-ago),
      lastSeenAt: later(-ago),
    };
    await store.incidents.put(incident);
    const kept = post({ id, body: null, publishedAt: later(-ago), ...change });
    const row = listingRow({ id, incidentId, listing: emptyListing, post: kept });
    await store.listings.put({ ...row, discoveredAt: later(-discoveredAgo) }, noFacets);
  }

  it("finds what the index would have found, however it is spelt", async () => {
    await keep("l1", { title: "hxxps://www.harbour[.]example dumped" });
    await keep("l2", { title: "H****** L****", body: "" });
    await keep("l3", {
      title: "New",
      body: "Harbour Lines was hacked last night.\nData of HARBOUR LINES leaked.",
    });
    await keep("l4", { title: "Nothing", body: "A line in the harbour." });
    const { watch } = await watches.add("s1", { company: "Harbour Lines", domains: ["harbour.example"] }, by);
    const { alerts, examples, span } = await replays.replay("s1", watch.id);
    expect(examples.map(({ listingId }) => listingId).toSorted()).toEqual(["l1", "l3"]);
    expect({ alerts, span }).toEqual({ alerts: 2, span: { days: 90, posts: 4, isCut: false } });
  });

  it("looks through more posts than a page holds, each once, also where they came at one time", async () => {
    await store.transaction(async (tables) => {
      for (let at = 0; at < 450; at++) {
        const id = `l${at}`;
        const times = { firstSeenAt: noon, lastSeenAt: noon };
        const facts = {
          kind: "other",
          actors: [],
          listing: emptyListing,
          listingId: id,
          changes: [],
        } as const;
        await tables.incidents.put({ id, victimKeys: [], ...facts, ...times });
        const title = at % 9 === 0 ? `Harbour Lines data leaked, part ${at}` : `Weather ${at}`;
        await tables.listings.put(
          listingRow({ id, incidentId: id, listing: emptyListing, post: post({ id, title, body: null }) }),
          noFacets,
        );
      }
    });
    const { watch } = await watches.add("s1", { company: "Harbour Lines" }, by);
    const replay = await replays.replay("s1", watch.id);
    expect(replay).toMatchObject({ alerts: 50, span: { posts: 450 } });
    expect(replay.examples).toHaveLength(3);
  });

  it("leaves out old posts, although they were discovered but now", async () => {
    await keep("l1", { title: "Harbour Lines data leaked" }, { ago: 91 * day, discoveredAgo: 1 });
    await keep("l2", { title: "Harbour Lines data leaked", publishedAt: null }, { ago: 89 * day });
    const { watch } = await watches.add("s1", { company: "Harbour Lines" }, by);
    const { examples } = await replays.replay("s1", watch.id);
    expect(examples.map(({ listingId }) => listingId)).toEqual(["l2"]);
  });

  it.for([
    ["off", 0],
    ["digest", 0],
    ["alert", 1],
  ] as const)("treats mere mentions as the watch says: %s", async ([mentions, alerts]) => {
    const body = "At the fair Harbour Lines Ltd. presented its new ferries to the public.";
    await keep("l1", { title: "Fair opens", body });
    const { watch } = await watches.add("s1", { company: "Harbour Lines", mentions }, by);
    expect(await replays.replay("s1", watch.id)).toMatchObject({ alerts });
  });

  describe("posting", () => {
    it("puts one alert an incident into the outbox, with the incident's facts of today", async () => {
      await keep("l1", { title: "Harbour Lines data leaked" }, { ago: 3 * hour, incidentId: "i1" });
      await keep("l2", { title: "Harbour Lines data, more" }, { ago: 2 * hour, incidentId: "i1" });
      await keep("l3", { title: "Harbour Lines payroll leaked" }, { ago: hour, incidentId: "i2" });
      const { watch } = await watches.add("s1", { company: "Harbour Lines", roleId: "r1" }, by);
      const posted = await replays.post("s1", watch.id);
      expect(posted).toEqual({ channelIds: ["c1"], posted: 2, known: 0, left: 0 });
      const [first] = await store.deliveries.freshOf("i1");
      expect(first).toMatchObject({
        channelId: "c1",
        watchId: watch.id,
        alert: { listingId: "l1", company: "Harbour Lines", roleId: "r1", links: "defang" },
      });
      expect(first?.nonce).toBe(first?.alert.id);
      expect(await store.incidents.matchesOf("l1")).toMatchObject([{ outcome: "alerted" }]);
    });

    it("posts nothing twice, at one time or again", async () => {
      for (let at = 0; at < 5; at++) await keep(`l${at}`, { title: "Harbour Lines data leaked" });
      const { watch } = await watches.add("s1", { company: "Harbour Lines" }, by);
      const both = await Promise.all([replays.post("s1", watch.id), replays.post("s1", watch.id)]);
      expect(both.map(({ posted }) => posted).toSorted()).toEqual([0, 5]);
      expect(await replays.post("s1", watch.id)).toMatchObject({ posted: 0, known: 5 });
      expect(await store.deliveries.counts()).toMatchObject({ pending: 5 });
    });

    it("posts the newest 25 at most", async () => {
      for (let at = 0; at < 30; at++) {
        await keep(`l${at}`, { title: "Harbour Lines data leaked" }, { ago: at * hour });
      }
      const { watch } = await watches.add("s1", { company: "Harbour Lines" }, by);
      expect(await replays.post("s1", watch.id)).toMatchObject({ posted: 25, left: 5 });
      expect(await store.deliveries.freshOf("i-l25")).toEqual([]);
    });

    it("follows the server's routes, and mentions its roles", async () => {
      await keep("l1", { title: "Harbour Lines data leaked" });
      await store.routing.setRoute("s1", { severity: null, kind: "other" }, "c5");
      await store.routing.setRoles("s1", [{ roleId: "r7", severity: "low" }]);
      const { watch } = await watches.add("s1", { company: "Harbour Lines" }, by);
      expect(await replays.post("s1", watch.id)).toMatchObject({ channelIds: ["c5"], posted: 1 });
      const [first] = await store.deliveries.freshOf("i-l1");
      expect(first).toMatchObject({ channelId: "c5", alert: { severityRoleIds: ["r7"] } });
    });

    it("says where there is no channel", async () => {
      await keep("l1", { title: "Harbour Lines data leaked" });
      const nowhere = { userId: "u1", channelId: null };
      const { watch } = await watches.add("s1", { company: "Harbour Lines" }, nowhere);
      await expect(replays.post("s1", watch.id)).rejects.toThrow(UserError);
    });
  });

  describe("feedback", () => {
    const wrong = "Harbour Lines Marina Club members for sale";

    async function alertOf(id: string, title: string): Promise<string> {
      await keep(id, { title });
      await replays.post("s1", "Harbour Lines");
      const [delivery] = await store.deliveries.freshOf(`i-${id}`);
      return delivery?.id ?? "";
    }

    it("proposes changes that prevent the alert, the narrowest first, with what each would have silenced", async () => {
      const { watch } = await watches.add("s1", { company: "Harbour Lines" }, by);
      await keep("l1", { title: "Harbour Lines Marina Club staff for sale" }, { ago: 5 * hour });
      await keep("l2", { title: "Harbour Lines database leaked" }, { ago: 6 * hour });
      const deliveryId = await alertOf("l3", wrong);
      const { proposals, title } = await replays.propose("s1", deliveryId);
      expect(title).toBe(wrong);
      expect(proposals.length).toBeGreaterThan(0);
      const silenced = proposals.flatMap(({ examples }) => examples.map(({ listingId }) => listingId));
      expect(silenced).not.toContain("l3");
      expect(proposals[0]?.examples.map(({ listingId }) => listingId)).not.toContain("l2");
      for (const { key, alerts } of proposals) {
        const { undo } = await replays.adopt("s1", deliveryId, key);
        const left = await replays.replay("s1", watch.id);
        expect(left.alerts).toBe(2 - alerts);
        expect(left.examples.map((example) => example.listingId)).not.toContain("l3");
        await watches.revert("s1", watch.id, undo);
      }
    });

    it("counts no incident as silenced of which another post still alerts", async () => {
      await watches.add("s1", { company: "Harbour Lines" }, by);
      await keep("l1", { title: "Harbour Lines Marina Club staff for sale" }, { incidentId: "one" });
      await keep("l2", { title: "Harbour Lines staff leaked" }, { incidentId: "one" });
      const { proposals } = await replays.propose("s1", await alertOf("l3", wrong));
      expect(proposals[0]?.alerts).toBe(0);
    });

    it("is for the alert's own server, and while alert, watch and match are there", async () => {
      const { watch } = await watches.add("s1", { company: "Harbour Lines" }, by);
      const deliveryId = await alertOf("l3", wrong);
      await expect(replays.propose("s2", deliveryId)).rejects.toThrow("This alert is kept no longer.");
      await expect(replays.propose("s1", "none")).rejects.toThrow(UserError);
      await expect(replays.adopt("s1", deliveryId, "none")).rejects.toThrow("was changed since");
      await watches.edit("s1", watch.id, { exclude: ["Marina Club"] });
      await expect(replays.propose("s1", deliveryId)).rejects.toThrow("no match of “Harbour Lines” any more");
      await watches.remove("s1", watch.id);
      await expect(replays.propose("s1", deliveryId)).rejects.toThrow("is watched no longer");
    });
  });
});
