import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Source } from "../../src/model.ts";
import { describeEngines } from "../store/engines.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { later } from "../store/samples.ts";
import { feed, threadList, threadPage, type Article } from "./pages.ts";
import { makeSource, type Room } from "./room.ts";
import { leak, offer, old, openStage, publishFeed, publishThreads, rules, type Stage } from "./stage.ts";

const healthChannel = "h1";
const day = 24 * 60;

describeEngines("health", (makePlace) => {
  let stage: Stage;
  let room: Room;
  let server: HttpServer;
  let source: Source;

  beforeEach(async () => {
    stage = await openStage(await makePlace());
    ({ room, server } = stage);
    source = makeSource("feed", [`${server.url}/feed`]);
    await room.store.channels.set("s1", "health", healthChannel);
  });

  afterEach(() => stage.close());

  const publish = (...articles: Article[]) => publishFeed(server, ...articles);
  const breakDown = () => server.on("/feed", { status: 500 });
  const healthOf = async (id = source.id) => (await room.store.sources.health()).get(id);
  const memoryOf = async () => (await healthOf())?.memory;

  /** Titles of all notices so far. */
  async function notices(): Promise<string[]> {
    await room.deliver();
    return room.messenger.headlines(healthChannel);
  }

  /** Everything that the newest notice says. */
  function lastNotice(): string {
    const posted = room.messenger.calls.filter(
      ({ what, channelId }) => what === "post" && channelId === healthChannel,
    );
    return JSON.stringify(posted.at(-1)?.message?.embeds);
  }

  async function visitTimes(times: number, minutes = 10): Promise<void> {
    for (let turn = 0; turn < times; turn++) {
      room.pass(minutes);
      await room.visit(source);
    }
  }

  describe("a source that is down", () => {
    it("is told after three failures, told again when it is back, and never repeated, restarts or not", async () => {
      publish(old);
      await room.visit(source);
      breakDown();
      await visitTimes(2);
      expect(await notices()).toEqual([]);
      await visitTimes(1);
      expect(await notices()).toEqual(["Example feed cannot be read"]);
      expect(lastNotice()).toMatch(/3 visits in a row, since 2026-03-01 12:10 UTC/u);
      expect(lastNotice()).toMatch(/feeds\/test\.yaml\W+1/u);
      await room.restart();
      await visitTimes(3);
      expect(await notices()).toHaveLength(1);
      publish(old);
      await visitTimes(1);
      expect(await notices()).toEqual(["Example feed cannot be read", "Example feed is read again"]);
      await room.restart();
      await visitTimes(3);
      expect(await notices()).toHaveLength(2);
    });

    it("is told although it never was up", async () => {
      breakDown();
      await visitTimes(3);
      expect(await notices()).toEqual(["Example feed cannot be read"]);
    });

    it("is told again the next time", async () => {
      for (let turn = 0; turn < 2; turn++) {
        publish(old);
        await visitTimes(1);
        breakDown();
        await visitTimes(3);
        await notices();
      }
      expect(await notices()).toEqual([
        "Example feed cannot be read",
        "Example feed is read again",
        "Example feed cannot be read",
      ]);
    });

    it("is not told where it was over before anybody could hear of it", async () => {
      breakDown();
      await visitTimes(3);
      publish(old);
      await visitTimes(1);
      expect(await notices()).toEqual([]);
    });

    it("is recalled once a week", async () => {
      breakDown();
      await visitTimes(3);
      await visitTimes(20, day);
      expect(await notices()).toEqual([
        "Example feed cannot be read",
        "Example feed still cannot be read",
        "Example feed still cannot be read",
      ]);
    });

    it("is told in each server that has a channel for it, and else in the log alone", async () => {
      await room.store.channels.set("s2", "health", "h2");
      await room.store.channels.set("s3", "alerts", "c3");
      breakDown();
      await visitTimes(3);
      await room.deliver();
      expect(room.messenger.headlines("h1")).toHaveLength(1);
      expect(room.messenger.headlines("h2")).toHaveLength(1);
      expect(room.messenger.headlines("c3")).toEqual([]);
    });

    it("is not told for each source that waits for Tor, but once for all", async () => {
      for (const id of ["a", "b", "c"]) {
        source = makeSource("feed", [`http://${id.repeat(56)}.onion/feed`], { id });
        await visitTimes(3, 1);
      }
      expect(await notices()).toEqual(["No source behind Tor can be read"]);
    });

    it("is told in one message with many others where more than ten fail within an hour", async () => {
      breakDown();
      const many = Array.from({ length: 14 }, (_, at) => makeSource("feed", source.urls, { id: `s${at}` }));
      const visitAll = async (): Promise<void> => {
        room.pass(1);
        for (const each of many) await room.visit(each);
      };
      for (let turn = 0; turn < 4; turn++) await visitAll();
      const told = await notices();
      expect(told).toHaveLength(11);
      expect(told.filter((title) => title === "Many sources cannot be read")).toHaveLength(1);
      publish(old);
      await visitAll();
      expect((await notices()).slice(11)).toEqual(
        Array.from({ length: 10 }, () => "Example feed is read again"),
      );
    });

    it("is told by nobody who lost the lease", async () => {
      breakDown();
      await visitTimes(2);
      server.on("/feed", async () => {
        room.pass(10);
        await room.store.sources.claim(source.id, "somebody else", room.now(), 60_000);
        return { status: 500 };
      });
      await room.visit(source);
      expect(await notices()).toEqual([]);
    });

    it("is told by the next visit when the one that would have told it died", async () => {
      breakDown();
      await visitTimes(2);
      const transaction = () => Promise.reject(new Error("died"));
      const visit = room.visit(source, { store: { ...room.store, transaction } });
      await expect(visit).rejects.toThrow("died");
      expect(await notices()).toEqual([]);
      room.pass(10);
      await room.restart();
      await visitTimes(1);
      expect(await notices()).toEqual(["Example feed cannot be read"]);
    });
  });

  describe("mirrors", () => {
    let second: HttpServer;
    beforeEach(async () => {
      second = await startHttpServer();
      source = makeSource("feed", [`${server.url}/feed`, `${second.url}/feed`]);
      second.on("/feed", { body: feed([old]) });
    });
    afterEach(() => second.close());

    it("are one event when all of them are down", async () => {
      breakDown();
      second.on("/feed", { status: 404 });
      await visitTimes(3);
      expect(await notices()).toEqual(["Example feed cannot be read"]);
      second.on("/feed", { body: feed([old]) });
      await visitTimes(1);
      expect(await notices()).toHaveLength(2);
    });

    it("are none while one of them is up, but the others are not forgotten", async () => {
      breakDown();
      await visitTimes(5);
      expect(await notices()).toEqual([]);
      expect((await memoryOf())?.mirrors).toEqual({
        [`${server.url}/feed`]: {
          code: "http-status",
          message: expect.stringContaining("500"),
          since: later(10).getTime(),
        },
      });
      second.on("/feed", { status: 500 });
      publish(old);
      await visitTimes(1);
      expect(Object.keys((await memoryOf())?.mirrors ?? {})).toEqual([`${second.url}/feed`]);
    });
  });

  describe("a source that answers with something else", () => {
    it("is told as changed when its page has lost what it showed", async () => {
      source = makeSource("forum", [`${server.url}/list`]);
      publishThreads(server, rules, offer);
      await room.visit(source);
      server.on("/list", { body: "<html><body><p>Welcome</p></body></html>" });
      await visitTimes(1);
      expect(await notices()).toEqual([]);
      await visitTimes(3);
      expect(await notices()).toEqual(["Example forum looks different, and is not read as it was"]);
      expect(lastNotice()).toContain("selectors");
      publishThreads(server, rules, offer);
      await visitTimes(2);
      expect(await notices()).toHaveLength(2);
    });

    it("is told as a wall when a check for humans stands before it", async () => {
      source = makeSource("forum", [`${server.url}/list`]);
      server.on("/list", { body: "<title>Log in</title><form>You must log in <input type=password></form>" });
      await visitTimes(3);
      expect(await notices()).toEqual(["Example forum shows a login or a check for humans"]);
    });

    it("is told when a feed is without posts for long, once in its life", async () => {
      publish(old);
      await room.visit(source);
      publish();
      await visitTimes(3);
      expect(await notices()).toEqual(["Example feed answers without posts"]);
      expect(await healthOf()).toMatchObject({ failures: 0, lastError: null });
      publish(leak);
      await visitTimes(1);
      publish();
      await visitTimes(5);
      expect(await notices()).toEqual(["Example feed answers without posts", "Example feed is read again"]);
    });

    it("is told when no post has a date any more, although the document stays the same from then on", async () => {
      const articles = [1, 2, 3, 4].map((n) => ({ ...leak, id: `d${n}`, title: `Ship ${n} has arrived` }));
      publish(...articles);
      await room.visit(source);
      publish(...articles.map(({ id, title }) => ({ id, title })));
      await visitTimes(3);
      expect(server.requests.at(-1)?.headers["if-none-match"]).toBeDefined();
      expect(await notices()).toEqual(["Example feed has no dates that can be read"]);
      publish(...articles);
      await visitTimes(1);
      expect(await notices()).toHaveLength(2);
    });
  });

  describe("threads behind a list that can be read", () => {
    const more = (tid: number) => ({ ...offer, tid, title: `[SELLING] ferry customers, part ${tid}` });

    it("are told when none of them can be read for three visits, and when one can", async () => {
      source = makeSource("forum", [`${server.url}/list`]);
      publishThreads(server, rules);
      await room.visit(source);
      for (let turn = 0; turn < 3; turn++) {
        publishThreads(server, more(10 + 2 * turn), more(11 + 2 * turn), rules);
        for (let tid = 10; tid < 20; tid++) server.on(`/showthread.php?tid=${tid}`, { body: "<p>Hello</p>" });
        await visitTimes(1);
      }
      expect(await notices()).toEqual(["Example forum has threads that cannot be read"]);
      publishThreads(server, more(30), rules);
      await visitTimes(1);
      expect(await notices()).toHaveLength(2);
    });

    it("are no event where one of them is hidden", async () => {
      source = makeSource("forum", [`${server.url}/list`]);
      publishThreads(server, rules);
      await room.visit(source);
      publishThreads(server, more(10), rules);
      server.on("/showthread.php?tid=10", { status: 403 });
      await visitTimes(5);
      expect(await notices()).toEqual([]);
    });
  });

  describe("an address that is gone for good", () => {
    beforeEach(async () => {
      publish(old);
      await room.visit(source);
      server.on("/feed", { status: 410 });
      await visitTimes(1);
    });

    it("pauses the source, and says so at once and once a week", async () => {
      expect(await notices()).toEqual(["Example feed is gone"]);
      expect(lastNotice()).toContain("/sources poll");
      expect(await healthOf()).toMatchObject({ isPaused: true });
      const before = server.requests.length;
      await visitTimes(2, 7 * day);
      expect(server.requests.length).toBe(before);
      expect(await notices()).toEqual([
        "Example feed is gone",
        "Example feed still is gone",
        "Example feed still is gone",
      ]);
    });

    it("is asked again once the entry has changed", async () => {
      server.on("/new", { body: feed([old]) });
      await notices();
      source = { ...source, urls: [`${server.url}/new`], definedAt: "feeds/test.yaml:9" };
      room.pass(10);
      expect(await room.visit(source)).toMatchObject({ outcome: "stored" });
      expect(await healthOf()).toMatchObject({ isPaused: false });
      expect(await notices()).toEqual(["Example feed is gone", "Example feed is read again"]);
    });

    it("is asked again when somebody wants that, and stays paused where it is still gone", async () => {
      source = { ...source, definedAt: "feeds/test.yaml:9" };
      expect(await room.visit(source)).toMatchObject({ outcome: "unchanged" });
      await room.store.sources.resume(source.id);
      expect(await room.visit(source)).toMatchObject({ outcome: "failed" });
      expect(await healthOf()).toMatchObject({ isPaused: true });
      expect(await notices()).toHaveLength(1);
    });
  });

  describe("an address that has moved", () => {
    beforeEach(async () => {
      publish(old);
      await room.visit(source);
      server.on("/feed", { status: 301, headers: { location: `${server.url}/new` } });
      server.on("/new", { body: feed([leak, old]) });
      await visitTimes(1);
    });

    it("is told once, and asked where it is now", async () => {
      expect(await notices()).toEqual(["Example feed has moved"]);
      expect(lastNotice()).toMatch(/feeds\/test\.yaml\W+1/u);
      const before = server.requests.length;
      expect(await room.visit(source)).toMatchObject({ outcome: "unchanged" });
      expect(server.requests.slice(before).map(({ path }) => path)).toEqual(["/new"]);
      await visitTimes(3);
      expect(await notices()).toHaveLength(1);
    });

    it("is asked at its old address again when the new one fails", async () => {
      server.on("/new", { status: 500 });
      publish({ ...leak, id: "later" }, old);
      await visitTimes(1);
      expect((await memoryOf())?.moves).toEqual({});
      expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 1 });
    });

    it("is not believed where no post stands at the new one", async () => {
      const other = { ...source, id: "parked", urls: [`${server.url}/parked`] };
      server.on("/parked", { status: 301, headers: { location: `${server.url}/sale` } });
      server.on("/sale", { body: feed([]) });
      await room.visit(other);
      expect((await healthOf("parked"))?.memory?.moves).toEqual({});
    });
  });

  describe("further pages", () => {
    const page = "/list?page=2";
    beforeEach(async () => {
      source = makeSource("forum", [`${server.url}/list`], {
        pages: { ...makeSource("forum", []).pages, max: 2 },
      });
      for (const thread of [rules, offer])
        server.on(`/showthread.php?tid=${thread.tid}`, { body: threadPage(thread) });
      server.on("/list", { body: threadList([rules], page) });
      server.on(page, { body: threadList([{ ...rules, tid: 9 }]) });
      await room.visit(source);
      server.on("/list", { body: threadList([offer, rules], page) });
      server.on(page, { status: 500 });
    });

    it("fail without harm to the first one, which is read again next time", async () => {
      expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 1, alerts: 1 });
      expect(await healthOf()).toMatchObject({
        failures: 0,
        lastError: null,
        today: { partial: 1, failures: 0 },
      });
      server.on(page, { body: threadList([{ ...rules, tid: 8, title: "More rules" }]) });
      expect(await room.visit(source)).toMatchObject({ outcome: "stored" });
    });

    it("are told when they fail three times in a row", async () => {
      for (let turn = 0; turn < 3; turn++) {
        server.on("/list", { body: threadList([{ ...rules, tid: 20 + turn }, rules], page) });
        await visitTimes(1);
      }
      expect(await notices()).toEqual(["Example forum is read in part only"]);
      expect(lastNotice()).toContain("Page 2: ");
    });
  });

  describe("what is kept of each day", () => {
    it("counts visits, failures, posts and bytes, and starts anew at midnight (UTC)", async () => {
      publish(leak, old);
      await room.visit(source);
      await room.visit(source);
      breakDown();
      await room.visit(source);
      room.pass(day);
      publish(old);
      await room.visit(source);
      expect(await room.store.days.since(source.id, "2026-03-01")).toEqual([
        {
          day: "2026-03-01",
          visits: 3,
          unchanged: 1,
          failures: 1,
          partial: 0,
          newPosts: 2,
          items: 2,
          bytes: Buffer.byteLength(feed([leak, old])),
        },
      ]);
      expect(await healthOf()).toMatchObject({
        today: { day: "2026-03-02", visits: 1, newPosts: 0, items: 1 },
      });
    });

    it("tells a source that posted every day and does so no more", async () => {
      for (let turn = 0; turn < 20; turn++) {
        publish({ ...leak, id: `n${turn}`, title: `Ship ${turn} has arrived`, text: "" });
        await visitTimes(1, day);
      }
      await visitTimes(3, day);
      expect(await notices()).toEqual([]);
      await visitTimes(2, day);
      expect(await notices()).toEqual(["Example feed has fallen quiet"]);
      publish({ ...leak, id: "again", title: "Another ship", text: "" });
      await visitTimes(2, day);
      expect(await notices()).toEqual(["Example feed has fallen quiet", "Example feed has new posts again"]);
    });
  });
});
