import fc from "fast-check";
import { expect, test } from "vitest";

import { parseRetryAfter } from "../../src/fetch/retry-after.ts";

const now = new Date("2026-03-04T05:06:07Z");
const day = 24 * 60 * 60_000;

test.for([
  ["120", 120_000],
  [" 5 ", 5_000],
  ["86400", day],
  ["86401", day],
  ["99999999999999999999", day],
  ["Wed, 04 Mar 2026 05:07:07 GMT", 60_000],
  ["Wednesday, 04-Mar-26 05:07:07 GMT", 60_000],
  ["Wed Mar  4 05:07:07 2026", 60_000],
  ["Fri, 01 Jan 2100 00:00:00 GMT", day],
] as const)("reads %s", ([value, expected]) => {
  expect(parseRetryAfter(value, now)).toBe(expected);
});

test.for([
  null,
  "",
  "0",
  "-5",
  "1.5",
  "1e3",
  "0x10",
  "soon",
  "tomorrow",
  "2026-03-05",
  "Wed, 04 Mar 2026 05:06:07 GMT",
  "Wed, 21 Oct 1998 07:28:00 GMT",
  "Wed, 99 Foo 2026 99:99:99 GMT",
])("asks for no wait: %s", (value) => {
  expect(parseRetryAfter(value, now)).toBeNull();
});

test("always gives null or a wait of at most a day", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
      (value) => {
        const waitMs = parseRetryAfter(value, now);
        expect(waitMs === null || (waitMs > 0 && waitMs <= day)).toBe(true);
      },
    ),
  );
});
