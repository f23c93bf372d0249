import fc from "fast-check";
import { expect, test } from "vitest";
import { nameKey } from "../../src/watch/name-key.ts";

test.for([
  ["NIO Inc.", "nio"],
  ["nio", "nio"],
  ["The NIO", "nio"],
  ["Orlu & Tamsin GmbH & Co. KG", "orluandtamsin"],
  ["PT Tolvan", "tolvan"],
  ["Dörfner AG", "dorfner"],
  ["托爾萬有限公司", "托尔万"],
  ["株式会社トルヴァン", "トルウァン"],
  ["Inc.", "inc"],
  ["", ""],
] as const)("%j gives %j", ([name, key]) => {
  expect(nameKey(name)).toBe(key);
});

test("case and marks around a name change nothing", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{4,12}( [a-z]{4,12})?$/), (name) => {
      expect(nameKey(`  ${name.toUpperCase()}! `)).toBe(nameKey(name));
    }),
  );
});
