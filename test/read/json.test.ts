import { describe, expect, test } from "vitest";
import { type Layout } from "../../src/model.ts";
import { followPointer } from "../../src/read/pointer.ts";
import { emptyLayout, readSync, type Reading } from "../../src/read/read.ts";
import { documentOf } from "./documents.ts";

const tracker: Layout = {
  ...emptyLayout,
  list: {
    ...emptyLayout.list,
    item: [{ select: "/data/claims" }],
    title: [{ select: "/name" }],
    author: [{ select: "/gang" }],
    link: [{ select: "/href" }],
    date: [{ select: "/seen" }],
  },
  fields: {
    victim: [{ select: "/name" }],
    actor: [{ select: "/gang" }],
    domain: [{ select: "/site" }],
    records: [{ select: "/rows" }],
    dataTypes: [{ select: "/kinds" }],
    body: [{ select: "/text" }],
    generated: [{ select: "/text", match: "^\\[AI" }],
  },
  pages: { next: [{ select: "/next" }], max: 1 },
};

function readTracker(answer: unknown, over: Partial<Layout> = {}): Reading {
  return readSync(
    documentOf(typeof answer === "string" ? answer : JSON.stringify(answer), {
      as: "json",
      layout: { ...tracker, ...over },
    }),
  );
}

describe("trackers", () => {
  test.for([
    ["[AI generated] Makes nets.", true],
    ["<p>[ai-generated]</p> Makes nets.", true],
    ["Makes nets. Its catalogue is [AI generated].", undefined],
  ] as const)("a machine's text is marked as such by its own first words: %s", ([text, generated]) => {
    const claims = { data: { claims: [{ name: "Siskin", text }] } };
    const [post] = readTracker(claims, { fields: { body: [{ select: "/text" }] } }).posts;
    expect(post?.generated).toBe(generated);
  });

  test("pointers alone describe a tracker", () => {
    const claim = {
      name: "Siskin &amp; Co",
      gang: "examplecrew",
      href: "/c/1",
      seen: 1773476100,
      site: "https://www.siskin.example/x",
      rows: "1,200",
      kinds: ["mail", 7, null],
      text: "[AI generated] <p>Makes nets.</p>",
    };
    const { posts, nextPage } = readTracker({ data: { claims: [claim] }, next: "?page=2" });
    expect(nextPage).toBe("https://wren.example/feed?page=2");
    expect(posts).toMatchObject([
      {
        title: "Siskin & Co",
        victim: "Siskin & Co",
        actor: "examplecrew",
        author: "examplecrew",
        url: "https://wren.example/c/1",
        publishedAt: new Date("2026-03-14T08:15:00Z"),
        domain: "siskin.example",
        records: 1200,
        dataTypes: ["mail", "7"],
        body: "[AI generated]\n\nMakes nets.",
        generated: true,
      },
    ]);
  });

  test("a claim is recognised by who says it about whom, not by the actor's front page", () => {
    const claims = ["Siskin", "Serin"].map((name) => ({
      name,
      gang: "examplecrew",
      href: "http://front.example/",
    }));
    const ids = (answer: unknown): string[] => readTracker(answer).posts.map((post) => post.id);
    const [first, second] = ids({ data: { claims } });
    expect(first).not.toBe(second);
    expect(
      ids({ data: { claims: [{ ...claims[1], href: "http://other.example/7", seen: "2026-03-15" }] } }),
    ).toEqual([second]);
  });

  test.for([
    [
      {
        data: {
          claims: [
            { name: 5, gang: {}, href: [], seen: "soon", site: "N/A", rows: -4, kinds: {}, text: null },
          ],
        },
      },
      { title: "5", url: null, publishedAt: null, body: null },
    ],
    [{ data: { claims: [{ name: "x", site: "not a site", rows: 1e300 }] } }, { title: "x" }],
  ] as const)("odd types are left out: %#", ([answer, expected]) => {
    const [post] = readTracker(answer).posts;
    expect(post).toMatchObject(expected);
    expect(post).not.toHaveProperty("domain");
    expect(post).not.toHaveProperty("records");
  });

  test("an empty list is no error", () => {
    expect(readTracker({ data: { claims: [] } }).posts).toEqual([]);
  });

  test.for([
    [{ error: "rate limit" }, {}, "layout-changed"],
    [{ data: { claims: [{ title: "renamed" }] } }, {}, "layout-changed"],
    [{ data: { claims: [] } }, { require: ["/data/version"] }, "layout-changed"],
    ["{]", {}, "malformed"],
    ["<html><title>Just a moment...</title>", {}, "blocked"],
    ["<html><p>502 Bad Gateway", {}, "malformed"],
  ] as const)("%j is %s", ([answer, over, code]) => {
    expect(() => readTracker(answer, over)).toThrow(expect.objectContaining({ code }));
  });

  test("keys of the language itself lead nowhere", () => {
    const answer: unknown = JSON.parse('{"data":{"claims":[{"name":"x","__proto__":{"polluted":1}}]}}');
    expect(JSON.stringify(readTracker(answer))).not.toContain("polluted");
    expect(followPointer({}, "/constructor/name")).toBeUndefined();
    expect(followPointer({ a: [1] }, "/a/length")).toBeUndefined();
  });

  test.for([
    ["", { "a/b": { "~": [1, 2] }, "": 3 }],
    ["/a~1b/~0/1", 2],
    ["/", 3],
    ["/a~1b/x", undefined],
  ] as const)("the pointer %j", ([pointer, expected]) => {
    expect(followPointer({ "a/b": { "~": [1, 2] }, "": 3 }, pointer)).toEqual(expected);
  });

  test("of a longer history than is kept, the newest stay", () => {
    const claims = Array.from({ length: 20_010 }, (_, n) => ({
      name: `v${n}`,
      gang: "g",
      seen: 1_600_000_000 + n,
    }));
    const { posts } = readTracker({ data: { claims } });
    expect(posts).toHaveLength(20_000);
    expect(posts[0]?.title).toBe("v20009");
  });
});
