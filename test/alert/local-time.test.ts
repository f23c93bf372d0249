import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { isQuiet, isTimeZone, lastDue } from "../../src/alert/local-time.ts";

test("knows a time zone from any other text", () => {
  expect(
    ["Europe/Berlin", "Asia/Tokyo", "UTC", "America/Argentina/Buenos_Aires"].filter(isTimeZone),
  ).toHaveLength(4);
  expect(["Mars/Olympus", "", "Berlin", "Europe/Berlin; x"].filter(isTimeZone)).toEqual([]);
});

describe("quiet hours", () => {
  const night = { from: 22 * 60, to: 7 * 60 };

  test.for<[at: string, zone: string, quiet: boolean]>([
    ["2026-01-10T20:59:00Z", "Europe/Berlin", false],
    ["2026-01-10T21:00:00Z", "Europe/Berlin", true],
    ["2026-01-11T05:59:59Z", "Europe/Berlin", true],
    ["2026-01-11T06:00:00Z", "Europe/Berlin", false],
    // In summer the same clocks stand an hour earlier in UTC.
    ["2026-07-10T20:00:00Z", "Europe/Berlin", true],
    ["2026-07-11T05:00:00Z", "Europe/Berlin", false],
    ["2026-01-10T13:30:00Z", "Asia/Tokyo", true],
    // Half-hour zones.
    ["2026-01-10T16:29:00Z", "Asia/Kolkata", false],
    ["2026-01-10T16:30:00Z", "Asia/Kolkata", true],
  ])("at %s in %s: %s", ([at, zone, quiet]) => {
    expect(isQuiet(night, zone, new Date(at))).toBe(quiet);
  });

  it("may lie within one day, and are none where both ends are the same", () => {
    const noon = new Date("2026-01-10T12:30:00Z");
    expect(isQuiet({ from: 720, to: 780 }, "UTC", noon)).toBe(true);
    expect(isQuiet({ from: 780, to: 840 }, "UTC", noon)).toBe(false);
    expect(isQuiet({ from: 750, to: 750 }, "UTC", noon)).toBe(false);
  });
});

describe("a digest", () => {
  const daily = { every: "daily", at: 8 * 60 } as const;

  test.for<[now: string, zone: string, due: string]>([
    ["2026-01-10T07:00:00Z", "Europe/Berlin", "2026-01-10T07:00:00.000Z"],
    ["2026-01-10T06:59:59Z", "Europe/Berlin", "2026-01-09T07:00:00.000Z"],
    // The clocks went forward in the night before.
    ["2026-03-29T06:00:00Z", "Europe/Berlin", "2026-03-29T06:00:00.000Z"],
    ["2026-03-29T05:59:00Z", "Europe/Berlin", "2026-03-28T07:00:00.000Z"],
    // East of UTC it is tomorrow already.
    ["2026-01-10T23:00:00Z", "Asia/Tokyo", "2026-01-10T23:00:00.000Z"],
    ["2026-01-10T22:59:00Z", "Asia/Tokyo", "2026-01-09T23:00:00.000Z"],
  ])("a day, asked at %s in %s, was due at %s", ([now, zone, due]) => {
    expect(lastDue(daily, zone, new Date(now))?.toISOString()).toBe(due);
  });

  it("a week is due on Mondays", () => {
    const weekly = { every: "weekly", at: 8 * 60 } as const;
    const due = (now: string): string | undefined => lastDue(weekly, "UTC", new Date(now))?.toISOString();
    expect(due("2026-01-14T12:00:00Z")).toBe("2026-01-12T08:00:00.000Z");
    expect(due("2026-01-12T07:59:00Z")).toBe("2026-01-05T08:00:00.000Z");
    expect(due("2026-01-12T08:00:00Z")).toBe("2026-01-12T08:00:00.000Z");
  });

  it("is due once in an hour that the clocks skip, and once in one that they repeat", () => {
    const early = { every: "daily", at: 150 } as const;
    const due = (now: string): string | undefined =>
      lastDue(early, "Europe/Berlin", new Date(now))?.toISOString();
    // 02:30 does not exist on this day: the clocks go from 01:59 to 03:00, which is 01:00 UTC.
    expect(due("2026-03-29T12:00:00Z")).toBe("2026-03-29T01:30:00.000Z");
    expect(due("2026-10-25T00:30:00Z")).toBe("2026-10-25T00:30:00.000Z");
    expect(due("2026-10-25T01:30:00Z")).toBe("2026-10-25T00:30:00.000Z");
    expect(due("2026-10-25T12:00:00Z")).toBe("2026-10-25T00:30:00.000Z");
  });

  it("is never due in the future, always within its period, and the same until the next", () => {
    const zones = [
      "UTC",
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Pacific/Apia",
      "Australia/Lord_Howe",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom("daily" as const, "weekly" as const),
        fc.integer({ min: 0, max: 1439 }),
        fc.date({ min: new Date("2025-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        (zone, every, at, now) => {
          const due = lastDue({ every, at }, zone, now);
          if (due === null) throw new Error("no digest is due");
          const ageHours = (now.getTime() - due.getTime()) / 3_600_000;
          expect(ageHours).toBeGreaterThanOrEqual(0);
          expect(ageHours).toBeLessThan((every === "daily" ? 24 : 24 * 7) + 2);
          expect(lastDue({ every, at }, zone, due)).toEqual(due);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is never due where it is switched off", () => {
    expect(lastDue({ every: "off", at: 0 }, "UTC", new Date())).toBeNull();
  });
});
