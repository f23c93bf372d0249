import { describe, expect, it } from "vitest";
import { renderNotice } from "../../src/alert/notice.ts";
import type { HealthEvent } from "../../src/health/judge.ts";
import { nameEvent, writeNotice } from "../../src/health/notice.ts";
import type { Problem, TroubleKind } from "../../src/model.ts";
import { hostile } from "../commands/fixtures.ts";
import { makeSource } from "../core/room.ts";
import { later, noon } from "../store/samples.ts";

const source = makeSource("forum", ["https://forum.example/"], { name: "Example Forum" });

const trouble = (kind: TroubleKind, change: Partial<Problem> = {}, reminder = 0): HealthEvent => ({
  what: "trouble",
  problem: { kind, code: "timeout", message: "no answer", isPartial: false, ...change },
  since: noon,
  visits: 3,
  reminder,
});

const events: [string, HealthEvent][] = [
  ["Example Forum cannot be read", trouble("down")],
  ["Example Forum still cannot be read", trouble("down", {}, 2)],
  ["Example Forum shows a login or a check for humans", trouble("wall", { code: "blocked" })],
  [
    "Example Forum looks different, and is not read as it was",
    trouble("layout-changed", { code: "layout-changed" }),
  ],
  ["Example Forum answers without posts", trouble("layout-changed", { code: "no-posts", isPartial: true })],
  [
    "Example Forum has no dates that can be read",
    trouble("layout-changed", { code: "no-dates", isPartial: true }),
  ],
  ["Example Forum has threads that cannot be read", trouble("wall", { code: "no-threads", isPartial: true })],
  ["Example Forum is read in part only", trouble("down", { isPartial: true })],
  ["Example Forum is gone", trouble("gone", { code: "http-status" })],
  ["No source behind Tor can be read", trouble("down", { code: "proxy-missing" })],
  [
    "Example Forum is read again",
    {
      what: "trouble-over",
      problem: { kind: "down", code: "dns", message: "no such host", isPartial: false },
      since: noon,
      told: ["down"],
    },
  ],
  ["Example Forum has fallen quiet", { what: "quiet", since: noon, reminder: 0 }],
  ["Example Forum is still quiet", { what: "quiet", since: noon, reminder: 1 }],
  ["Example Forum has new posts again", { what: "quiet-over", since: noon }],
  [
    "Example Forum has moved",
    { what: "moved", from: "https://forum.example/", to: "https://board.example/" },
  ],
];

describe("a notice of a source's health", () => {
  it.for(events)("says that %s", ([title, event]) => {
    const notice = writeNotice(event, source);
    expect(notice.title).toBe(title);
    expect(notice.lines.length).toBeGreaterThan(0);
    for (const line of notice.lines) expect(line).toMatch(/^[^`\n]+[.]$/u);
  });

  it("says what is wrong, since when, and what can be done", () => {
    expect(
      writeNotice(trouble("wall", { code: "blocked", message: "a wall instead of content" }), source).lines,
    ).toEqual([
      "A wall instead of content.",
      "3 visits in a row, since 2026-03-01 12:00 UTC.",
      "A login or a check for humans stands before it: give the source a cookie (request.cookieEnv) or a key (request.headersEnv).",
      "Its entry stands in feeds/test.yaml:1.",
    ]);
  });

  it("shows what came from outside as text", () => {
    const notice = writeNotice(trouble("down", { message: hostile }), { ...source, name: hostile });
    const { content, embeds } = renderNotice({ ...notice, id: "n1" });
    const text = JSON.stringify({ content, embeds });
    expect(text).not.toMatch(/https?:\/\/|\u202e|\]\(|@everyone/u);
  });

  it("is one notice for all sources that a missing proxy keeps from being read", () => {
    const event = trouble("down", { code: "proxy-missing" });
    const other = { ...source, id: "other" };
    expect(nameEvent(event, other, later(5))).toEqual(nameEvent(event, source, noon));
    expect(nameEvent(trouble("down"), other, noon)).not.toEqual(nameEvent(trouble("down"), source, noon));
  });
});
