import fc from "fast-check";
import { expect, it } from "vitest";
import { findSilence } from "../../src/health/silence.ts";
import type { SourceDay } from "../../src/model.ts";

// A Thursday.
const start = Date.UTC(2026, 0, 1);

/** One sign a day: `x` it posted, `.` it was read and had nothing new, `-` it could not be read. */
function days(signs: string): SourceDay[] {
  return [...signs].map((sign, at) => ({
    day: new Date(start + at * 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
    visits: 10,
    unchanged: 5,
    failures: sign === "-" ? 10 : 1,
    partial: 0,
    newPosts: sign === "x" ? 4 : 0,
    items: 40,
    bytes: 1000,
  }));
}

const daily = "x".repeat(30);
// Thursday to Wednesday, with a weekend in between.
const weekdays = "xx..xxx".repeat(5);

it.for([
  ["posted every day", daily, false],
  ["was silent for a day or two", `${daily}..`, false],
  ["was silent for three days", `${daily}...`, true],
  ["could not be read", `${daily}${"-".repeat(20)}`, false],
  ["could not be read for a while, and posts again", `${daily}${"-".repeat(20)}x`, false],
  ["was silent on the days on which it could be read", `${daily}.-.-.`, true],
  ["rests on weekends", weekdays, false],
  ["rests on weekends, and over the holidays", `${weekdays}......`, false],
  ["rests on weekends, and for longer than any holidays", `${weekdays}.......`, true],
  ["was away for a week once", `${"x".repeat(15)}.......${"x".repeat(15)}${".".repeat(10)}`, false],
  ["has posted too seldom to have a habit", `${"x..".repeat(10)}${".".repeat(20)}`, false],
  ["has posted for too short a time", `${"x".repeat(12)}${".".repeat(20)}`, false],
  ["has never posted", ".".repeat(60), false],
  ["was never visited", "", false],
] as const)("judges a source that %s", ([, signs, isSilent]) => {
  expect(findSilence(days(signs)) !== null).toBe(isSilent);
});

it("says since when, and how long it used to pause", () => {
  expect(findSilence(days(`${weekdays}.......`))).toEqual({
    lastDay: "2026-02-04",
    silentDays: 7,
    longestPause: 3,
  });
});

it("never calls a source silent that has just posted, and is silent longer as days go by", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("x", ".", "-"), { maxLength: 60 }), (signs) => {
      const text = signs.join("");
      expect(findSilence(days(`${text}x`))).toBeNull();
      if (findSilence(days(text)) !== null) expect(findSilence(days(`${text}.`))).not.toBeNull();
    }),
  );
});
