import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HttpServer } from "../sim/http-server.ts";
import { later } from "../store/samples.ts";
import { feed, type Article } from "./pages.ts";
import { channelId, makeSource, type Room } from "./room.ts";
import { leak, old, openStage, publishFeed, type Stage } from "./stage.ts";

let stage: Stage;
let room: Room;
let server: HttpServer;
let source: ReturnType<typeof makeSource>;

beforeEach(async () => {
  stage = await openStage();
  ({ room, server } = stage);
  source = makeSource("feed", [`${server.url}/feed`]);
});

afterEach(() => stage.close());

const publish = (...articles: Article[]) => publishFeed(server, ...articles);

/** A source that has been visited, and on which something appears. */
async function publishAfterFirst(...articles: Article[]): Promise<void> {
  publish(old);
  await room.visit(source);
  publish(...articles, old);
}

describe("what alerts", () => {
  it("stores the first visit and tells nobody", async () => {
    publish(leak, old);
    expect(await room.visit(source)).toMatchObject({
      outcome: "stored",
      isFirst: true,
      newPosts: 2,
      alerts: 0,
    });
    expect(await room.deliver()).toEqual([]);
    expect((await room.store.listings.search({}, 0, 10)).total).toBe(2);
  });

  it("tells a new post once, and nothing while the source stays as it is", async () => {
    await publishAfterFirst(leak);
    expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 1, alerts: 1, updates: 0 });
    expect(await room.visit(source)).toMatchObject({ outcome: "unchanged", newPosts: 0, alerts: 0 });
    expect(server.requests.at(-1)?.headers["if-none-match"]).toBeDefined();
    expect(await room.deliver()).toEqual([expect.stringContaining("Harbour Lines")]);
  });

  it("tells one channel of two watched companies in one alert that names both", async () => {
    await room.watch("Velda Ferries");
    await publishAfterFirst({
      ...leak,
      text: `${leak.text} The same server held the data of Velda Ferries, and 90,000 customers of Velda Ferries are for sale too.`,
    });
    expect(await room.visit(source)).toMatchObject({ alerts: 1 });
    expect(await room.deliver()).toHaveLength(1);
    const told = room.messenger.calls.find(({ what }) => what === "post")?.message?.embeds[0]?.description;
    expect(told).toContain("**Harbour Lines**");
    expect(told).toContain("**Velda Ferries**");
    const { rows } = await room.store.listings.search({}, 0, 1);
    const judged = await room.store.incidents.matchesOf(rows[0]?.id ?? "");
    expect(judged.map(({ outcome }) => outcome)).toEqual(["alerted", "alerted"]);
  });

  it("keeps two offers of one seller apart that concern two watches, whatever they have in common", async () => {
    await room.watch("Vantrell Group");
    const offer = (id: string, company: string, price: string): Article => ({
      id,
      title: `[REPOST] ${company} customers`,
      text: `The seller greyfin offers the data of ${company}, ${price}. Contact greyfin.`,
      date: later(-5),
    });
    await publishAfterFirst(offer("o1", "Harbour Lines", "$900"));
    expect(await room.visit(source)).toMatchObject({ alerts: 1 });
    room.pass(1);
    publish(offer("o2", "Vantrell Group", "$900"), offer("o1", "Harbour Lines", "$900"), old);
    expect(await room.visit(source)).toMatchObject({ newPosts: 1, alerts: 1, updates: 0 });
    expect(await room.deliver()).toEqual([
      expect.stringMatching(/^Harbour Lines/u),
      expect.stringMatching(/^Vantrell Group/u),
    ]);
  });

  it("tells a company that an edit of a known post names for the first time", async () => {
    await room.watch("Vantrell Group");
    await publishAfterFirst(leak);
    expect(await room.visit(source)).toMatchObject({ alerts: 1 });
    publish(
      {
        ...leak,
        text: `${leak.text} The data of Vantrell Group is for sale as well, hackers stole it from Vantrell Group.`,
      },
      old,
    );
    room.pass(1);
    expect(await room.visit(source)).toMatchObject({ changedPosts: 1, alerts: 1 });
    expect(await room.deliver()).toEqual([
      expect.stringMatching(/^Harbour Lines/u),
      expect.stringMatching(/^Vantrell Group/u),
    ]);
    await room.store.caches.validators.clear();
    expect(await room.visit(source)).toMatchObject({ alerts: 0 });
  });

  it("tells more new posts at once than the source lets through in one message a channel", async () => {
    const many = Array.from({ length: 31 }, (_, i) => ({
      id: `m${i}`,
      title: i % 2 === 0 ? `Harbour Lines customer data for sale, part ${i}` : `Sailors met in harbour ${i}`,
      text: i % 2 === 0 ? `A seller asks $${i + 1},850 for the data of Harbour Lines.` : "Nothing else.",
      date: later(-5),
    }));
    await publishAfterFirst(...many);
    expect(await room.visit(source)).toMatchObject({ newPosts: 31, alerts: 1 });
    // At once, although its posts take more than one transaction.
    expect(await room.deliver()).toEqual([
      expect.stringMatching(/^Harbour Lines: 16 of 31 new posts at once/u),
    ]);
    const told = room.messenger.calls[0]?.message?.embeds[0]?.description ?? "";
    expect(told.match(/customer data for sale, part/gu)).toHaveLength(16);
    const { rows } = await room.store.listings.search({ text: "harbour lines" }, 0, 1);
    expect(await room.store.incidents.matchesOf(rows[0]?.id ?? "")).toMatchObject([
      { outcome: "told in a summary of many" },
    ]);
    // What is new after that is told one by one again.
    publish({ ...leak, id: "later" }, ...many, old);
    expect(await room.visit(source)).toMatchObject({ newPosts: 1, alerts: 1 });
  });

  it("tells a later change of what it told in a summary", async () => {
    const many = Array.from({ length: 21 }, (_, at) => ({
      id: `m${at}`,
      title: at === 0 ? leak.title : `Sailors met in harbour ${at}`,
      text: at === 0 ? (leak.text ?? "") : "Nothing else.",
      date: later(-5),
    }));
    await publishAfterFirst(...many);
    expect(await room.visit(source)).toMatchObject({ newPosts: 21, alerts: 1 });
    room.pass(1);
    expect(await room.deliver()).toEqual([expect.stringMatching(/1 of 21 new posts at once/u)]);
    const [first, ...others] = many;
    publish({ ...leak, ...first, text: leak.text?.replace("$4,850", "$4,000") ?? "" }, ...others, old);
    await room.visit(source);
    room.pass(1);
    const headlines = await room.deliver();
    expect(headlines).toHaveLength(2);
    expect(headlines[1]).toMatch(/4,000/u);
    publish({ ...leak, ...first, text: leak.text?.replace("$4,850", "$3,000") ?? "" }, ...others, old);
    await room.visit(source);
    const again = await room.deliver();
    expect(again).toHaveLength(3);
    expect(again[2]).toMatch(/4,000.*3,000/su);
  });

  it("counts a first visit that found nothing as made", async () => {
    publish();
    expect(await room.visit(source)).toMatchObject({ outcome: "stored", isFirst: true });
    publish(leak);
    expect(await room.visit(source)).toMatchObject({ isFirst: false, alerts: 1 });
  });

  it("tells nothing again after a restart", async () => {
    await publishAfterFirst(leak);
    await room.visit(source);
    await room.deliver();
    await room.restart();
    expect(await room.visit(source)).toMatchObject({ outcome: "unchanged", alerts: 0 });
    await room.store.caches.validators.clear();
    expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 0, alerts: 0 });
    expect(await room.deliver()).toHaveLength(1);
  });

  it("stores a post older than the look-back without telling it", async () => {
    await publishAfterFirst({ ...leak, date: later(-91 * 24 * 60) });
    expect(await room.visit(source)).toMatchObject({ newPosts: 1, alerts: 0 });
    const { rows } = await room.store.listings.search({}, 0, 1);
    expect(await room.store.incidents.matchesOf(rows[0]?.id ?? "")).toMatchObject([
      { outcome: "older than the look-back" },
    ]);
  });

  it("tells a post without a date", async () => {
    await publishAfterFirst({ id: "a2", title: leak.title });
    expect(await room.visit(source)).toMatchObject({ alerts: 1 });
  });

  it("stores more posts than fit one transaction, each once", async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({
      ...leak,
      id: `n${n}`,
      title: `Harbour Lines data, part ${n}`,
    }));
    publish(...many);
    expect(await room.visit(source)).toMatchObject({ newPosts: 60, alerts: 0 });
    expect((await room.store.listings.search({}, 0, 1)).total).toBe(60);
  });

  it("follows the order of events, although a feed shows the newest first", async () => {
    await room.watch("Gull Island Bank");
    await publishAfterFirst(
      { ...leak, id: "a3", title: "Gull Island Bank customer data for sale", text: "" },
      leak,
    );
    await room.visit(source);
    const headlines = await room.deliver();
    expect(headlines.map((text) => /Harbour Lines|Gull Island/u.exec(text)?.[0])).toEqual([
      "Harbour Lines",
      "Gull Island",
    ]);
  });
});

describe("a post that changes", () => {
  beforeEach(async () => {
    await publishAfterFirst(leak);
    await room.visit(source);
    await room.deliver();
  });

  it("updates the alert when the price is lowered, and makes no second one", async () => {
    publish({ ...leak, text: leak.text?.replace("$4,850", "$4,000") ?? "" }, old);
    expect(await room.visit(source)).toMatchObject({ changedPosts: 1, newPosts: 0, alerts: 0, updates: 1 });
    const headlines = await room.deliver();
    expect(headlines).toHaveLength(2);
    expect(headlines[1]).toMatch(/4,850.*4,000/su);
    expect(room.messenger.calls.map(({ what }) => what)).toEqual(["post", "edit", "post"]);
  });

  it("tells a price that is lowered, raised and lowered again each time", async () => {
    for (const [turn, price] of ["$4,000", "$4,850", "$4,000"].entries()) {
      publish({ ...leak, text: leak.text?.replace("$4,850", price) ?? "" }, old);
      expect(await room.visit(source)).toMatchObject({ updates: 1 });
      expect(await room.deliver()).toHaveLength(turn + 2);
    }
  });

  it("tells nothing when only words or dates change", async () => {
    publish({ ...leak, text: `${leak.text} More soon.`, date: later(1) }, old);
    expect(await room.visit(source)).toMatchObject({ changedPosts: 1, alerts: 0, updates: 0 });
    expect(await room.deliver()).toHaveLength(1);
  });

  it.each(["paused", "removed"] as const)("says nothing more to a watch that was %s", async (how) => {
    const [watch] = await room.store.watches.all();
    if (watch === undefined) throw new Error("no watch");
    if (how === "paused") await room.store.watches.update({ ...watch, paused: true }, "harbourlines");
    else await room.store.watches.remove(watch.serverId, watch.id);
    publish({ ...leak, text: leak.text?.replace("$4,850", "$4,000") ?? "" }, old);
    expect(await room.visit(source)).toMatchObject({ changedPosts: 1, updates: 0 });
  });

  it("rewrites an alert that has not left yet instead of updating it", async () => {
    const second: Article = {
      id: "b1",
      title: "Harbour Lines staff files offered",
      text: "Price: $700, by dory.",
    };
    publish(second, leak, old);
    await room.visit(source);
    publish({ ...second, text: "Price: $500, by dory." }, leak, old);
    expect(await room.visit(source)).toMatchObject({ updates: 0 });
    const headlines = await room.deliver();
    expect(headlines).toHaveLength(2);
    expect(JSON.stringify(room.messenger.calls.at(-1)?.message)).toContain("$500");
  });
});

describe("one matter at two sources", () => {
  const tracker = (text: string) => ({
    id: "t1",
    title: "Harbour Lines data offered for $4,850",
    text,
    date: later(-3),
  });

  it("makes one alert, and says quietly who else tells it", async () => {
    const other = makeSource("feed", [`${server.url}/other`], { id: "feed-2", name: "Second News" });
    server.on("/other", { body: feed([old]) });
    await room.visit(other);
    await publishAfterFirst(leak);
    await room.visit(source);
    await room.deliver();
    server.on("/other", { body: feed([tracker("The price is $4,850 for 400,000 customers."), old]) });
    expect(await room.visit(other)).toMatchObject({ newPosts: 1, alerts: 0, updates: 1 });
    expect(await room.deliver()).toHaveLength(1);
    expect(room.messenger.calls.at(-1)).toMatchObject({ what: "edit" });
  });
});

describe("watches", () => {
  it("tells one server's news to that server alone", async () => {
    await publishAfterFirst(leak);
    await room.visit(source);
    await room.deliver();
    expect(new Set(room.messenger.calls.map((call) => call.channelId))).toEqual(new Set([channelId]));
  });

  it("counts a watch that is added while the visit is running", async () => {
    const gull: Article = { ...leak, id: "g1", title: "Gull Island Bank customer data for sale", text: "" };
    await publishAfterFirst(gull);
    server.on("/feed", async () => {
      await room.watch("Gull Island Bank");
      return { body: feed([gull, old]) };
    });
    expect(await room.visit(source)).toMatchObject({ alerts: 1 });
  });

  it("does not tell yesterday's posts to a watch of today", async () => {
    const gull: Article = {
      ...leak,
      id: "g1",
      title: "Gull Island Bank customer data for sale",
      text: "First words.",
    };
    await publishAfterFirst(gull);
    await room.visit(source);
    await room.watch("Gull Island Bank");
    publish({ ...gull, text: "Other words." }, old);
    expect(await room.visit(source)).toMatchObject({ changedPosts: 1, alerts: 0 });
  });
});
