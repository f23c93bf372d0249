import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDateReader, inferOrder, pickDate } from "../../src/read/dates/date.ts";

const now = new Date("2026-03-15T12:00:00Z"); // a Sunday

function read(text: string, rules = {}, at: Date | null = null): string | null {
  return createDateReader(rules, at)(text)?.date.toISOString().replace(":00.000Z", "Z") ?? null;
}

describe("dates of feeds", () => {
  test.for([
    ["Sat, 14 Mar 2026 08:15:00 GMT", "2026-03-14T08:15Z"],
    ["Sat, 14 Mar 2026 08:15:00 +0100", "2026-03-14T07:15Z"],
    ["14 March 26 08:15 EST", "2026-03-14T13:15Z"],
    ["Saturday, March 14, 2026 - 8:15pm", "2026-03-14T20:15Z"],
    ["Mar. 14, 2026, 8:15 a.m.", "2026-03-14T08:15Z"],
    ["Sat Mar 14 08:15:00 UTC 2026", "2026-03-14T08:15Z"],
    ["Sat, 14th Mar 2026 08:15:00 GMT-07:00", "2026-03-14T15:15Z"],
    ["Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-04-01T03:19Z"],
    ["Sa, 14 Mär 2026 08:15:00 +0100", "2026-03-14T07:15Z"],
    ["14 марта 2026, 08:15", "2026-03-14T08:15Z"],
    ["14 de marzo de 2026", "2026-03-14T00:00Z"],
    ["Κυρ, 14 Μαρ 2026 08:15:00 GMT", "2026-03-14T08:15Z"],
    ["2026年3月14日 08:15", "2026-03-14T08:15Z"],
    ["2026년 03월 14일 17:15", "2026-03-14T08:15Z"],
    ["2026-03-14T08:15:00.123456789Z", "2026-03-14T08:15:00.123Z"],
    ["2026-03-14 08:15:00.5", "2026-03-14T08:15:00.500Z"],
    ["2026-03-14T08:15:00+0530", "2026-03-14T02:45Z"],
    ["20260314T081500Z", "2026-03-14T08:15Z"],
    ["2026-03", "2026-03-01T00:00Z"],
    ["2026-073", "2026-03-14T00:00Z"],
    ["14.03.26", "2026-03-14T00:00Z"],
    ["03/14/2026 4:20 pm PST", "2026-03-15T00:20Z"],
    ["1773476100", "2026-03-14T08:15Z"],
    ["1773476100000", "2026-03-14T08:15Z"],
  ] as const)("%s", ([text, expected]) => {
    expect(read(text)).toBe(expected);
  });

  test.for([
    "",
    "soon",
    "yesterday",
    "31 Feb 2026",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "-99999-01-01",
    "25:61",
    "12",
    "2026-13-01",
  ])("%j is no date", (text) => {
    expect(read(text)).toBeNull();
  });

  test("no text makes it throw, and no date lies outside 1970 to 2100", () => {
    const readDate = createDateReader({ timezone: "Europe/Berlin", format: "dd.MM.yyyy HH:mm" }, now);
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("2026", "Mar", "14", ":", " ", "+0100", "ago", "yesterday", "pm", "年", "/"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const date = readDate(pieces.join(""))?.date.getTime() ?? 0;
        expect(date).toBeGreaterThanOrEqual(0);
        expect(date).toBeLessThan(Date.UTC(2100, 0));
      }),
    );
  });

  test("every instant survives being written and read", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("2099-12-31"), noInvalidDate: true }), (date) => {
        const readDate = createDateReader({}, null);
        expect(readDate(date.toISOString())?.date).toEqual(date);
        expect(readDate(date.toUTCString())?.date.getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });
});

describe("dates of pages", () => {
  test.for([
    ["Yesterday, 10:33 PM", "2026-03-14T22:33Z"],
    ["Today at 08:43:50 AM", "2026-03-15T08:43:50.000Z"],
    ["Gestern um 22:33 Uhr", "2026-03-14T22:33Z"],
    ["вчера в 22:33", "2026-03-14T22:33Z"],
    ["昨天 22:33", "2026-03-14T22:33Z"],
    ["Friday at 5:03 PM", "2026-03-13T17:03Z"],
    ["6 hours ago", "2026-03-15T06:00Z"],
    ["2 hours, 3 minutes ago", "2026-03-15T09:57Z"],
    ["an hour ago", "2026-03-15T11:00Z"],
    ["vor 5 Minuten", "2026-03-15T11:55Z"],
    ["il y a 3 heures", "2026-03-15T09:00Z"],
    ["3小时前", "2026-03-15T09:00Z"],
    ["Just now", "2026-03-15T12:00Z"],
    ["14 Mar, 08:15", "2026-03-14T08:15Z"],
    ["24 Dec, 08:15", "2025-12-24T08:15Z"],
  ] as const)("%s", ([text, expected]) => {
    expect(read(text, {}, now)).toBe(expected);
  });

  test.for([
    ["03-12-2026, 07:45 PM", { format: "MM-dd-yyyy, hh:mm a" }, "2026-03-12T19:45Z"],
    [
      "12.03.2026 um 19:45",
      { format: "dd.MM.yyyy 'um' HH:mm", timezone: "Europe/Berlin" },
      "2026-03-12T18:45Z",
    ],
    ["12 marzo 2026", { format: "d MMMM yyyy" }, "2026-03-12T00:00Z"],
    ["12/03/2026", { order: "dmy" }, "2026-03-12T00:00Z"],
    ["12/03/2026", { order: "mdy" }, "2026-12-03T00:00Z"],
    ["13/03/2026", { order: "mdy" }, "2026-03-13T00:00Z"],
    ["Yesterday, 12:30 AM", { timezone: "America/New_York" }, "2026-03-14T04:30Z"],
    ["07-05-2026 12:00", { timezone: "Europe/Berlin" }, "2026-07-05T10:00Z"],
  ] as const)("%s by %j", ([text, rules, expected]) => {
    expect(read(text, rules, now)).toBe(expected);
  });

  test("one date that can be read in one way only tells the order of its page", () => {
    expect(inferOrder(["03/04/2026", "25/04/2026"])).toBe("dmy");
    expect(inferOrder(["03/04/2026", "04/25/2026"])).toBe("mdy");
    expect(inferOrder(["03/04/2026", "2026-04-25"])).toBeUndefined();
  });

  test("of several texts the most exact one counts", () => {
    const readDate = createDateReader({}, now);
    expect(pickDate(["6 hours ago", "March 15, 2026 at 05:58 AM"], readDate)).toEqual(
      new Date("2026-03-15T05:58:00Z"),
    );
    expect(pickDate(["03-14-2026", "Yesterday, 10:33 PM"], readDate)).toEqual(
      new Date("2026-03-14T22:33:00Z"),
    );
    expect(pickDate(["03-12-2026, 07:45 PM (last edited: 03-13-2026)"], readDate)).toEqual(
      new Date("2026-03-12T19:45:00Z"),
    );
  });
});
