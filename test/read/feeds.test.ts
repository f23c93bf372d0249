import { describe, expect, test } from "vitest";
import { SourceError } from "../../src/errors.ts";
import { type Post } from "../../src/model.ts";
import { emptyLayout, readPosts, readSecondOpinion, readSync } from "../../src/read/read.ts";
import { documentOf, rss } from "./documents.ts";

const expected = {
  title: "Jay & Sons lose 4,000 files",
  url: "https://wren.example/2026/jay",
  author: "Robin Fink",
  publishedAt: new Date("2026-03-14T08:15:00Z"),
  body: "First paragraph.\n\nSecond, with bold words.",
};
const html =
  "&lt;p&gt;First paragraph.&lt;/p&gt;&lt;p&gt;Second, with &lt;b&gt;bold&lt;/b&gt; words.&lt;/p&gt;";
const cdata = "<![CDATA[<p>First paragraph.</p><p>Second, with <b>bold</b> words.</p>]]>";

describe("dialects", () => {
  test.for([
    {
      dialect: "RSS 0.91",
      document: `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Wren News</title><link>https://wren.example/</link><item><title>Jay &amp;amp; Sons lose 4,000 files</title><link>https://wren.example/2026/jay</link><description>${html}</description><author>Robin Fink</author><pubDate>Sat, 14 Mar 2026 08:15:00 GMT</pubDate></item></channel></rss>`,
    },
    {
      dialect: "RSS 1.0 with Dublin Core",
      document: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="https://wren.example/"><title>Wren News</title><link>https://wren.example/</link><items><rdf:Seq><rdf:li resource="https://wren.example/2026/jay"/></rdf:Seq></items></channel><item rdf:about="https://wren.example/2026/jay"><title>Jay &amp; Sons lose 4,000 files</title><link>https://wren.example/2026/jay</link><dc:creator>Robin Fink</dc:creator><dc:date>2026-03-14T09:15:00+01:00</dc:date><description>Short.</description><content:encoded>${cdata}</content:encoded></item></rdf:RDF>`,
    },
    {
      dialect: "RSS 2.0 with other prefixes",
      document: `<rss version="2.0" xmlns:who="http://purl.org/dc/elements/1.1/" xmlns:full="http://purl.org/rss/1.0/modules/content/"><channel><title>Wren News</title><link>https://wren.example/</link><item><title><![CDATA[Jay & Sons lose 4,000 files]]></title><guid isPermaLink="true">https://wren.example/2026/jay</guid><who:creator>Robin Fink</who:creator><pubDate>14 Mar 26 03:15 EST</pubDate><full:encoded>${cdata}</full:encoded></item></channel></rss>`,
    },
    {
      dialect: "Atom 0.3",
      document: `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Wren News</title><link rel="alternate" href="https://wren.example/"/><entry><title type="text/html" mode="escaped">Jay &amp;amp; Sons lose 4,000 files</title><link rel="alternate" type="text/html" href="/2026/jay"/><author><name>Robin Fink</name></author><issued>2026-03-14T08:15:00Z</issued><content type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml"><p>First paragraph.</p><p>Second, with <b>bold</b> words.</p></div></content></entry></feed>`,
    },
    {
      dialect: "Atom 1.0 with prefix and xml:base",
      document: `<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://wren.example/2026/"><a:title>Wren News</a:title><a:link href="https://wren.example/"/><a:link rel="self" href="feed"/><a:author><a:name>Robin Fink</a:name></a:author><a:entry><a:id>tag:wren.example,2026:jay</a:id><a:title>Jay &amp; Sons lose 4,000 files</a:title><a:link rel="enclosure" href="x.mp3"/><a:link href="jay"/><a:published>2026-03-14T08:15:00.000Z</a:published><a:content type="html">${html}</a:content></a:entry></a:feed>`,
    },
    {
      dialect: "JSON Feed 1.1",
      document: JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "Wren News",
        home_page_url: "https://wren.example/",
        items: [
          {
            id: "jay",
            url: "https://wren.example/2026/jay",
            title: "Jay & Sons lose 4,000 files",
            authors: [{ name: "Robin Fink" }],
            date_published: "2026-03-14T09:15:00+01:00",
            content_html: "<p>First paragraph.</p><p>Second, with <b>bold</b> words.</p>",
          },
        ],
      }),
    },
  ])("$dialect is read", ({ document }) => {
    const reading = readSync(documentOf(document));
    expect(reading).toMatchObject({ title: "Wren News", link: "https://wren.example/" });
    expect(reading.posts).toHaveLength(1);
    expect(reading.posts[0]).toMatchObject(expected);
  });

  test("what an item of RDF is about is its address, whatever the prefix", () => {
    const document = `<R:RDF xmlns:R="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item R:about="https://wren.example/jay"><title>Jay</title></item></R:RDF>`;
    expect(readSync(documentOf(document)).posts[0]?.url).toBe("https://wren.example/jay");
  });

  test("a feed without entries is a feed", () => {
    expect(readSync(documentOf(rss(""))).posts).toEqual([]);
  });

  test("a title in plain text may speak of tags, one escaped too often loses them", () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Use of &lt;marquee&gt;</title></entry></feed>`;
    const twice = rss("<item><title>&amp;lt;b&amp;gt;Jay&amp;lt;/b&amp;gt; &amp;amp; Co</title></item>");
    expect(readSync(documentOf(atom)).posts[0]?.title).toBe("Use of <marquee>");
    expect(readSync(documentOf(twice)).posts[0]?.title).toBe("Jay & Co");
  });

  test("a post without a title is called after its first line", () => {
    const reading = readSync(
      documentOf(rss("<item><description>Jay is down.&lt;br&gt;More soon.</description></item>")),
    );
    expect(reading.posts[0]).toMatchObject({ title: "Jay is down.", body: "Jay is down.\nMore soon." });
  });

  test.for([
    ["javascript:alert(1)", null],
    ["//wren.example/x", "https://wren.example/x"],
    ["https://jay:secret@wren.example/", null],
    ["ftp://wren.example/x", null],
    ["/2026/jay?a=1&amp;b=2", "https://wren.example/2026/jay?a=1&b=2"],
  ] as const)("the link %s leads to %s", ([link, url]) => {
    expect(readSync(documentOf(rss(`<item><title>x</title><link>${link}</link></item>`))).posts[0]?.url).toBe(
      url,
    );
  });
});

describe("damage", () => {
  test.for([
    ["cut off in an item", `<rss version="2.0"><channel><item><title>Jay</title><descript`],
    [
      "a warning before it",
      `<br />\n<b>Warning</b>: bad line 3<br />\n${rss("<item><title>Jay</title></item>")}`,
    ],
    ["an unclosed comment", rss("<item><title>Jay</title><!-- <!-- </item>")],
    [
      "items that are not closed",
      `<rss><channel><item><title>Jay</title><item><title>Daw</title></channel></rss>`,
    ],
    ["bare ampersands", rss("<item><title>Jay</title><link>https://wren.example/?a=1&b=2</link></item>")],
    ["wrapped in a page", `<html><body>${rss("<item><title>Jay</title></item>")}</body></html>`],
    ["an undeclared prefix", rss("<item><title>Jay</title><dc:creator>Robin</dc:creator></item>")],
  ] as const)("%s: what it holds is read", ([, document]) => {
    expect(readSync(documentOf(document)).posts[0]?.title).toBe("Jay");
  });

  test("a sign that begins no tag takes nothing with it", () => {
    const document = rss("<item><title>1 < 2</title><description>I <3 XML</description></item>");
    expect(readSync(documentOf(document)).posts[0]).toMatchObject({ title: "1 < 2", body: "I <3 XML" });
  });

  test.for([
    ["", "not-a-feed"],
    ["\u0000\u0001\u0002", "not-a-feed"],
    ["<!doctype html><title>Shop</title><p>We sell garden tools.</p>", "not-a-feed"],
    ["<!doctype html><title>Just a moment...</title><p>Checking your browser", "blocked"],
    ["<html><title>Sign in</title><form><input type=password></form></html>", "blocked"],
    ['{"items":', "malformed"],
    ['{"error":"no such feed"}', "not-a-feed"],
  ] as const)("%j is %s", async ([document, code]) => {
    await expect(readPosts(documentOf(document))).rejects.toMatchObject({ code });
  });
});

describe("entities", () => {
  test("literal ones of the document are expanded, HTML's too", () => {
    const head = `<!DOCTYPE rss [<!ENTITY firm "Jay &#38; Sons">]>`;
    const reading = readSync(documentOf(rss("<item><title>&firm; &eacute;t&eacute;</title></item>", head)));
    expect(reading.posts[0]?.title).toBe("Jay & Sons été");
  });

  test.for([
    ["one that refers to another", `<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">`, "&b;", /aaaa/],
    ["a long one", `<!ENTITY a "${"a".repeat(20_000)}">`, "&a;".repeat(20_000), /aaaa/],
    ["one that names a file", `<!ENTITY a SYSTEM "file:///etc/hostname">`, "&a;", /\w{6}/],
  ] as const)("%s is not expanded", ([, entities, title, absent]) => {
    const reading = readSync(
      documentOf(rss(`<item><guid>1</guid><title>${title}</title></item>`, `<!DOCTYPE rss [${entities}]>`)),
    );
    expect(reading.posts[0]?.title ?? "").not.toMatch(absent);
  });

  test("many references add no more than is bounded", () => {
    const head = `<!DOCTYPE rss [<!ENTITY a "${"a".repeat(1_000)}">]>`;
    const reading = readSync(
      documentOf(
        rss(`<item><title>x</title><description>${"&a;".repeat(50_000)}</description></item>`, head),
      ),
    );
    expect(reading.posts[0]?.body?.length ?? 0).toBeLessThan(100_000);
  });
});

describe("bounds", () => {
  test.for([
    ["elements", rss(`<item><title>x</title><description>${"<b>".repeat(100_000)}</description></item>`)],
    ["unclosed elements among bogus ends", rss("<item>" + "<b></i>".repeat(1_000))],
  ] as const)("too deeply nested %s are refused", ([, document]) => {
    expect(() => readSync(documentOf(document))).toThrow(expect.objectContaining({ code: "too-deep" }));
  });

  test("an element may hold any number of others", () => {
    const many = "<b/>".repeat(300_000);
    const reading = readSync(
      documentOf(rss(`<item><title>x${many}</title><description>Jay${many}</description></item>`)),
    );
    expect(reading.posts[0]).toMatchObject({ title: "x", body: "Jay" });
  });

  test("HTML within a text may nest as it likes", () => {
    const deep = "&lt;b&gt;".repeat(50_000);
    const reading = readSync(
      documentOf(rss(`<item><title>x</title><description>${deep}Jay</description></item>`)),
    );
    expect(reading.posts[0]?.body).toBe("Jay");
  });

  test("what is larger than a feed ever is is refused before it is decoded", async () => {
    const failure: unknown = await readPosts(documentOf(new Uint8Array(9 * 1024 * 1024))).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(SourceError);
    expect(failure).toMatchObject({ code: "too-large" });
  });

  test("a large feed is read alike in a thread of its own", async () => {
    const items = Array.from(
      { length: 1_500 },
      (_, n) =>
        `<item><guid>n${n}</guid><title>Post ${n}</title><description>${"word ".repeat(200)}</description></item>`,
    );
    const document = documentOf(rss(items.join("")));
    expect(document.bytes.byteLength).toBeGreaterThan(1024 * 1024);
    expect(await readPosts(document)).toEqual(readSync(document));
  });

  test("an error of that thread keeps its code", async () => {
    const document = documentOf(`<html><title>Shop</title>${"<p>tools</p>".repeat(100_000)}</html>`);
    await expect(readPosts(document)).rejects.toMatchObject({ code: "not-a-feed" });
  });
});

describe("second opinion", () => {
  // The namespace is that of a module, so that our reader leaves its elements alone.
  const strange = `<rss version="2.0" xmlns="https://wren.example/schemas/rss"><channel><title>Wren</title><item><title>Jay</title><link>https://wren.example/jay</link><pubDate>Sat, 14 Mar 2026 08:15:00 GMT</pubDate></item></channel></rss>`;

  test("is asked where we find nothing, and says so", async () => {
    const reading = await readPosts(documentOf(strange));
    expect(reading).toMatchObject({
      secondOpinion: true,
      posts: [{ title: "Jay", url: "https://wren.example/jay" }],
    });
  });

  test("is not asked where a layout chooses among the entries", async () => {
    const layout = { ...emptyLayout, list: { ...emptyLayout.list, item: [{ match: "Item 1\\.05" }] } };
    const reading = await readPosts(documentOf(rss("<item><title>Item 2.02</title></item>"), { layout }));
    expect(reading.posts).toEqual([]);
  });

  test("agrees on an ordinary feed", async () => {
    const document = documentOf(
      rss(
        "<item><guid isPermaLink='false'>j</guid><title>Jay</title><link>https://wren.example/jay</link><description>Down.</description></item>",
      ),
    );
    const facts = ({ id, title, url, body }: Post): object => ({ id, title, url, body });
    expect((await readSecondOpinion(document)).map(facts)).toEqual(readSync(document).posts.map(facts));
  });

  test("has none about what it cannot parse", async () => {
    expect(await readSecondOpinion(documentOf("<html><p>no feed"))).toEqual([]);
  });
});
