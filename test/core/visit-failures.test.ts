import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { feed, threadList, threadPage, type Article } from "./pages.ts";
import { makeSource, type Room } from "./room.ts";
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
const healthOf = async (id: string) => (await room.store.sources.health()).get(id);
const stored = async () => (await room.store.listings.search({}, 0, 1)).total;

describe("what a broken source comes to", () => {
  const login =
    "<html><head><title>Log in</title></head><body><form>You must log in to see this. <input type='password'></form></body></html>";
  it.for<[string, Parameters<typeof makeSource>[0], { status?: number; body?: string }, string]>([
    ["a server's failure", "feed", { status: 500 }, "http-status"],
    ["a page that is gone", "feed", { status: 404 }, "http-status"],
    ["a login wall", "forum", { body: login }, "blocked"],
    [
      "a forum page without threads",
      "forum",
      { body: "<html><body><p>Hello</p></body></html>" },
      "layout-changed",
    ],
    ["an empty answer", "feed", { body: "" }, "truncated"],
    ["what is no feed", "feed", { body: "<html><body>Welcome</body></html>" }, "not-a-feed"],
    ["broken JSON", "json", { body: '[{"victim": "Harbour' }, "malformed"],
  ])("tells %s by its code and leaves the other sources alone", async ([, kind, reply, code]) => {
    const broken = makeSource(kind, [`${server.url}/broken`], { id: "broken" });
    server.on("/broken", reply);
    publish(old);
    const report = await room.visit(broken);
    expect(report).toMatchObject({ outcome: "failed", alerts: 0 });
    expect(report.error?.message).toMatch(/\w/u);
    const health = await healthOf("broken");
    expect(health).toMatchObject({ failures: 1, lastSuccessAt: null, lastVisitAt: room.now() });
    expect(health?.lastError).toMatchObject({ code: report.error?.code, message: report.error?.message });
    expect(report.error?.code).toBe(code);
    expect(await room.visit(source)).toMatchObject({ outcome: "stored" });
    expect(await room.visit(source)).toMatchObject({ outcome: "unchanged" });
  });

  it("tells a host that does not answer", async () => {
    const gone = await startHttpServer();
    await gone.close();
    const report = await room.visit({ ...source, urls: [`${gone.url}/feed`] });
    expect(report.error).toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("127.0.0.1"),
    });
  });

  it("tells an address that must not be fetched", async () => {
    const report = await room.visit({ ...source, urls: ["http://10.0.0.1/feed"] });
    expect(report.error?.code).toBe("refused-address");
  });

  it("forgets the failures once it is well again, and has lost nothing", async () => {
    publish(old);
    await room.visit(source);
    server.on("/feed", { status: 500 });
    await room.visit(source);
    await room.visit(source);
    expect(await healthOf(source.id)).toMatchObject({ failures: 2 });
    publish(leak, old);
    expect(await room.visit(source)).toMatchObject({ alerts: 1 });
    expect(await healthOf(source.id)).toMatchObject({ failures: 0, lastError: null });
  });

  it("does not take a first visit that failed for one", async () => {
    server.on("/feed", { status: 500 });
    await room.visit(source);
    publish(leak, old);
    expect(await room.visit(source)).toMatchObject({ isFirst: true, alerts: 0 });
  });
});

describe("when it comes back", () => {
  const minutesToNext = async (): Promise<number> => {
    const next = (await healthOf(source.id))?.nextVisitAt?.getTime() ?? 0;
    return (next - room.now().getTime()) / 60_000;
  };

  it("waits ever longer for a source that keeps failing, up to a day", async () => {
    server.on("/feed", { status: 500 });
    const waits: number[] = [];
    for (let failure = 0; failure < 10; failure++) {
      await room.visit(source);
      waits.push(await minutesToNext());
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]);
  });

  it("never comes back sooner than the server asked, whoever asks for a visit", async () => {
    server.on("/feed", { status: 503, headers: { "retry-after": "7200" } });
    await room.visit(source);
    expect(await minutesToNext()).toBe(120);
    publish(old);
    expect(await room.visit(source)).toMatchObject({ outcome: "failed", error: { code: "http-status" } });
    expect(server.requests).toHaveLength(1);
    room.pass(121);
    expect(await room.visit(source)).toMatchObject({ outcome: "stored" });
  });

  it("comes back within an interval of when the server said, however long it had failed", async () => {
    server.on("/feed", { status: 500 });
    for (let failure = 0; failure < 8; failure++) await room.visit(source);
    server.on("/feed", { status: 503, headers: { "retry-after": "60" } });
    await room.visit(source);
    expect(await minutesToNext()).toBe(11);
  });
});

describe("mirrors", () => {
  let second: HttpServer;
  const thread = { tid: 2, title: "[SELLING] Harbour Lines customers", body: "Price: $900." };

  beforeEach(async () => {
    second = await startHttpServer();
    source = makeSource("forum", [`${server.url}/list`, `${second.url}/list`]);
    const first = { tid: 1, title: "Rules", body: "Be kind." };
    for (const mirror of [server, second]) {
      mirror.on("/list", { body: threadList([first]) });
      mirror.on("/showthread.php?tid=1", { body: threadPage(first) });
    }
    await room.visit(source);
    for (const mirror of [server, second]) {
      mirror.on("/list", { body: threadList([thread, first]) });
      mirror.on("/showthread.php?tid=2", { body: threadPage(thread) });
    }
  });

  afterEach(() => second.close());

  it("asks the second when the first fails, goes on with it, and takes both for one board", async () => {
    server.on("/list", { status: 500 });
    expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 1, alerts: 1 });
    expect(second.requests.map(({ path }) => path)).toEqual(["/list", "/showthread.php?tid=2"]);
    const before = server.requests.length;
    expect(await room.visit(source)).toMatchObject({ outcome: "unchanged" });
    expect(server.requests.length).toBe(before);
    second.on("/list", { status: 500 });
    server.on("/list", { body: threadList([thread]) });
    expect(await room.visit(source)).toMatchObject({
      outcome: "stored",
      newPosts: 0,
      changedPosts: 0,
      alerts: 0,
    });
  });

  it("leaves a mirror alone that asked for patience while another one answers", async () => {
    server.on("/list", { status: 503, headers: { "retry-after": "3600" } });
    await room.visit(source);
    second.on("/list", { status: 500 });
    const before = server.requests.length;
    await room.visit(source);
    expect(server.requests.length).toBe(before);
  });

  it("names every mirror when all of them fail", async () => {
    server.on("/list", { status: 500 });
    second.on("/list", { status: 404 });
    const { error } = await room.visit(source);
    expect(error?.code).toBe("http-status");
    expect(error?.message).toContain(new URL(server.url).host);
    expect(error?.message).toContain(new URL(second.url).host);
  });
});

describe("crashes", () => {
  beforeEach(async () => {
    publish(old);
    await room.visit(source);
    publish(leak, old);
  });

  it("neither loses nor repeats what it had committed before it died", async () => {
    const { validators } = room.store.caches;
    const keep = validators.set.bind(validators);
    validators.set = () => Promise.reject(new Error("died"));
    expect(await room.visit(source)).toMatchObject({ outcome: "failed" });
    validators.set = keep;
    await room.restart();
    expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 0, alerts: 0 });
    expect(await room.deliver()).toHaveLength(1);
  });

  it("loses nothing that it had not committed", async () => {
    const transaction = () => Promise.reject(new Error("died"));
    const store = { ...room.store, transaction };
    expect(await room.visit(source, { store })).toMatchObject({ outcome: "failed" });
    expect(await stored()).toBe(1);
    await room.restart();
    expect(await room.visit(source)).toMatchObject({ newPosts: 1, alerts: 1 });
  });

  it("goes on with a first visit that died halfway, still telling nobody", async () => {
    const many = Array.from({ length: 40 }, (_, n) => ({
      ...leak,
      id: `n${n}`,
      title: `Harbour Lines data, part ${n}`,
    }));
    const fresh = { ...source, id: "fresh" };
    publish(...many);
    let transactions = 0;
    const transaction: typeof room.store.transaction = (work) =>
      ++transactions > 1 ? Promise.reject(new Error("died")) : room.store.transaction(work);
    expect(await room.visit(fresh, { store: { ...room.store, transaction } })).toMatchObject({
      outcome: "failed",
    });
    expect(await room.visit(fresh)).toMatchObject({ isFirst: true, newPosts: 15, alerts: 0 });
    expect(await room.visit(fresh)).toMatchObject({ isFirst: false });
  });

  it("stores nothing of a visit that is aborted, and stays due", async () => {
    const asked = Promise.withResolvers<void>();
    server.on("/feed", () => {
      asked.resolve();
      return new Promise(() => undefined);
    });
    const due = (await healthOf(source.id))?.nextVisitAt;
    const abort = new AbortController();
    const report = room.visit(source, {}, abort.signal);
    await asked.promise;
    abort.abort(new Error("stopping"));
    expect(await report).toMatchObject({ outcome: "aborted", error: null });
    expect(await stored()).toBe(1);
    expect(await healthOf(source.id)).toMatchObject({ nextVisitAt: due, failures: 0 });
    publish(leak, old);
    expect(await room.visit(source)).toMatchObject({ alerts: 1 });
  });

  it("stores nothing once somebody else holds the lease, and leaves that one's visit alone", async () => {
    server.on("/feed", async () => {
      room.pass(10);
      await room.store.sources.claim(source.id, "somebody else", room.now(), 60_000);
      return { body: feed([leak, old]) };
    });
    expect(await room.visit(source)).toMatchObject({ outcome: "failed", alerts: 0 });
    expect(await stored()).toBe(1);
    expect(await room.store.sources.holds(source.id, "somebody else")).toBe(true);
    expect(await healthOf(source.id)).toMatchObject({ failures: 0 });
  });
});
