import fc from "fast-check";
import { validate } from "node-cron";
import { expect, test } from "vitest";
import { readCron } from "../../src/config/cron.ts";

test.for([
  "* * * * *",
  "*/10 * * * *",
  "0 */2 * * *",
  "5,35 8-18/2 * * mon-fri",
  "0 6 1 jan,jul *",
  "0 0 l * *",
  "0 0 L-3 * *",
  "0 0 15W * *",
  "0 0 * * 1#2",
  "0 0 * * 5L",
  "0 22-4 * * *",
  "0 0 ? * Sunday",
  "*/30 * * * * *",
  "@hourly",
  "@Daily",
])("takes %j, as node-cron does", (text) => {
  expect(readCron(text)).toHaveProperty("expression");
  expect(validate(text)).toBe(true);
});

test.for([
  ["* * * *", "a cron expression has 5 or 6 fields"],
  ["60 * * * *", '"60" is no minute of a cron expression'],
  ["* 24 * * *", '"24" is no hour of a cron expression'],
  ["* * 0 * *", '"0" is no day of the month of a cron expression'],
  ["* * * 13 *", '"13" is no month of a cron expression'],
  ["* * * * 8", '"8" is no day of the week of a cron expression'],
  ["*/0 * * * *", '"*/0" is no minute of a cron expression'],
  ["5/10 * * * *", '"5/10" is no minute of a cron expression'],
  ["1,,2 * * * *", '"1,,2" is no minute of a cron expression'],
  ["* * * * mo", '"mo" is no day of the week of a cron expression'],
  ["61 * * * * *", '"61" is no second of a cron expression'],
  ["0 0 31 feb *", "that day never comes"],
  ["0 0 30 2 *", "that day never comes"],
] as const)("refuses %j: %s", ([text, fault]) => {
  expect(readCron(text)).toEqual({ fault });
  expect(validate(text)).toBe(false);
});

test.for([
  ["* * * * *", 60_000],
  ["* * * * * *", 1000],
  ["*/20 * * * * *", 20_000],
  ["*/7 * * * * *", 4000],
  ["0,50 * * * * *", 10_000],
  ["30 * * * * *", 60_000],
] as const)("knows how close two visits of %j come", ([text, shortestGapMs]) => {
  expect(readCron(text)).toEqual({ expression: text, shortestGapMs });
});

test("takes nothing that node-cron refuses", () => {
  const token = fc.constantFrom(
    "*",
    "*/5",
    "0",
    "7",
    "12",
    "31",
    "59",
    "1-5",
    "5-1",
    "0-59/7",
    "L",
    "mon",
    "feb",
    "?",
  );
  const field = fc.array(token, { minLength: 1, maxLength: 3 }).map((tokens) => tokens.join(","));
  fc.assert(
    fc.property(fc.array(field, { minLength: 4, maxLength: 7 }), (fields) => {
      const read = readCron(fields.join(" "));
      if ("expression" in read) expect(validate(read.expression)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("reads whatever it is given without throwing", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      readCron(text);
    }),
  );
});
