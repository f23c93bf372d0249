import { expect, it } from "vitest";
import { describeError } from "../../src/errors.ts";

const circle = new Error("first");
circle.cause = new Error("second", { cause: circle });
const ring: Record<string, unknown> = {};
ring["self"] = ring;

it.for([
  ["causes, the same one once", new Error("a", { cause: new Error("b", { cause: new Error("b") }) }), "a: b"],
  ["a circle of causes", circle, "first: second"],
  ["a name where there is no message", new TypeError(), "TypeError"],
  ["what is no error", { code: 7 }, '{"code":7}'],
  ["an object that holds itself", ring, "[object Object]"],
  ["a bigint", 7n, "[object BigInt]"],
  ["nothing", undefined, ""],
  ["hostile control characters", new Error("a\u001B[31m\r\nb\u2028c"), "a [31m b c"],
] as const)("describes %s in one line", ([, error, line]) => {
  expect(describeError(error)).toBe(line);
});

it("keeps a long message short", () => {
  expect(describeError(new Error("x".repeat(2000)))).toHaveLength(500);
});
