import { expect, test } from "vitest";
import { findNearest } from "../../src/config/nearest.ts";

const known = ["every", "enabled", "urls", "title", "lookback"];

test.for([
  ["evry", "every"],
  ["eveyr", "every"],
  ["Every", "every"],
  ["url", "urls"],
  ["look-back", "lookback"],
  ["enable", "enabled"],
] as const)("finds what %s was meant to be", ([typed, meant]) => {
  expect(findNearest(typed, known)).toBe(meant);
});

test.for(["", "zzz", "interval", "x".repeat(10_000)])("finds nothing near %j", (typed) => {
  expect(findNearest(typed, known)).toBeUndefined();
});
