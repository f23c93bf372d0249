import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { loadLayout } from "../../src/config/layout.ts";
import { SourceError } from "../../src/errors.ts";
import { readPosts, type ReadAs } from "../../src/read/read.ts";

interface Expectation {
  readonly as: ReadAs;
  readonly url: string;
  readonly contentType?: string;
  readonly now?: string;
  readonly title?: string;
  readonly nextPage?: string;
  readonly error?: string;
  readonly posts?: readonly object[];
}

const folder = join(import.meta.dirname, "presets");
const presets = readdirSync(join(import.meta.dirname, "../../feeds/presets")).map((name) =>
  name.replace(/\.yaml$/, ""),
);
function kindOf(preset: string): string {
  const text = readFileSync(join(import.meta.dirname, "../../feeds/presets", `${preset}.yaml`), "utf8");
  return /^kind: (\w+)$/m.exec(text)?.[1] ?? "";
}

/** One folder a case, below one folder a preset: a document and what is read from it. */
const cases = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("expected.json"))
  .map((path) => path.split(sep).slice(0, -1))
  .map((parts) => ({ preset: parts[0] ?? "", name: parts.join("/"), path: join(folder, ...parts) }));

function inputOf(path: string): string {
  const name = readdirSync(path).find((file) => file.startsWith("input."));
  if (name === undefined) throw new Error(`${path} has no input`);
  return join(path, name);
}

describe("presets", () => {
  test.for(presets)("%s has a document that shows what it reads", (preset) => {
    expect(cases.map((one) => one.preset)).toContain(preset);
  });

  test.for(presets.filter((preset) => ["forum", "telegram", "discourse"].includes(kindOf(preset))))(
    "%s knows the next page, and how many are read",
    (preset) => {
      const { pages } = loadLayout(preset);
      expect(pages.next).not.toEqual([]);
      expect(pages.next).toBeDefined();
      expect(pages.max).toBeGreaterThan(1);
    },
  );

  test.for(cases)("$name is read as expected", async ({ preset, path }) => {
    const expected = JSON.parse(readFileSync(join(path, "expected.json"), "utf8")) as Expectation;
    const input = {
      bytes: readFileSync(inputOf(path)),
      as: expected.as,
      layout: loadLayout(preset),
      url: expected.url,
      contentType: expected.contentType,
      now: new Date(expected.now ?? "2026-03-15T12:00:00Z"),
    };
    if (expected.error !== undefined) {
      const failure: unknown = await readPosts(input).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SourceError);
      expect(failure).toMatchObject({ code: expected.error });
      return;
    }
    const reading = JSON.parse(JSON.stringify(await readPosts(input))) as { posts: { id: string }[] };
    expect(reading.posts).toHaveLength(expected.posts?.length ?? 0);
    expect(reading).toMatchObject({
      posts: expected.posts ?? [],
      ...(expected.title === undefined ? {} : { title: expected.title }),
      ...(expected.nextPage === undefined ? {} : { nextPage: expected.nextPage }),
    });
    expect(new Set(reading.posts.map((post) => post.id)).size).toBe(reading.posts.length);
  });
});
