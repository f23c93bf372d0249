import { describe, expect, test } from "vitest";
import { type Layout } from "../../src/model.ts";
import { emptyLayout, readPosts, readSync, type Reading } from "../../src/read/read.ts";
import { documentOf } from "./documents.ts";

/** A board that no preset knows, described by selectors alone. */
const board: Layout = {
  ...emptyLayout,
  list: {
    item: [{ select: ".row" }],
    title: [{ select: ".subject" }],
    link: [{ select: ".subject", attr: "href" }, { attr: "onclick" }],
    author: [{ select: ".who" }],
    date: [{ select: ".when", attr: "title" }, { select: ".when" }],
    price: [{ select: ".price" }],
    sticky: [{ select: ".pin" }],
    skip: [".advert"],
    stripQuery: ["ref"],
  },
  thread: {
    ...emptyLayout.thread,
    post: [{ select: ".message" }],
    body: [{ select: ".text" }],
    remove: [".quote"],
  },
};

function readBoard(html: string, over: Partial<Layout> = {}): Reading {
  return readSync(
    documentOf(html, { as: "forum", layout: { ...board, ...over }, url: "https://finch.example/board/" }),
  );
}

describe("lists", () => {
  test("selectors alone describe a board", () => {
    const { posts } = readBoard(
      `<div class="row"><i class="pin"></i><a class="subject" href="t/1?ref=x&amp;a=2">Linnet <b>Ltd</b></a><span class="who">by serin,</span><span class="when" title="2026-03-14 08:15">Yesterday</span><span class="price">$ 90</span></div>
       <div class="row advert"><a class="subject" href="/buy">Buy now</a></div>`,
    );
    expect(posts).toEqual([
      {
        id: "/board/t/1?a=2",
        title: "Linnet Ltd",
        url: "https://finch.example/board/t/1?a=2",
        author: "serin",
        publishedAt: new Date("2026-03-14T08:15:00Z"),
        updatedAt: null,
        summary: null,
        body: "Price: $ 90",
        sticky: true,
      },
    ]);
  });

  test.for([
    ["location.href='/t/7'", "https://finch.example/t/7"],
    ["window.open(\"t/8\", '_self'); return false", "https://finch.example/board/t/8"],
    ["toggle(this)", null],
  ] as const)("the script %s leads to %s", ([onclick, url]) => {
    const html = `<div class="row" onclick="${onclick.replaceAll('"', "&quot;")}"><span class="subject">Linnet</span></div>`;
    expect(readBoard(html).posts[0]?.url).toBe(url);
  });

  test("one row tells day-first from month-first for all", () => {
    const row = (date: string): string =>
      `<div class="row"><span class="subject">x</span><span class="when">${date}</span></div>`;
    const days = (...dates: string[]): (number | undefined)[] =>
      readBoard(dates.map(row).join("")).posts.map((post) => post.publishedAt?.getUTCDate());
    expect(days("03/04/2026", "25/02/2026")).toEqual([3, 25]);
    expect(days("03/04/2026", "02/25/2026")).toEqual([4, 25]);
  });

  test("links start where the page says", () => {
    const html = `<base href="https://finch.example/deep/"><div class="row"><a class="subject" href="t/1">x</a></div>`;
    expect(readBoard(html).posts[0]?.url).toBe("https://finch.example/deep/t/1");
  });

  test("an earlier price stays told apart, a name that is crossed out is a name", () => {
    const { posts } = readBoard(
      `<div class="row"><a class="subject" href="/t/1">x</a><b class="who"><s>serin7</s></b><b class="price"><del>$ 90</del> <ins>$ 60</ins></b></div>`,
    );
    expect(posts).toMatchObject([{ author: "serin7", body: "Price: ~~$ 90~~ $ 60" }]);
  });

  test("as many rows as fit on a page take time by their number, not its square", () => {
    const many = "<i>x</i>".repeat(40_000);
    const { posts } = readBoard(`<div class="row"><a class="subject" href="/t/1">x</a>${many}</div>`);
    expect(posts).toHaveLength(1);
  });

  test("an element may hold any number of others", () => {
    const many = "<i></i>".repeat(300_000);
    const page = `<div class="row"><a class="subject" href="/t/1">x</a><b class="price">${many}$ 60</b></div>`;
    expect(readBoard(page).posts[0]?.body).toBe("Price: $ 60");
  });

  test("one post on two mirrors is one post", () => {
    const html = `<div class="row"><a class="subject" href="/t/1">x</a></div>`;
    const at = (url: string): string | undefined =>
      readSync(documentOf(html, { as: "forum", layout: board, url })).posts[0]?.id;
    expect(at("https://finch.example/")).toBe(at("http://mirror.example/"));
  });

  test.for([
    [
      "no row",
      "<h1>Welcome</h1>" + "<p>All is new here, and there is much to read.</p>".repeat(5),
      {},
      "layout-changed",
    ],
    ["rows without titles", `<div class="row"><h2>Linnet</h2></div>`, {}, "layout-changed"],
    [
      "what must be there is missing",
      `<div class="row"><a class="subject" href="/t/1">x</a></div>`,
      { require: ["#board"] },
      "layout-changed",
    ],
    ["a captcha", "<title>One moment</title><div class='h-captcha'></div>", {}, "blocked"],
    [
      "a waiting room of its own kind",
      "<p>Feed the birds first" + " and wait".repeat(900),
      { wall: ["feed the BIRDS"] },
      "blocked",
    ],
    ["a login form", "<form><input name=u><input type='password' name=p></form>", {}, "blocked"],
    [
      "a broken selector",
      `<div class="row">x</div>`,
      { list: { ...board.list, item: [{ select: "div[" }] } },
      "bad-input",
    ],
  ] as const)("%s: %s", ([, html, over, code]) => {
    expect(() => readBoard(html, over)).toThrow(expect.objectContaining({ code }));
  });

  test("a thread that speaks of captchas is no wall", () => {
    expect(
      readBoard(
        `<title>Board</title><div class="row"><a class="subject" href="/t/1">Captcha solver: access denied</a></div>`,
      ).posts,
    ).toHaveLength(1);
  });

  test.for([
    ["<table>".repeat(30_000) + "<tr><td>x", "too-deep"],
    [`<p ${"a ".repeat(100_000)}>x`, "layout-changed"],
  ] as const)("a hostile page is given up: %#", async ([html, code]) => {
    await expect(readPosts(documentOf(html, { as: "forum", layout: board }))).rejects.toMatchObject({ code });
  });
});

describe("threads", () => {
  test("the first post counts, without what it quotes", () => {
    const html = `<title>Linnet - Finch</title><h1>Linnet</h1><div class="message"><div class="text">Sold.<div class="quote">old</div><p>Thanks</p></div></div><div class="message"><div class="text">second</div></div>`;
    const { posts } = readSync(
      documentOf(html, { as: "thread", layout: board, url: "https://finch.example/t/1?ref=q" }),
    );
    expect(posts).toMatchObject([
      { id: "/t/1", title: "Linnet", url: "https://finch.example/t/1", body: "Sold.\n\nThanks" },
    ]);
  });

  test.for([
    ["Price: <s>$900</s> $600", "Price: ~~$900~~ $600"],
    ["Price: <strike> <b>$900</b> </strike>$600", "Price: ~~$900~~ $600"],
    ["<del>$900 <s>or $800</s></del> <ins>$600</ins>", "~~$900 or $800~~ $600"],
    ['<span style="text-decoration: line-through">on sale</span> sold', "~~on sale~~ sold"],
    ["<s> </s>$600", "$600"],
    ["<del><p>one</p><p>two</p></del><p>three</p>", "~~one\n\ntwo~~\n\nthree"],
  ] as const)("what is crossed out stays told apart: %s", ([html, body]) => {
    const page = `<div class="message"><div class="text">${html}</div></div>`;
    expect(readSync(documentOf(page, { as: "thread", layout: board })).posts[0]?.body).toBe(body);
  });

  test.for([
    ["<p>The thread was moved to another part of the board.</p>", "layout-changed"],
    ["<title>Error</title>You must be logged in to see this thread", "blocked"],
  ] as const)("%s is %s", ([html, code]) => {
    expect(() => readSync(documentOf(html, { as: "thread", layout: board }))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
