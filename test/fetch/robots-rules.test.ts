import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isAllowed, parseRobots } from "../../src/fetch/robots-rules.ts";

const parse = (text: string) => parseRobots(Buffer.from(text));
const may = (text: string, path: string): boolean =>
  isAllowed(parse(text), new URL(path, "https://news.example"));

describe("the group", () => {
  test("that names us counts, and those for everybody no more", () => {
    const text = "User-agent: *\nDisallow: /\n\nUser-agent: LeakWatch/2.0 # hello\nDisallow: /drafts";
    expect(may(text, "/feed")).toBe(true);
    expect(may(text, "/drafts/1")).toBe(false);
  });

  test("for everybody counts where none names us", () => {
    const text =
      "User-agent: Harbourbot\nDisallow: /\n\nUser-agent: leakwatcher\nDisallow: /\nUser-agent: *\nDisallow: /old";
    expect(may(text, "/feed")).toBe(true);
    expect(may(text, "/old")).toBe(false);
  });

  test("that names us and has no rules allows everything", () => {
    expect(may("User-agent: leakwatch\nDisallow:\n\nUser-agent: *\nDisallow: /", "/feed")).toBe(true);
  });

  test("may stand in several places and name several programs", () => {
    const text =
      "User-agent: other\nUser-agent: leakwatch\nDisallow: /a\n\nUser-agent: other\nDisallow: /b\n\nUser-agent: leakwatch\nDisallow: /c";
    expect(["/a", "/b", "/c"].map((path) => may(text, path))).toEqual([false, true, false]);
  });

  test("is not ended by what is no rule", () => {
    const text =
      "User-agent: leakwatch\nSitemap: https://news.example/map.xml\nUser-agent: other\nNonsense\nDisallow: /a";
    expect(may(text, "/a")).toBe(false);
  });

  test("is read whatever its line ends and its mark at the start", () => {
    expect(may("\ufeffUSER-AGENT : *\r DISALLOW : /a # not this\r\n", "/a")).toBe(false);
  });

  test("is missing where the answer is a page for people", () => {
    expect(may("<!doctype html><title>Not found</title><p>user-agent: nobody", "/")).toBe(true);
  });
});

describe("a rule", () => {
  test.for([
    ["/feed", "/feed", false],
    ["/feed", "/feeds/all?page=2", false],
    ["/feed", "/Feed", true],
    ["/feed/", "/feed", true],
    ["/*.xml", "/a/b.xml?x", false],
    ["/*.xml$", "/a/b.xml", false],
    ["/*.xml$", "/a/b.xml?x", true],
    ["/a*b*c", "/a-c-b-c", false],
    ["/a*b*c", "/a-c-b", true],
    ["/a*bc$", "/a-bc-bc", false],
    ["/ab*ba$", "/aba", true],
    ["/$", "/", false],
    ["/$", "/feed", true],
    ["*", "/", false],
    ["*/private", "/a/private", false],
    ["/?s=", "/?s=harbour", false],
    ["/price$list", "/price$list", false],
    ["/%7Eharbour", "/~harbour", false],
    ["/~harbour", "/%7eharbour", false],
    ["/caf\u00e9", "/caf%c3%a9", false],
    ["/caf%C3%A9", "/caf\u00e9", false],
    ["/a%2fb", "/a/b", true],
    ["/a%2A", "/a*", false],
    ["/a%2A", "/ab", true],
    ["feed", "/feed", true],
    ["", "/feed", true],
  ] as const)("Disallow: %s lets %s be asked for: %j", ([pattern, path, expected]) => {
    expect(may(`User-agent: *\nDisallow: ${pattern}`, path)).toBe(expected);
  });

  test("gives way to a longer one, and to a kinder one of its length", () => {
    expect(may("User-agent: *\nAllow: /news/feed\nDisallow: /news", "/news/feed.xml")).toBe(true);
    expect(may("User-agent: *\nDisallow: /news/feed\nAllow: /news", "/news/feed.xml")).toBe(false);
    expect(may("User-agent: *\nDisallow: /news\nAllow: /news", "/news")).toBe(true);
  });
});

describe("the pause", () => {
  test.for([
    ["10", 10_000],
    ["0.5", 500],
    ["3600", 60_000],
    ["1e99", 60_000],
    ["-1", 0],
    ["soon", 0],
    ["", 0],
  ] as const)("Crawl-delay: %s is kept within a minute", ([value, delayMs]) => {
    expect(parse(`User-agent: *\nCrawl-delay: ${value}`).delayMs).toBe(delayMs);
  });

  test("ends a list of programs as a rule does", () => {
    const text = "User-agent: *\nCrawl-delay: 5\nUser-agent: other\nDisallow: /";
    expect(parse(text).delayMs).toBe(5_000);
    expect(may(text, "/feed")).toBe(true);
  });
});

describe("a hostile robots.txt", () => {
  const size = 500 * 1024;

  test.for([
    [
      "of many programs and many rules",
      `${"User-agent: *\n".repeat(size / 28)}${"Allow: /\n".repeat(size / 18)}`,
    ],
    ["of nothing but line breaks", "\n".repeat(size)],
    ["of one endless line", `User-agent: *\nDisallow:${" ".repeat(size)}x`],
    ["of one endless name", "a".repeat(size)],
    ["of short rules", `User-agent: *\n${"Allow:/\n".repeat(size / 8)}`],
    ["of stars", `User-agent: *\nDisallow: /${"*a".repeat(size / 2)}b`],
    ["of rules that nearly fit", `User-agent: *\n${`Disallow: /*${"a".repeat(400)}b\n`.repeat(size / 414)}`],
    ["of octets", `User-agent: *\nDisallow: /${"%C3".repeat(size / 3)}`],
    ["of lone surrogates", `User-agent: *\nDisallow: /${"\ud800".repeat(1000)}`],
  ] as const)("%s is read without keeping more than it sent", ([, text]) => {
    const rules = parse(text);
    expect(rules.length).toBeLessThan(size * 9);
    expect(rules.rules.length).toBeLessThan(size);
    expect(isAllowed(rules, new URL(`https://news.example/${"a".repeat(4_000)}`))).toBe(true);
  });

  test("counts as far as half a megabyte", () => {
    const filler = "# tide table\n".repeat(size / 13 + 1);
    expect(may(`User-agent: *\nDisallow: /a\n${filler}Disallow: /b`, "/a")).toBe(false);
    expect(may(`User-agent: *\nDisallow: /a\n${filler}Disallow: /b`, "/b")).toBe(true);
  });

  test("never makes reading fail", () => {
    const word = fc.constantFrom(
      "user-agent",
      "allow",
      "disallow",
      "crawl-delay",
      ":",
      " ",
      "*",
      "/",
      "$",
      "#",
      "%",
      "%2",
      "%e9",
      "leakwatch",
      "\n",
      "\r",
      "\0",
      "\u00e9",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.webPath(), (words, path) => {
        const rules = parseRobots(Buffer.from(words.join("")));
        expect(typeof isAllowed(rules, new URL(`https://news.example${path}`))).toBe("boolean");
      }),
    );
  });
});
