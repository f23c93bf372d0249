import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSources } from "../../src/config/sources.ts";
import type { Source } from "../../src/model.ts";
import { listAddresses } from "../../src/visit/archive.ts";
import { makeFolder } from "../config/folder.ts";
import type { HttpServer } from "../sim/http-server.ts";
import { later, noon } from "../store/samples.ts";
import { makeSource, type Room } from "./room.ts";
import { openStage, type Stage } from "./stage.ts";

const day = 24 * 60;
const page = "/v2/recentvictims";

let stage: Stage;
let room: Room;
let server: HttpServer;
let source: Source;

beforeEach(async () => {
  stage = await openStage();
  ({ room, server } = stage);
  source = makeSource("json", [server.url + page], { archive: "victims/{yyyy}/{MM}", flood: 100 });
});

afterEach(() => stage.close());

/** An entry of the tracker, some days after the first of March. */
const claim = (victim: string, days: number) => ({
  id: `claim ${victim}`,
  victim,
  group: "greyfin",
  discovered: later(days * day)
    .toISOString()
    .slice(0, 19),
});
type Claim = ReturnType<typeof claim>;

const serve = (path: string, ...claims: Claim[]) => server.on(path, { body: JSON.stringify(claims) });
const asked = () => server.requests.map(({ path }) => path).filter((path) => path.includes("/victims/"));
const gapOf = async () => (await room.store.sources.state(source.id)).gap;
const titles = async () =>
  (await room.store.listings.search({}, 0, 200)).rows.map(({ post }) => post.title).sort();

const first = claim("Gull Island Bank", -1);
const missed = claim("Harbour Lines", 3);
const newest = claim("Vantrell Group", 9);

/** A first visit, then an outage of ten days. */
async function comeBack(): Promise<void> {
  serve(page, first);
  await room.visit(source);
  room.pass(10 * day);
  serve(page, newest);
}

describe("after an outage that was longer than the list reaches back", () => {
  it("reads what was left out from the archive, and alerts as ever", async () => {
    await comeBack();
    serve("/v2/victims/2026/02", claim("Before our time", -20));
    serve("/v2/victims/2026/03", newest, missed, first);
    expect(await room.visit(source)).toMatchObject({ newPosts: 2, alerts: 1 });
    expect(await titles()).toEqual(["Gull Island Bank", "Harbour Lines", "Vantrell Group"]);
    expect(asked()).toEqual(["/v2/victims/2026/02", "/v2/victims/2026/03"]);
    expect((await room.deliver())[0]).toContain("Harbour Lines");
    await room.visit(source);
    expect(asked()).toHaveLength(2);
    expect(await gapOf()).toBeNull();
  });

  it("asks for nothing where the list still shows what was known", async () => {
    await comeBack();
    serve(page, newest, first);
    expect(await room.visit(source)).toMatchObject({ newPosts: 1 });
    expect(asked()).toEqual([]);
  });

  it("asks for nothing at a first visit, nor where the source has no archive", async () => {
    serve(page, first);
    await room.visit(source);
    source = { ...source, archive: undefined };
    room.pass(10 * day);
    serve(page, newest);
    await room.visit(source);
    expect(asked()).toEqual([]);
  });

  it("tells very many in one message, and none that is older than the look-back", async () => {
    source = { ...source, flood: 3, lookbackMs: 8 * day * 60_000 };
    await comeBack();
    const many = [4, 5, 6, 7].map((days) => ({ ...claim("Harbour Lines", days), id: `claim ${days}` }));
    serve("/v2/victims/2026/03", ...many, claim("Too old", 0), newest);
    expect(await room.visit(source)).toMatchObject({ newPosts: 5, alerts: 1 });
    room.pass(1);
    expect(await room.deliver()).toEqual([expect.stringMatching(/4 of 5 new posts at once/u)]);
  });

  it("reads six addresses a visit, and the others in the next ones", async () => {
    source = { ...source, lookbackMs: 2000 * day * 60_000 };
    serve(page, first);
    await room.visit(source);
    room.pass(300 * day);
    serve(page, claim("Vantrell Group", 299));
    server.on("/v2/victims/2026/03", { body: JSON.stringify([missed]) });
    for (let month = 2; month <= 12; month++) {
      if (month !== 3) serve(`/v2/victims/2026/${String(month).padStart(2, "0")}`);
    }
    expect(await room.visit(source)).toMatchObject({ newPosts: 2, alerts: 1 });
    expect(asked()).toHaveLength(6);
    await room.restart();
    expect(await room.visit(source)).toMatchObject({ newPosts: 0 });
    expect(asked()).toHaveLength(11);
    expect(new Set(asked()).size).toBe(11);
    expect(await gapOf()).toBeNull();
  });

  it("goes on where it failed, and gives up an address that fails three times", async () => {
    await comeBack();
    server.on("/v2/victims/2026/02", { status: 500 });
    serve("/v2/victims/2026/03", missed);
    expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 1, alerts: 0 });
    expect(await gapOf()).toMatchObject({ done: 0, failures: 1 });
    await room.visit(source);
    await room.visit(source);
    expect(asked()).toEqual(Array.from({ length: 3 }, () => "/v2/victims/2026/02"));
    expect(await room.visit(source)).toMatchObject({ newPosts: 1, alerts: 1 });
    expect(await gapOf()).toBeNull();
  });

  it("does not forget what was left out when it dies halfway", async () => {
    await comeBack();
    const many = Array.from({ length: 30 }, (_, at) => claim(`Ship ${at}`, 9));
    serve(page, ...many);
    serve("/v2/victims/2026/02");
    serve("/v2/victims/2026/03", missed);
    let transactions = 0;
    const transaction: typeof room.store.transaction = (work) =>
      ++transactions === 2 ? Promise.reject(new Error("died")) : room.store.transaction(work);
    const report = await room.visit(source, { store: { ...room.store, transaction } });
    expect(report).toMatchObject({ outcome: "failed" });
    await room.restart();
    expect(await room.visit(source)).toMatchObject({ outcome: "stored" });
    expect(await titles()).toHaveLength(1 + 30 + 1);
    expect(await gapOf()).toBeNull();
  });
});

describe("an archive's addresses", () => {
  const at = (text: string) => Date.parse(`${text}T12:00:00Z`);
  const gap = (from: string, to: string) => ({ from: at(from), to: at(to), done: 0, failures: 0 });

  it.for([
    [
      "victims/{yyyy}/{MM}",
      "https://tracker.example/v2/recentvictims",
      ["https://tracker.example/v2/victims/2025/12", "https://tracker.example/v2/victims/2026/01"],
    ],
    [
      "./?year={yyyy}&month={MM}",
      "https://tracker.example/victims/recent?order=discovered",
      [
        "https://tracker.example/victims/?year=2025&month=12",
        "https://tracker.example/victims/?year=2026&month=01",
      ],
    ],
    [
      "../posts/period/{from}/{to}",
      "https://tracker.example/api/recent/100",
      [
        "https://tracker.example/api/posts/period/2025-12-28/2026-01-04",
        "https://tracker.example/api/posts/period/2026-01-04/2026-01-06",
      ],
    ],
    [
      "https://archive.example/{yyyy}",
      "https://tracker.example/",
      ["https://archive.example/2025", "https://archive.example/2026"],
    ],
  ] as const)("fill %s", ([pattern, url, addresses]) => {
    expect(listAddresses(pattern, url, gap("2025-12-28", "2026-01-05"))).toEqual(addresses);
  });

  it.for([
    ["ransomware-live", "/v1/recentvictims", ["/v1/victims/2026/01"]],
    ["ransomware-live", "/v2/recentvictims", ["/v2/victims/2026/01"]],
    ["ransomware-live-pro", "/victims/recent", ["/victims/?year=2026&month=01&date=discovered"]],
    ["ransomlook", "/api/recent/100", ["/api/posts/period/2026-01-02/2026-01-06"]],
  ] as const)("are right for the preset %s at %s", ([preset, path, paths]) => {
    const host = "https://tracker.example";
    const entry = { id: "one", name: "One", kind: "json", preset, urls: host + path };
    const folder = makeFolder({ "one.yaml": JSON.stringify({ sources: [entry] }) });
    const [source] = loadSources(folder, { env: {}, allowHosts: [] });
    const found = listAddresses(source?.archive ?? "", host + path, gap("2026-01-02", "2026-01-05"));
    expect(found).toEqual(paths.map((each) => host + each));
  });

  it("hold a month that has just begun, and a gap of a moment", () => {
    expect(listAddresses("{yyyy}/{MM}", "https://a.example/", gap("2026-01-31", "2026-02-01"))).toHaveLength(
      2,
    );
    const moment = { from: noon.getTime(), to: noon.getTime(), done: 0, failures: 0 };
    expect(listAddresses("{yyyy}/{MM}", "https://a.example/", moment)).toEqual(["https://a.example/2026/03"]);
    expect(listAddresses("{from}/{to}", "https://a.example/", moment)).toEqual([
      "https://a.example/2026-03-01/2026-03-02",
    ]);
  });
});
