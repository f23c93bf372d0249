import { expect, it } from "vitest";
import { renderLogLine } from "../../src/log.ts";

const line = (facts: object): string =>
  JSON.stringify({ level: 40, time: "2026-03-01T12:00:01.000Z", msg: "source not read", ...facts });

it.for([
  ["plain facts", { source: "news", code: "timeout", posts: 3 }, "source=news code=timeout posts=3"],
  ["words", { reason: "no answer" }, 'reason="no answer"'],
  ["an error's message", { err: { type: "Error", message: "gone", stack: "…" } }, "error=gone"],
  ["no facts", {}, ""],
  [
    "hostile text in one line",
    { reason: "a\u001B[31m\nb\u0085c\u2028d\u202Ee" },
    'reason="a\\u001b[31m\\nb\\u0085c\\u2028d\\u202ee"',
  ],
] as const)("shows a person %s", ([, facts, shown]) => {
  expect(renderLogLine(line(facts))).toBe(`12:00:01 warn  source not read ${shown}`.trimEnd());
});
