import { describe, expect, test } from "vitest";
import { readSync } from "../../src/read/read.ts";
import { documentOf, rss } from "./documents.ts";

function idsOf(items: string, url?: string): string[] {
  return readSync(documentOf(rss(items), url === undefined ? {} : { url })).posts.map((post) => post.id);
}

describe("identity", () => {
  test("is the publisher's own word where there is one", () => {
    expect(
      idsOf("<item><guid isPermaLink='false'>jay-1</guid><link>https://wren.example/x</link></item>"),
    ).toEqual(["jay-1"]);
  });

  test("is the same on two mirrors", () => {
    const feedAt = (host: string): string[] =>
      readSync(
        documentOf(
          `<rss version="2.0"><channel><link>https://${host}/</link><item><title>a</title><link>https://${host}/t?tid=4&amp;sid=abc</link></item><item><title>b</title><guid>https://${host}/p/9</guid></item><item><title>c</title><link>/t?tid=5</link></item></channel></rss>`,
          { url: `https://${host}/feed` },
        ),
      ).posts.map((post) => post.id);
    expect(feedAt("wren.example")).toEqual(["/t?tid=4", "/p/9", "/t?tid=5"]);
    expect(feedAt("mirror.example")).toEqual(feedAt("wren.example"));
  });

  test("keeps apart what two other sites call alike", () => {
    const [first, second] = idsOf(
      "<item><link>https://jay.example/?p=1</link></item><item><link>https://daw.example/?p=1</link></item>",
    );
    expect(first).not.toBe(second);
  });

  test("is never made of a date", () => {
    const on = (date: string): string[] =>
      idsOf(`<item><title>same</title><pubDate>${date}</pubDate></item>`);
    expect(on("Sat, 14 Mar 2026 08:15:00 GMT")).toEqual(on("Sun, 15 Mar 2026 08:15:00 GMT"));
  });

  test("of a guid that is used twice is told by address and title, whichever is left in the feed", () => {
    const item = (n: number): string =>
      `<item><title>Post ${n}</title><guid>same</guid><link>https://wren.example/${n}</link></item>`;
    const all = idsOf(item(1) + item(2) + item(3));
    expect(new Set(all).size).toBe(3);
    expect(idsOf(item(2) + item(3))).toEqual(all.slice(1));
  });

  test("differs even for posts that are alike in everything", () => {
    expect(new Set(idsOf("<item><title>same</title></item>".repeat(500))).size).toBe(500);
  });

  test("is short, one line, without control characters", () => {
    const [id = ""] = idsOf(`<item><title>x</title><guid>a\u0001\n${"b".repeat(5_000)}</guid></item>`);
    expect(id).toMatch(/^[\w]{1,400}$/);
  });
});
