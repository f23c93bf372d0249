import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createDigests, runDigests } from "../../src/services/alert-digests.ts";
import type { Listing, Match } from "../../src/model.ts";
import type { Store } from "../../src/store/store.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { alert, delivery, emptyListing, listingRow, match, noFacets, watch } from "../store/samples.ts";

let place: Place;
let store: Store;
let clock: Date;

beforeEach(async () => {
  place = sqlitePlace();
  store = await place.open();
  clock = new Date("2026-03-02T23:00:00Z");
});

afterEach(async () => {
  await store.close();
  await place.dispose();
});

const digests = () => createDigests({ store, sources: new Map(), now: () => clock });
const at = (time: string): void => void (clock = new Date(time));

/** The notices that the outbox holds, by channel. */
async function notices(): Promise<
  { channel: string; title: string; lines: readonly string[]; roleIds: unknown }[]
> {
  const { items } = await store.deliveries.ofServer("s1", null, 0, 100);
  return items
    .toSorted((a, b) => a.channelId.localeCompare(b.channelId))
    .flatMap((item) =>
      item.kind === "notice"
        ? [
            {
              channel: item.channelId,
              title: item.notice.title,
              lines: item.notice.lines,
              roleIds: item.notice.roleIds,
            },
          ]
        : [],
    );
}

async function keep(
  id: string,
  change: { company?: string; roleId?: string; channelId?: string; listing?: Partial<Listing> } = {},
): Promise<void> {
  const { channelId = "c1", listing = {}, company = id, roleId = null } = change;
  const kept = alert({ id, company, roleId, listing: { ...emptyListing, ...listing } });
  const facts = { id, incidentId: `i-${id}`, nonce: id, channelId, alert: kept };
  await store.deliveries.enqueue(delivery(facts), clock, { state: "waiting" });
}

/** A match that came to this, of a listing of its own. */
async function found(id: string, outcome: string, change: Partial<Match> = {}): Promise<void> {
  await store.incidents.put({
    id: `i-${id}`,
    victimKeys: [id],
    kind: "sale",
    actors: [],
    listing: emptyListing,
    listingId: id,
    changes: [],
    firstSeenAt: clock,
    lastSeenAt: clock,
  });
  await store.listings.put(listingRow({ id, incidentId: `i-${id}` }), noFacets);
  await store.incidents.putMatches(id, [{ match: match(change), outcome }], clock);
}

async function addWatch(change: Parameters<typeof watch>[0] = {}): Promise<void> {
  const added = watch(change);
  await store.watches.insert(added, added.name);
}

it("tells what quiet hours kept in one message a channel when they end, the most urgent first", async () => {
  await store.routing.setQuiet("s1", { from: 22 * 60, to: 7 * 60 }, "Europe/Berlin");
  await keep("Northgate", { listing: { kind: "other" } });
  await keep("Harbour Lines", { listing: { kind: "sale" }, roleId: "77" });
  await keep("Velda", { channelId: "c2", listing: { kind: "leak" } });
  expect(await digests().tellDue()).toBe(0);
  at("2026-03-03T05:59:00Z");
  expect(await digests().tellDue()).toBe(0);
  at("2026-03-03T06:00:00Z");
  expect(await digests().tellDue()).toBe(2);
  expect(await notices()).toMatchObject([
    {
      channel: "c1",
      title: "2 alerts from the quiet hours",
      lines: [
        expect.stringMatching(/^Harbour Lines: data for sale/u),
        expect.stringMatching(/^Northgate: /u),
      ],
      roleIds: ["77"],
    },
    { channel: "c2", title: "1 alert from the quiet hours" },
  ]);
  expect(await digests().tellDue()).toBe(0);
});

it("notes in the log which were told together", async () => {
  await keep("d1");
  await digests().tellDue();
  const { items } = await store.deliveries.ofServer("s1", null, 0, 10);
  const [told] = items.filter(({ kind }) => kind === "fresh");
  expect(told).toMatchObject({ state: "sent", messageId: null });
  expect(told?.toldIn).toBe(items.find(({ kind }) => kind === "notice")?.id);
});

it("lets go what was kept once the quiet hours are switched off", async () => {
  await store.routing.setQuiet("s1", { from: 0, to: 1439 }, "UTC");
  await keep("d1");
  expect(await digests().tellDue()).toBe(0);
  await store.routing.setQuiet("s1", null, "UTC");
  expect(await digests().tellDue()).toBe(1);
});

it("tells a crash's leftovers once: what was told and that it was told are kept together", async () => {
  await keep("d1");
  const broken: Store = {
    ...store,
    transaction: (work) =>
      store.transaction(async (tables) => {
        await work(tables);
        throw new Error("the power went");
      }),
  };
  await expect(
    createDigests({ store: broken, sources: new Map(), now: () => clock }).tellDue(),
  ).rejects.toThrow("the power went");
  expect(await notices()).toEqual([]);
  expect(await digests().tellDue()).toBe(1);
  expect(await notices()).toHaveLength(1);
});

it("sums up once a day what alerted nobody, a minute after its time", async () => {
  await addWatch();
  await store.channels.set("s1", "alerts", "c5");
  await found("before", "only possible");
  at("2026-03-03T00:00:00Z");
  await store.routing.setDigest("s1", { every: "daily", at: 8 * 60 }, clock);
  at("2026-03-03T07:00:00Z");
  await found("possible", "only possible", { tier: "possible" });
  await found("mentioned", "digest", { party: "mentioned" });
  await found("redated", "older than the look-back");
  await found("alerted", "alerted");
  await found("off", "mentioned only");
  at("2026-03-03T08:00:30Z");
  expect(await digests().tellDue()).toBe(0);
  at("2026-03-03T08:01:00Z");
  expect(await digests().tellDue()).toBe(1);
  expect(await digests().tellDue()).toBe(0);
  const [digest] = await notices();
  expect(digest).toMatchObject({ channel: "c5", title: "Daily digest: 3 matches that alerted nobody" });
  expect(digest?.lines.join("\n")).toMatch(/\(mentioned\) · mentioned only/u);
  expect(digest?.lines.join("\n")).toMatch(/\(possible\) · possible match/u);
  expect(digest?.lines.join("\n")).toMatch(/\(redated\) · an older post/u);
});

it("tells a period that was missed once, with everything in it, and says nothing where there is nothing", async () => {
  await addWatch();
  await store.channels.set("s1", "digest", "c6");
  await store.routing.setDigest("s1", { every: "daily", at: 8 * 60 }, clock);
  at("2026-03-03T12:00:00Z");
  await found("a", "only possible");
  at("2026-03-05T12:00:00Z");
  await found("b", "only possible");
  at("2026-03-09T12:00:00Z");
  expect(await digests().tellDue()).toBe(1);
  expect(await notices()).toMatchObject([
    { channel: "c6", title: expect.stringContaining("2 matches") as string },
  ]);
  at("2026-03-12T12:00:00Z");
  expect(await digests().tellDue()).toBe(0);
  expect(await notices()).toHaveLength(1);
});

it("tells a match once however often its post is read again", async () => {
  await addWatch();
  await store.routing.setDigest("s1", { every: "daily", at: 8 * 60 }, clock);
  at("2026-03-03T07:00:00Z");
  await found("a", "only possible");
  at("2026-03-03T09:00:00Z");
  expect(await digests().tellDue()).toBe(1);
  await found("a", "only possible");
  at("2026-03-04T09:00:00Z");
  expect(await digests().tellDue()).toBe(0);
});

it("goes where a watch was added while no channel is chosen, and tells no other server's matches", async () => {
  await addWatch();
  await addWatch({ id: "w2", serverId: "s2", name: "Velda" });
  await store.routing.setDigest("s1", { every: "daily", at: 8 * 60 }, clock);
  at("2026-03-03T07:00:00Z");
  await found("a", "only possible");
  await found("b", "only possible", { watch: "w2" });
  at("2026-03-03T09:00:00Z");
  expect(await digests().tellDue()).toBe(1);
  expect(await notices()).toMatchObject([
    { channel: "c1", title: expect.stringContaining("1 match ") as string },
  ]);
});

it("is told once where two processes look at the same time", async () => {
  await keep("d1");
  const told = await Promise.all([digests().tellDue(), digests().tellDue()]);
  expect(told.toSorted()).toEqual([0, 1]);
  expect(await notices()).toHaveLength(1);
});

it("looks at once when a process starts, says when it told something, and goes on after an error", async () => {
  await keep("d1");
  let told = 0;
  const running = runDigests(digests(), {
    onTold: () => void told++,
    onError: (error) => expect(error).toBeNull(),
  });
  await vi.waitFor(() => expect(told).toBe(1));
  await running.stop();
  const errors: unknown[] = [];
  const failing = runDigests(
    { tellDue: () => Promise.reject(new Error("no database")) },
    { onTold: () => void told++, onError: (error) => errors.push(error) },
  );
  await failing.stop();
  expect(errors).toEqual([new Error("no database")]);
  expect(told).toBe(1);
});
