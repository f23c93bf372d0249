import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTimeOfDay, showTimeOfDay } from "../../commands/alerts/time-of-day.ts";

test.for<[typed: string, minutes: number | null]>([
  ["8", 480],
  ["08:30", 510],
  ["22:00", 1320],
  [" 7.05 ", 425],
  ["0:00", 0],
  ["24:00", null],
  ["8:60", null],
  ["eight", null],
  ["", null],
  ["8:5", null],
])("reads %j as a time of day", ([typed, minutes]) => {
  expect(parseTimeOfDay(typed)).toBe(minutes);
});

test("shows a time of day that reads back as the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
      expect(parseTimeOfDay(showTimeOfDay(minutes))).toBe(minutes);
    }),
  );
});
