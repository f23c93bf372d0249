import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeHealth, noMemory, type HealthEvent, type JudgedVisit } from "../../src/health/judge.ts";
import { nameEvent } from "../../src/health/notice.ts";
import type { VisitEnd } from "../../src/health/problem.ts";
import type { HealthMemory } from "../../src/model.ts";
import { makeSource } from "../core/room.ts";
import { later } from "../store/samples.ts";

const url = "https://news.example/feed";
const day = 24 * 60;

type Answer = Partial<Omit<Extract<VisitEnd, { kind: "read" }>, "kind">>;
const fail = (code = "timeout", isGone = false): VisitEnd => ({
  kind: "failed",
  code,
  message: `no answer: ${code}`,
  isGone,
});
const read = (answer: Answer = {}): VisitEnd => ({
  kind: "read",
  posts: 5,
  dated: 5,
  mayBeEmpty: false,
  partial: null,
  threads: "unasked",
  ...answer,
});
const unchanged: VisitEnd = { kind: "unchanged", threads: "unasked" };
const empty = read({ posts: 0, dated: 0 });
const undated = read({ dated: 0 });
const unreadThreads = { code: "layout-changed", message: "no post found in the thread" };
const withoutThreads = read({ threads: unreadThreads });
const inPart = read({ partial: { code: "http-status", message: "page 2: 500" } });

/** What a source tells over some visits, as short words: `down`, `over`, `down+1` for a reminder. */
function follow(visits: readonly (JudgedVisit["end"] | Partial<JudgedVisit>)[], minutes = 10): string[] {
  let memory: HealthMemory = noMemory;
  return visits.map((visit, at) => {
    const nothing = { newPosts: 0, mirrors: {}, moves: {}, urls: [url], entry: "e1", days: null };
    const judged: JudgedVisit =
      "kind" in visit ? { ...nothing, end: visit } : { ...nothing, end: read(), ...visit };
    // As the store gives it back.
    const { after, events } = judgeHealth(JSON.parse(JSON.stringify(memory)), judged, later(at * minutes));
    memory = after;
    return events.map(shorten).join(" ");
  });
}

function shorten(event: HealthEvent): string {
  switch (event.what) {
    case "trouble":
      return event.problem.kind + (event.reminder === 0 ? "" : `+${event.reminder}`);
    case "trouble-over":
      return "over";
    case "quiet":
      return event.reminder === 0 ? "quiet" : `quiet+${event.reminder}`;
    case "quiet-over":
      return "posts";
    case "moved":
      return event.to;
  }
}

describe("trouble", () => {
  it.for<[string, JudgedVisit["end"][], string[]]>([
    ["a hiccup", [read(), fail(), fail(), read()], ["", "", "", ""]],
    ["three failures in a row", [read(), fail(), fail("dns"), fail("tls"), fail()], ["", "", "", "down", ""]],
    ["a source that was never read", [fail(), fail(), fail()], ["", "", "down"]],
    ["a recovery", [fail(), fail(), fail(), read(), read()], ["", "", "down", "over", ""]],
    [
      "a recovery to what was known",
      [read(), fail(), fail(), fail(), unchanged],
      ["", "", "", "down", "over"],
    ],
    ["a wall", [fail("blocked"), fail("blocked"), fail("blocked")], ["", "wall", ""]],
    ["a rebuilt page", [read(), fail("layout-changed"), fail("layout-changed")], ["", "", "layout-changed"]],
    ["an address that is gone, at once", [fail("http-status", true), { kind: "paused" }], ["gone", ""]],
    [
      "a source without posts",
      [read(), empty, unchanged, unchanged, read()],
      ["", "", "", "layout-changed", "over"],
    ],
    ["a source that never had posts", [empty, empty, empty, empty], ["", "", "", ""]],
    [
      "posts without dates, though the document stays the same",
      [read(), undated, unchanged, unchanged, unchanged, read()],
      ["", "", "", "layout-changed", "", "over"],
    ],
    [
      "few posts without dates",
      [read(), read({ posts: 2, dated: 0 }), unchanged, unchanged],
      ["", "", "", ""],
    ],
    ["posts that never had dates", [undated, undated, undated, undated], ["", "", "", ""]],
    ["pages that fail behind the first", [inPart, inPart, inPart, read()], ["", "", "down", "over"]],
    [
      "threads that cannot be read, until one can",
      [
        read({ threads: "read" }),
        withoutThreads,
        read(),
        unchanged,
        withoutThreads,
        read({ threads: "read" }),
      ],
      ["", "", "", "layout-changed", "", "over"],
    ],
    [
      "threads that could not be read once",
      [withoutThreads, read({ threads: "read" }), unchanged],
      ["", "", ""],
    ],
    ["a page that fails now and then", [inPart, inPart, read(), inPart, inPart], ["", "", "", "", ""]],
    [
      "trouble that changes its kind, each kind once",
      [fail(), fail(), fail(), fail("blocked"), fail("blocked"), fail(), fail(), fail(), read()],
      ["", "", "down", "", "wall", "", "", "", "over"],
    ],
    [
      "a source that chooses among its posts",
      [read(), read({ posts: 0, dated: 0, mayBeEmpty: true }), unchanged, unchanged],
      ["", "", "", ""],
    ],
  ])("tells %s", ([, visits, told]) => {
    expect(follow(visits)).toEqual(told);
  });

  it("takes a source that was empty and mended itself for one that may be empty", () => {
    const visits = [read(), empty, empty, empty, read(), empty, empty, empty, empty];
    expect(follow(visits)).toEqual(["", "", "", "layout-changed", "over", "", "", "", ""]);
  });

  it("does not hold a changed entry to the habits of the former one", () => {
    const visits = [
      {},
      { end: undated, entry: "e2" },
      { end: undated, entry: "e2" },
      { end: undated, entry: "e2" },
    ];
    expect(follow(visits)).toEqual(["", "", "", ""]);
  });

  it("is recalled each week that it lasts, a paused source's too", () => {
    const down = Array.from({ length: 19 }, () => fail());
    expect(follow(down, day).filter((told) => told !== "")).toEqual(["down", "down+1", "down+2"]);
    const paused = Array.from({ length: 15 }, () => ({ kind: "paused" as const }));
    expect(follow([fail("http-status", true), ...paused], day).filter((told) => told !== "")).toEqual([
      "gone",
      "gone+1",
      "gone+2",
    ]);
  });

  it("never repeats itself, and is over only once, whatever happens", () => {
    const ends = fc.constantFrom<JudgedVisit["end"]>(
      fail(),
      fail("blocked"),
      fail("layout-changed"),
      fail("http-status", true),
      read(),
      unchanged,
      empty,
      undated,
      withoutThreads,
      inPart,
    );
    const source = makeSource("feed", [url]);
    const property = fc.property(fc.array(fc.tuple(ends, fc.integer({ min: 1, max: 2 * day }))), (visits) => {
      let memory = noMemory;
      let minutes = 0;
      let isOpen = false;
      const told = new Set<string>();
      for (const [end, pause] of visits) {
        minutes += pause;
        const visit = { end, newPosts: 0, mirrors: {}, moves: {}, urls: [url], entry: "e1", days: null };
        const { after, events } = judgeHealth(memory, visit, later(minutes));
        memory = after;
        for (const event of events) {
          const name = nameEvent(event, source, later(minutes)).join(" ");
          expect(told.has(name)).toBe(false);
          told.add(name);
          if (event.what === "trouble-over") {
            expect(isOpen).toBe(true);
            isOpen = false;
          } else isOpen = true;
        }
        expect(memory.trouble !== null).toBe(isOpen);
      }
    });
    fc.assert(property);
  });
});

describe("quiet", () => {
  const habit = (silent: number) =>
    Array.from({ length: 40 }, (_, at) => ({
      day: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
      visits: 10,
      unchanged: 5,
      failures: 0,
      partial: 0,
      newPosts: at < 40 - silent ? 3 : 0,
      items: 20,
      bytes: 100,
    }));

  it("is told once, recalled each week, and over with the next post", () => {
    const visits = [
      { days: habit(2) },
      { days: habit(4) },
      ...Array.from({ length: 8 }, () => ({ days: habit(5) })),
      { newPosts: 1 },
      { days: habit(0) },
    ];
    expect(follow(visits, day)).toEqual(["", "quiet", "", "", "", "", "", "", "quiet+1", "", "posts", ""]);
  });
});

describe("mirrors and moves", () => {
  const second = "https://mirror.example/feed";
  const judge = (memory: HealthMemory, change: Partial<JudgedVisit>, minutes: number) =>
    judgeHealth(
      memory,
      {
        end: read(),
        newPosts: 0,
        mirrors: {},
        moves: {},
        urls: [url, second],
        entry: "e1",
        days: null,
        ...change,
      },
      later(minutes),
    );
  const failure = { code: "dns", message: "no such host" };

  it("remembers since when a mirror has failed, until it answers or is no mirror any more", () => {
    const failing = judge(noMemory, { mirrors: { [url]: failure, [second]: null } }, 0).after;
    expect(failing.mirrors).toEqual({ [url]: { ...failure, since: later(0).getTime() } });
    const unasked = judge(failing, { mirrors: { [second]: null } }, 10).after;
    expect(unasked.mirrors).toEqual(failing.mirrors);
    expect(judge(unasked, { mirrors: { [url]: failure } }, 20).after.mirrors).toEqual(failing.mirrors);
    expect(judge(unasked, { mirrors: { [url]: null } }, 20).after.mirrors).toEqual({});
    expect(judge(unasked, { urls: [second] }, 20).after.mirrors).toEqual({});
  });

  it("tells a move once, and a further one again", () => {
    const to = "https://new.example/feed";
    const moved = judge(noMemory, { moves: { [url]: to } }, 0);
    expect(moved.events).toEqual([{ what: "moved", from: url, to }]);
    expect(judge(moved.after, { moves: { [url]: to } }, 10).events).toEqual([]);
    expect(judge(moved.after, {}, 10).after.moves).toEqual({ [url]: to });
    expect(judge(moved.after, { moves: { [url]: `${to}s` } }, 31 * day).events).toHaveLength(1);
    expect(judge(moved.after, { moves: { [url]: null } }, 10)).toMatchObject({
      after: { moves: {} },
      events: [],
    });
  });

  it("tells an address that leads elsewhere each day once a month", () => {
    let memory = noMemory;
    const told = Array.from({ length: 60 }, (_, at) => {
      const { after, events } = judge(memory, { moves: { [url]: `https://new.example/${at}` } }, at * day);
      memory = after;
      return events.length;
    });
    expect(told.flatMap((count, at) => (count === 0 ? [] : [at]))).toEqual([0, 30]);
  });
});
