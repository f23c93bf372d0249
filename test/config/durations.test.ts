import fc from "fast-check";
import { expect, test } from "vitest";
import { parseBytes, parseDuration } from "../../src/config/durations.ts";

test.for([
  ["500ms", 500],
  ["0s", 0],
  ["20s", 20_000],
  ["10m", 600_000],
  ["1.5h", 5_400_000],
  ["7d", 604_800_000],
] as const)("reads %s as a duration", ([text, ms]) => {
  expect(parseDuration(text)).toBe(ms);
});

test.for(["", "10", "m", "10 m", "-1s", "10min", "1h30m", "1e3s", "10M", "9999999999s", " 10m"])(
  "reads %j as no duration",
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);

test.for([
  ["100B", 100],
  ["512KiB", 524_288],
  ["4MiB", 4_194_304],
  ["4MB", 4_000_000],
  ["1.5MiB", 1_572_864],
] as const)("reads %s as a size", ([text, bytes]) => {
  expect(parseBytes(text)).toBe(bytes);
});

test.for(["", "4", "4M", "4mib", "4 MiB", "-4MiB", "4TiB"])("reads %j as no size", (text) => {
  expect(parseBytes(text)).toBeNull();
});

test("reads whatever it is given without throwing", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const ms = parseDuration(text);
      const bytes = parseBytes(text);
      expect(ms === null || ms >= 0).toBe(true);
      expect(bytes === null || bytes >= 0).toBe(true);
    }),
  );
});
