import { afterEach, beforeEach, expect, it } from "vitest";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { threadList, threadPage, type Thread } from "./pages.ts";
import { makeSource, type Room } from "./room.ts";
import { offer, openStage, pathOf, publishThreads, rules, type Stage } from "./stage.ts";

const old = rules;
const leak = offer;
const more = (tid: number): Thread => ({ ...old, tid, title: `Offer number ${tid}` });

let stage: Stage;
let room: Room;
let server: HttpServer;
let source: ReturnType<typeof makeSource>;

beforeEach(async () => {
  stage = await openStage();
  ({ room, server } = stage);
  source = makeSource("forum", [`${server.url}/list`]);
});

afterEach(() => stage.close());

const publish = (...threads: Thread[]) => publishThreads(server, ...threads);
const show = (thread: Thread) => server.on(pathOf(thread), { body: threadPage(thread) });
const fail = (thread: Thread) => server.on(pathOf(thread), { status: 500 });
const asked = (thread: Thread) => server.requests.filter(({ path }) => path === pathOf(thread)).length;

async function visitFirst(...threads: Thread[]): Promise<void> {
  publish(...threads);
  await room.visit(source);
}

it("finds a victim that only the thread names", async () => {
  await visitFirst(old);
  publish(leak, old);
  expect(await room.visit(source)).toMatchObject({ newPosts: 1, alerts: 1 });
  expect((await room.deliver())[0]).toContain("Harbour Lines");
});

it("reads the threads of new and changed rows only", async () => {
  await visitFirst(old);
  publish(leak, old);
  await room.visit(source);
  publish({ ...leak, lastReply: "03-01-2026, 11:45 AM" }, old);
  expect(await room.visit(source)).toMatchObject({ newPosts: 0, changedPosts: 0, alerts: 0, updates: 0 });
  expect([asked(old), asked(leak)]).toEqual([1, 2]);
});

it("updates the alert of a thread whose price was lowered", async () => {
  await visitFirst(old);
  publish(leak, old);
  await room.visit(source);
  await room.deliver();
  const lowered = { ...leak, body: leak.body.replace("$900", "$700") };
  publish({ ...lowered, lastReply: "03-01-2026, 11:45 AM" }, old);
  expect(await room.visit(source)).toMatchObject({ changedPosts: 1, alerts: 0, updates: 1 });
  expect(await room.deliver()).toHaveLength(2);
});

it("owes a thread that fails, and alerts once it is read", async () => {
  await visitFirst(old);
  publish(leak, old);
  fail(leak);
  expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 1, alerts: 0 });
  show(leak);
  expect(await room.visit(source)).toMatchObject({ changedPosts: 1, alerts: 1 });
  expect(await room.visit(source)).toMatchObject({ outcome: "unchanged", alerts: 0 });
});

it("reads an owed thread even when the list shows it no more", async () => {
  await visitFirst(old);
  publish(leak, old);
  fail(leak);
  await room.visit(source);
  publish(more(3), old);
  show(leak);
  expect(await room.visit(source)).toMatchObject({ newPosts: 1, changedPosts: 1, alerts: 1 });
  expect((await room.store.listings.search({ text: "ferry" }, 0, 1)).rows[0]?.post).toMatchObject({
    title: leak.title,
    body: leak.body,
  });
});

it("gives up a thread that fails three times", async () => {
  await visitFirst(old);
  publish(leak, old);
  fail(leak);
  for (let turn = 0; turn < 5; turn++) await room.visit(source);
  expect(asked(leak)).toBe(3);
});

it("stays silent about the owed threads of a first visit", async () => {
  publish(leak, old);
  fail(leak);
  expect(await room.visit(source)).toMatchObject({ isFirst: true, newPosts: 2 });
  show(leak);
  expect(await room.visit(source)).toMatchObject({ isFirst: false, changedPosts: 1, alerts: 0 });
});

it("stays silent about a first visit's thread that was given up and is readable again", async () => {
  publish(leak, old);
  fail(leak);
  for (let turn = 0; turn < 4; turn++) await room.visit(source);
  publish({ ...leak, lastReply: "03-01-2026, 11:45 AM" }, old);
  expect(await room.visit(source)).toMatchObject({ changedPosts: 1, alerts: 0 });
  const lowered = { ...leak, body: leak.body.replace("$900", "$700") };
  publish({ ...lowered, lastReply: "03-01-2026, 11:50 AM" }, old);
  expect(await room.visit(source)).toMatchObject({ changedPosts: 1, alerts: 1 });
});

it("keeps what it read of a thread while a changed one cannot be read", async () => {
  await visitFirst(old);
  publish(leak, old);
  await room.visit(source);
  await room.deliver();
  publish({ ...leak, title: `${leak.title}, bumped` }, old);
  fail(leak);
  for (let turn = 0; turn < 3; turn++) {
    expect(await room.visit(source)).toMatchObject({ alerts: 0, updates: 0 });
    const { rows } = await room.store.listings.search({ text: "ferry" }, 0, 1);
    expect(rows[0]?.post.body).toBe(leak.body);
    expect(rows[0]?.listing.prices).toMatchObject([{ amount: 900 }]);
  }
  show({ ...leak, title: `${leak.title}, bumped` });
  publish({ ...leak, title: `${leak.title}, bumped`, lastReply: "03-01-2026, 11:50 AM" }, old);
  expect(await room.visit(source)).toMatchObject({ alerts: 0, updates: 0 });
  expect(await room.deliver()).toHaveLength(1);
});

it("reports that a further page, or every thread, could not be read", async () => {
  publish(old);
  const first = await room.visit(source);
  expect(first).toMatchObject({ outcome: "stored", partial: null });
  const page = { body: threadList([leak, more(3)], "/list?page=2") };
  server.on("/list", page);
  server.on("/list?page=2", { status: 500 });
  show(leak);
  show(more(3));
  const second = await room.visit(source);
  expect(second).toMatchObject({ outcome: "stored", partial: { code: "http-status" } });
  expect(second.partial?.message).toContain("page 2: ");
  publish(more(4), more(5), more(6), leak, more(3), old);
  for (const thread of [more(4), more(5), more(6)]) fail(thread);
  const third = await room.visit(source);
  expect(third).toMatchObject({ outcome: "stored", newPosts: 3, partial: { code: "http-status" } });
  expect(third.partial?.message).toContain("none of its threads can be read: ");
});

it("takes the title from the list, and from the thread where the list cuts it", async () => {
  const labelled = { ...leak, title: "Ferry customers" };
  const cut = { ...more(3), title: "Offer number 3, with all the…" };
  publish(old);
  await room.visit(source);
  publish(labelled, cut, old);
  show({ ...labelled, title: "SELLING Ferry customers" });
  show({ ...cut, title: "SELLING Offer number 3, with all the papers" });
  await room.visit(source);
  const { rows } = await room.store.listings.search({}, 0, 9);
  expect(rows.map(({ post }) => post.title).toSorted()).toEqual([
    "Ferry customers",
    "Offer number 3, with all the papers",
    old.title,
  ]);
});

it("reads at most sixty threads in one visit, and the others in the next ones", async () => {
  await visitFirst(old);
  const threads = Array.from({ length: 70 }, (_, n) => more(n + 10));
  publish(leak, ...threads, old);
  expect(await room.visit(source)).toMatchObject({ newPosts: 71, alerts: 1 });
  const before = server.requests.filter(({ path }) => path.startsWith("/showthread")).length;
  expect(before).toBe(1 + 60);
  await room.visit(source);
  expect(server.requests.filter(({ path }) => path.startsWith("/showthread")).length).toBe(1 + 71);
  expect(await room.visit(source)).toMatchObject({ outcome: "unchanged" });
});

it("leaves a host alone that asks for patience, and goes back when it is over", async () => {
  await visitFirst(old);
  publish(leak, more(3), old);
  server.on(pathOf(leak), { status: 429, headers: { "retry-after": "3600" } });
  expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 2 });
  expect(asked(more(3))).toBe(0);
  const health = await room.store.sources.health();
  expect(health.get(source.id)?.nextVisitAt).toEqual(new Date(room.now().getTime() + 3_600_000));
  show(leak);
  const before = server.requests.length;
  expect(await room.visit(source)).toMatchObject({ outcome: "failed", error: { code: "http-status" } });
  expect(server.requests.length).toBe(before);
  room.pass(61);
  expect(await room.visit(source)).toMatchObject({ changedPosts: 2, alerts: 1 });
});

it("reads threads only where the title matches, if that is asked for, with watches of another process too", async () => {
  source = { ...source, thread: { ...source.thread, fetch: "matches" } };
  const named = { ...leak, tid: 4, title: "Gull Island Bank" };
  await visitFirst(old);
  const watchList = room.watchList;
  await room.restart();
  await room.watch("Gull Island Bank");
  publish(leak, named, old);
  await room.visit(source, { watchList });
  expect([asked(old), asked(leak), asked(named)]).toEqual([0, 0, 1]);
});

it("reads further pages while they hold news, up to the source's bound", async () => {
  source = { ...source, pages: { ...source.pages, max: 3 } };
  const page = (n: number) => `/list?page=${n}`;
  const put = (n: number, ...threads: Thread[]) => {
    server.on(n === 1 ? "/list" : page(n), { body: threadList(threads, page(n + 1)) });
    for (const thread of threads) show(thread);
  };
  put(1, more(11));
  put(2, more(12));
  put(3, more(13));
  put(4, more(14));
  expect(await room.visit(source)).toMatchObject({ newPosts: 3 });
  put(1, leak, more(11));
  put(2, more(11), more(12));
  const before = server.requests.length;
  expect(await room.visit(source)).toMatchObject({ newPosts: 1, alerts: 1 });
  // Page two holds nothing new, so that page three is not asked for.
  expect(server.requests.slice(before).map(({ path }) => path)).toEqual(["/list", page(2), pathOf(leak)]);
});

it("reads an alerted thread again each day, although its row is the same", async () => {
  await visitFirst(old);
  publish(leak, old);
  await room.visit(source);
  await room.deliver();
  show({ ...leak, body: leak.body.replace("$900", "$700") });
  room.pass(23 * 60);
  expect(await room.visit(source)).toMatchObject({ outcome: "unchanged", updates: 0 });
  room.pass(61);
  expect(await room.visit(source)).toMatchObject({ changedPosts: 1, alerts: 0, updates: 1 });
  expect((await room.deliver())[1]).toMatch(/\$900.*\$700/su);
  expect([asked(old), asked(leak)]).toEqual([1, 2]);
  room.pass(60);
  await room.visit(source);
  expect(asked(leak)).toBe(2);
});

it("reads no thread again that alerted nobody, and none after a month", async () => {
  await visitFirst(old);
  publish(leak, old);
  await room.visit(source);
  for (let day = 0; day < 40; day++) {
    room.pass(24 * 60 + 1);
    await room.visit(source);
  }
  expect([asked(old), asked(leak)]).toEqual([1, 1 + 29]);
});

it("gives up reading a thread again that is gone", async () => {
  await visitFirst(old);
  publish(leak, old);
  await room.visit(source);
  server.on(pathOf(leak), { status: 404 });
  for (let day = 0; day < 10; day++) {
    room.pass(24 * 60 + 1);
    expect(await room.visit(source)).toMatchObject({ alerts: 0, updates: 0 });
  }
  expect(asked(leak)).toBe(1 + 3);
});

it("does not alert an old thread because somebody replied", async () => {
  await visitFirst(old);
  publish({ ...leak, posted: "03-01-2024, 11:30 AM", lastReply: "03-01-2026, 11:30 AM" }, old);
  expect(await room.visit(source)).toMatchObject({ newPosts: 1, alerts: 0 });
});

it("keeps a source's cookies from hosts that a page links to", async () => {
  const stranger = await startHttpServer();
  stranger.on(pathOf(leak), { body: threadPage(leak) });
  source = { ...source, request: { ...source.request, headers: { cookie: "session=not-a-token" } } };
  await visitFirst(old);
  expect(server.requests.map(({ headers }) => headers["cookie"])).toEqual([
    "session=not-a-token",
    "session=not-a-token",
  ]);
  publish({ ...leak, link: `${stranger.url}${pathOf(leak)}` }, old);
  await room.visit(source);
  expect(stranger.requests.map(({ headers }) => headers["cookie"])).toEqual([undefined]);
  await stranger.close();
});
