import { afterEach, beforeEach, expect, it } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { describeEngines, type Place } from "./engines.ts";
import { alert, delivery, later, listing, listingRow, match, noFacets, noon, watch } from "./samples.ts";

describeEngines("what servers set about their alerts", (makePlace) => {
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

  const incident = (change: { deadline?: Date } = {}) => ({
    id: "i1",
    kind: "ransom" as const,
    victimKeys: ["harbourlines"],
    actors: [],
    listing: listing({ deadline: change.deadline ?? null }),
    listingId: "l1",
    changes: [],
    firstSeenAt: noon,
    lastSeenAt: noon,
  });

  it("is kept for each server by itself", async () => {
    const nothing = await store.routing.ofServer("s2", noon);
    expect(nothing).toEqual({
      channels: {},
      routes: [],
      roles: [],
      timeZone: "UTC",
      quiet: null,
      digest: { every: "off", at: 480 },
      mutes: [],
    });
    await store.routing.setRoute("s1", { severity: "critical", kind: null }, "c1");
    await store.routing.setRoute("s1", { severity: "critical", kind: null }, "c2");
    await store.routing.setRoute("s1", { severity: null, kind: "ransom" }, "c3");
    await store.routing.setRoute("s1", { severity: null, kind: "ransom" }, null);
    await store.routing.setRoles("s1", [{ roleId: "7", severity: "high" }]);
    await store.routing.setDigest("s1", { every: "weekly", at: 30 }, noon);
    await store.routing.setQuiet("s1", { from: 0, to: 60 }, "Asia/Tokyo");
    const { mute, before } = await store.mutes.put({
      serverId: "s1",
      subject: "actor",
      value: "greyfin",
      name: "Grey Fin",
      until: later(60),
    });
    expect(before).toBeNull();
    expect(await store.routing.ofServer("s1", noon)).toEqual({
      channels: {},
      routes: [{ severity: "critical", kind: null, channelId: "c2" }],
      roles: [{ roleId: "7", severity: "high" }],
      timeZone: "Asia/Tokyo",
      quiet: { from: 0, to: 60 },
      digest: { every: "weekly", at: 30 },
      mutes: [mute],
    });
    expect(await store.routing.ofServer("s2", noon)).toEqual(nothing);
    expect(await store.mutes.find("s2", mute.id)).toBeUndefined();
    expect(await store.mutes.setUntil("s2", mute.id, noon)).toBe(false);
    expect((await store.routing.ofServer("s1", later(61))).mutes).toEqual([]);
  });

  it("tells a digest's period once", async () => {
    await store.routing.setDigest("s1", { every: "daily", at: 0 }, noon);
    expect(await store.routing.tellUntil("s1", noon, later(10))).toBe(true);
    expect(await store.routing.tellUntil("s1", noon, later(10))).toBe(false);
    expect(await store.routing.digests()).toMatchObject([{ serverId: "s1", toldUntil: later(10) }]);
    // Moving the time of a digest tells nothing again.
    await store.routing.setDigest("s1", { every: "weekly", at: 5 }, later(20));
    expect(await store.routing.digests()).toMatchObject([{ toldUntil: later(10) }]);
  });

  it("finds what a digest tells", async () => {
    await store.watches.insert(watch(), "harbourlines");
    await store.incidents.put(incident());
    await store.listings.put(listingRow(), noFacets);
    await store.incidents.putMatches("l1", [{ match: match(), outcome: "digest" }], noon);
    await store.incidents.putMatches("l1", [{ match: match(), outcome: "digest" }], later(60));
    const found = await store.incidents.digestMatches("s1", noon, later(30), 5);
    expect(found).toMatchObject({ total: 1, items: [{ listingId: "l1", company: "Harbour Lines" }] });
    expect(await store.incidents.digestMatches("s1", later(30), later(90), 5)).toEqual({
      items: [],
      total: 0,
    });
    expect((await store.incidents.digestMatches("s2", noon, later(30), 5)).total).toBe(0);
  });

  it("gives what waits to one who tells it, with today's facts", async () => {
    await store.deliveries.enqueue(delivery(), noon, { state: "waiting" });
    expect(await store.deliveries.claim(later(60), [], 10)).toEqual([]);
    await store.deliveries.resumeHeld(later(60));
    const company = "Velda";
    expect(await store.deliveries.rewritePending("d1", alert({ company }))).toBe(true);
    expect(await store.deliveries.waitingServers()).toEqual(["s1"]);
    const both = await Promise.all([
      store.transaction((tables) => tables.deliveries.takeWaiting("s1", later(60))),
      store.transaction((tables) => tables.deliveries.takeWaiting("s1", later(60))),
    ]);
    expect(both.flat()).toMatchObject([{ id: "d1", state: "sent", alert: { company } }]);
    expect(await store.deliveries.waitingServers()).toEqual([]);
  });

  it("keeps what people do with an alert, in their own server alone", async () => {
    await store.deliveries.enqueue(delivery(), noon);
    const acknowledgement = { userId: "7", at: noon };
    expect(await store.deliveries.setAcknowledgement("s2", "d1", null, acknowledgement)).toBe(false);
    expect(await store.deliveries.setAcknowledgement("s1", "d1", null, acknowledgement)).toBe(true);
    expect(await store.deliveries.setAcknowledgement("s1", "d1", null, { userId: "8", at: noon })).toBe(
      false,
    );
    await store.deliveries.setCase("s2", "d1", "t2");
    await store.deliveries.setCase("s1", "d1", "t1");
    expect(await store.deliveries.find("s1", "d1")).toMatchObject({ acknowledgement, caseId: "t1" });
    expect(await store.deliveries.find("s2", "d1")).toBeUndefined();
    expect(await store.deliveries.retry("s1", "d1", noon)).toBe(false);
    await store.deliveries.markFailed("d1", "no");
    expect(await store.deliveries.retry("s2", "d1", noon)).toBe(false);
    expect(await store.deliveries.retry("s1", "d1", noon)).toBe(true);
    expect((await store.deliveries.ofServer("s2", null, 0, 10)).total).toBe(0);
    expect(await store.deliveries.ofServer("s1", "pending", 0, 10)).toMatchObject({
      total: 1,
      items: [{ id: "d1" }],
    });
  });

  it("tells an update where its alert stands, and who has acknowledged that", async () => {
    await store.deliveries.enqueue(delivery(), noon);
    await store.deliveries.claim(noon, [], 1);
    await store.deliveries.markSent("d1", "m1", noon, "thread");
    await store.deliveries.setAcknowledgement("s1", "d1", null, { userId: "7", at: noon });
    await store.deliveries.enqueue(delivery({ id: "u1", nonce: "u1", kind: "update" }), later(1));
    expect(await store.deliveries.claim(later(1), [], 1)).toMatchObject([
      { id: "u1", repliesTo: "m1", standsIn: "thread", acknowledgement: { userId: "7" } },
    ]);
  });

  it("gives a deadline that has passed once", async () => {
    await store.incidents.put(incident({ deadline: later(60) }));
    expect(await store.incidents.takePassedDeadlines(later(59))).toEqual([]);
    expect(await store.incidents.takePassedDeadlines(later(60))).toEqual(["i1"]);
    expect(await store.incidents.takePassedDeadlines(later(61))).toEqual([]);
    const passed = { kind: "deadline-passed", from: null, to: later(60).toISOString() } as const;
    await store.incidents.put({ ...incident({ deadline: later(60) }), changes: [passed] });
    expect(await store.incidents.takePassedDeadlines(later(61))).toEqual([]);
  });
});
