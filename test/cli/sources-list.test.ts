import { expect, it } from "vitest";
import { describeSource } from "../../src/cli/sources.ts";
import { noMemory } from "../../src/health/judge.ts";
import { makeSource } from "../commands/fixtures.ts";

const at = new Date("2026-03-01T10:00:00Z");
const problem = { kind: "down", code: "http-status", message: "page 2: 500", isPartial: true } as const;

it.for([
  [
    "one that was never visited",
    { lastVisitAt: null, lastSuccessAt: null, nextVisitAt: null },
    "not visited yet",
  ],
  ["one that is well", {}, "read 2026-03-01 10:00 UTC, 12 posts, 4 in 7 days  next 2026-03-01 10:10 UTC"],
  [
    "one that fails",
    { lastError: { code: "dns", message: "no such host", at }, failures: 2 },
    "dns: no such host (2 times in a row)",
  ],
  ["one that is paused", { isPaused: true }, "paused, since its address is gone (feeds/test.yaml:1)"],
  [
    "one that is read in part",
    { memory: { ...noMemory, streak: { problem, since: at.getTime(), count: 1, countOfKind: 1 } } },
    "12 posts, 4 in 7 days  page 2: 500",
  ],
  [
    "one that is quiet",
    { memory: { ...noMemory, quiet: { since: at.getTime(), toldAt: at.getTime(), reminders: 0 } } },
    "no new posts since 2026-03-01  next",
  ],
  [
    "one that has moved",
    { memory: { ...noMemory, moves: { "https://a.example/": "https://b.example/" } } },
    "https://a.example/ has moved to https://b.example/",
  ],
] as const)("says in one line how a source fares: %s", ([, health, words]) => {
  const line = describeSource(makeSource("news", health, {}, { postsAWeek: 4 }));
  expect(line).toContain(words);
  expect(line).toMatch(/^news +feed /u);
  expect(line).not.toContain("\n");
});
