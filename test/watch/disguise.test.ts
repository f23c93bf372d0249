import { describe, expect, test } from "vitest";
import { createWatchIndex } from "../../src/watch/watch-index.ts";
import { watch } from "./watches.ts";

describe("reads disguised names in titles", () => {
  test.for([
    ["Tolvanis", [], "T0lvan1s customer DB", "leet", "likely"],
    ["Tolvanis", [], "T0lvan1s", "leet", "possible"],
    ["Tolvanis", [], "T O L V A N I S leak", "leet", "likely"],
    ["Tolvanis", [], "Tоlvаnis leak", "homoglyph", "likely"],
    ["Tolvanis", [], "Tol*anis data", "masked", "likely"],
    ["Tolvanis", [], "T*****is data", "masked", "possible"],
    [
      "Dovarra Tolvanis",
      ["dovarratolvanis.de"],
      "D?????? T??????s www.d?????t??????s.de",
      "masked",
      "likely",
    ],
    ["Universal Tolvanis Works", [], "universaltolva...", "truncated", "likely"],
    ["Universal Tolvanis Works", [], "Universal Tolva…", "truncated", "likely"],
    ["Universal Tolvanis Works", [], "universa…", "truncated", "possible"],
  ] as const)("%s %j in %j", ([name, domains, title, by, tier]) => {
    const [match] = createWatchIndex([watch({ name, domains })]).find({ title });
    expect([match?.by, match?.tier]).toEqual([by, tier]);
  });
});

test("disguises are no match in a body, and ordinary words have none", () => {
  const index = createWatchIndex([watch({ name: "Tolvanis" }), watch({ id: "a", name: "Anchor" })]);
  expect(index.find({ title: "leak", body: "T0lvan1s customer DB" })).toEqual([]);
  expect(index.find({ title: "4nch0r leak" })).toEqual([]);
});
