import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlToText, oneLine, readTitle } from "../../src/read/text.ts";
import { nodesToText } from "../../src/read/tree-text.ts";
import { parseHtml } from "../../src/read/tree.ts";

describe("HTML as text", () => {
  test.for([
    ["<p>a</p><p>b</p>", "a\n\nb"],
    ["a<br>b<br><br>c", "a\nb\n\nc"],
    ["<ul><li>a</li><li>b</li></ul>", "a\nb"],
    ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
    ["a   b\n\tc", "a b c"],
    ["<b>a</b>b", "ab"],
    ["<pre>a\n\n b</pre>c", "a\n\nb\n\nc"],
    ["a<script>alert('<p>')</script>b<style>p{}</style>", "ab"],
    ["a<!-- <p>no</p> -->b", "ab"],
    ['<a title="x > y">link</a>', "link"],
    ["1 < 2 && 3 > 2", "1 < 2 && 3 > 2"],
    [
      "&lt;b&gt; &amp;amp; &eacute;&hellip;&#8217;&#x2014;&#150;&nbsp;x &CounterClockwiseContourIntegral;",
      "<b> &amp; é…’—– x ∳",
    ],
    ['a<a href="https://wren.exam', "a"],
    ["<script>never closed", "never closed"],
    ["a \u00A0<br>\u00A0b &nbsp; c", "a\nb c"],
    ["<p>a </p> &nbsp; <p> b</p>", "a\n\nb"],
    ["AT&T &unheardof; &#; &amp", "AT&T &unheardof; &#; &amp"],
    ["a&#13;&#10;b", "a\nb"],
    ["<![CDATA[1 < 2 &amp; 3]]>", "1 < 2 & 3"],
  ] as const)("%j", ([html, text]) => {
    expect(htmlToText(html)).toBe(text);
  });

  test("a tree says the same as its source", () => {
    const html = "<div><p>a <b>bold</b> word</p><ul><li>x</li><li>y<br>z</li></ul>end</div>";
    expect(nodesToText(parseHtml(html).root().contents().toArray())).toBe(htmlToText(html));
  });

  test("a paragraph of control characters alone leaves no gap", () => {
    expect(htmlToText("!<p>&#0;<p>!")).toBe("!\n\n!");
    expect(htmlToText("a<p>\u0000<p>b")).toBe("a\n\nb");
  });

  test("no text makes it throw or leaves control characters", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "<p>",
        "<br>",
        "</b>",
        "<!--",
        "<![CDATA[",
        "<a b='",
        "&#0;",
        "&#x80;",
        "<script>",
        "<pre>\n",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = htmlToText(pieces.join(""));
        expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(text).not.toMatch(/\n{3}/);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  test.for([
    "<",
    "<a ",
    '<a b="',
    "<!--",
    "<script>",
    "</",
    "&amp",
    "<b>&eacute;",
    " \n",
    "&nbsp;",
    "<![CDATA[",
  ])("a million characters of %j take no longer than others", (unit) => {
    expect(htmlToText(unit.repeat(Math.ceil(1_000_000 / unit.length))).length).toBeLessThanOrEqual(262_144);
  });

  test("titles are one bounded line", () => {
    expect(readTitle(" first\tline\r\n second\u2028line\u0085 ")).toBe("first line second line");
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 3_000 }),
        (text) => oneLine(text).length <= 500 && !/[\n\r\t]/.test(oneLine(text)),
      ),
    );
  });
});
