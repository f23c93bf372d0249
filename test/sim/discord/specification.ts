import { core } from "zod";
import type { Violation } from "./violation.ts";

/**
 * Holds a value against one of the specification's schemas.
 *
 * Keys that the schema does not know are violations too: Discord drops them in silence, and a dropped key is a typing mistake.
 */
export function findSpecViolations(schema: core.$ZodType, value: unknown): readonly Violation[] {
  const outcome = core.safeParse(schema, value);
  if (!outcome.success) return outcome.error.issues.flatMap((issue) => flattenIssue(issue, []));
  return findDroppedKeys(value, outcome.data, []);
}

function flattenIssue(issue: core.$ZodIssue, prefix: readonly (string | number)[]): readonly Violation[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  if (issue.code !== "invalid_union" || issue.errors.length === 0)
    return [{ path, rule: describeIssue(issue) }];
  // The branch meant is the one whose discriminator fits; among those, the one with the fewest complaints.
  const branches = issue.errors.toSorted((one, other) => rankBranch(one) - rankBranch(other));
  return (branches[0] ?? []).flatMap((inner) => flattenIssue(inner, path));
}

function rankBranch(issues: readonly core.$ZodIssue[]): number {
  const wrongBranch = issues.some((issue) => issue.path.length === 0 || issue.path[0] === "type");
  return issues.length + (wrongBranch ? 1000 : 0);
}

function describeIssue(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case "too_big":
      return `more than ${String(issue.maximum)}`;
    case "too_small":
      return `less than ${String(issue.minimum)}`;
    case "invalid_type":
      return `not ${issue.expected}`;
    case "invalid_format":
      return `not in the format ${issue.format}`;
    case "invalid_value":
      return `not one of ${issue.values.map(String).join(", ")}`;
    default:
      return `invalid (${issue.code ?? "unknown"})`;
  }
}

function findDroppedKeys(
  sent: unknown,
  kept: unknown,
  path: readonly (string | number)[],
): readonly Violation[] {
  if (Array.isArray(sent) && Array.isArray(kept))
    return sent.flatMap((item, index) => findDroppedKeys(item, kept[index], [...path, index]));
  if (!isObject(sent) || !isObject(kept)) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    if (key in kept) return findDroppedKeys(value, kept[key], [...path, key]);
    // discord.js sends `tts: false` and `enforce_nonce: false` everywhere; what is off does no harm where nobody knows it.
    return value === false
      ? []
      : [{ path: [...path, key], rule: "a key that the specification does not know" }];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
