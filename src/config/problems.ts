import { type z } from "zod";
import { findNearest } from "./nearest.ts";
import { quote } from "./quote.ts";

type Issue = z.core.$ZodIssue;

/** What is wrong, and where in a file. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Words for what a schema finds wrong and has no own words for; they never hold the value but where it is a choice. */
export function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const { input } = issue;
  switch (issue.code) {
    case "invalid_type":
      if (input === undefined) return "is missing";
      if (input === null) return "is empty; give it a value or delete the line";
      return `must be ${typeWords[issue.expected] ?? issue.expected}, not ${describeType(input, issue.expected)}`;
    case "invalid_value": {
      const choices = issue.values.map(String);
      if (input === undefined) return `is missing; one of ${choices.join(", ")}`;
      const nearest = typeof input === "string" ? findNearest(input, choices) : undefined;
      return `${quote(input)} is none of ${choices.join(", ")}${nearest ? `; did you mean ${nearest}?` : ""}`;
    }
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? "is empty; give it a value or delete the line"
        : `must be at least ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `must be at most ${issue.maximum} characters long`;
      if (issue.origin === "array") return `must have at most ${issue.maximum} entries`;
      return `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false",
  int: "a whole number",
  number: "a whole number",
  array: "a list",
  object: "a mapping (key: value)",
  record: "a mapping (key: value)",
};

/** Names what was written; never the value, which may be a secret. */
function describeType(value: unknown, expected = "string"): string {
  if (Array.isArray(value)) return "a list";
  const hint = expected === "string" ? " (put it in quotes)" : "";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return expected === "int" ? "a fraction" : `a number${hint}`;
    case "boolean":
      return `true or false${hint}`;
    default:
      return "a mapping (key: value)";
  }
}

/** Turns a schema's findings into problems: unknown keys one by one, alternatives as the one that was meant. */
export function describeIssues(
  issues: readonly Issue[],
  schema: object,
  around: readonly PropertyKey[] = [],
): readonly Problem[] {
  return issues.flatMap((issue): readonly Problem[] => {
    const path = [...around, ...issue.path];
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => ({
          path: [...path, key],
          message: describeUnknownKey(key, findKeys(schema, path)),
        }));
      case "invalid_key":
        return describeIssues(issue.issues, schema, path);
      case "invalid_union": {
        // The alternative whose type is right is the one that was meant.
        const meant = issue.errors.find((errors) =>
          errors.every((e) => e.path.length > 0 || e.code !== "invalid_type"),
        );
        if (meant) return describeIssues(meant, schema, path);
        const expected = issue.errors.flatMap((errors) =>
          errors.flatMap((e) => (e.code === "invalid_type" ? [typeWords[e.expected] ?? e.expected] : [])),
        );
        const found =
          issue.input === undefined
            ? "is missing"
            : `must be ${expected.join(" or ")}, not ${describeType(issue.input)}`;
        return [{ path, message: found }];
      }
      default:
        return [{ path, message: issue.message }];
    }
  });
}

function describeUnknownKey(key: string, known: readonly string[]): string {
  const nearest = findNearest(key, known);
  return nearest ? `unknown key; did you mean ${nearest}?` : `unknown key; known here: ${known.join(", ")}`;
}

/** Shows a path as one would write it: `sources[3].request.headers["X-Key"]`. */
export function showPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const name = String(part);
      if (!/^[A-Za-z_]\w{0,99}$/.test(name)) return `[${quote(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

/** The keys that a JSON Schema knows at a path. */
function findKeys(schema: object, path: readonly PropertyKey[]): readonly string[] {
  let at: readonly SchemaNode[] = expand(schema, schema);
  for (const part of path) {
    at = at.flatMap((node) => expand(node.properties?.[String(part)] ?? node.items ?? {}, schema));
  }
  return [...new Set(at.flatMap((node) => Object.keys(node.properties ?? {})))];
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** A node with its references and alternatives followed. */
function expand(node: SchemaNode, root: SchemaNode): readonly SchemaNode[] {
  const name = node.$ref?.split("/").at(-1);
  const target = name === undefined ? undefined : root.$defs?.[name];
  return [
    node,
    ...(target ? expand(target, root) : []),
    ...(node.anyOf ?? []).flatMap((one) => expand(one, root)),
  ];
}
