import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWellFormed, type XmlElement } from "../../src/read/well-formed.ts";
import { parseDamaged, parseXml, xmlText } from "../../src/read/xml-tree.ts";

const { node } = fc.letrec<{ node: string; element: string }>((tie) => {
  const name = fc.constantFrom("item", "dc:date", "a", "_b", "x-y.z");
  const plain = fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[<>\u0000-\u001F]/g, "-"));
  const space = fc.constantFrom("", " ", "\n  ", "\r\n\t");
  const attribute = fc
    .tuple(space, fc.constantFrom('"', "'"), plain)
    .map(([gap, quote, value]) => `${gap}=${gap}${quote}${value.replaceAll(/["']/g, "-")}${quote}`);
  const attributes = fc
    .uniqueArray(fc.constantFrom("xmlns", "xml:base", "isPermaLink", "href"), { maxLength: 3 })
    .chain((names) =>
      fc
        .tuple(...names.map(() => attribute))
        .map((values) => names.map((at, index) => ` ${at}${values[index]}`).join("")),
    );
  const section = plain.map((text) => `<![CDATA[<p>${text.replaceAll("]]", "-")}</p>]]>`);
  const comment = plain.map((text) => `<!-- ${text.replaceAll("-", "x")} -->`);
  return {
    element: fc
      .tuple(name, attributes, space, fc.array(tie("node"), { maxLength: 4 }))
      .map(([tag, list, gap, children]) =>
        children.length === 0
          ? `<${tag}${list}${gap}/>`
          : `<${tag}${list}>${children.join("")}</${tag}${gap}>`,
      ),
    node: fc.oneof({ maxDepth: 5 }, plain, space, section, comment, fc.constant("<?go on?>"), tie("element")),
  };
});

/** An element's tree without what white space alone makes of it. */
function outline(element: XmlElement | null): unknown {
  if (element === null) return null;
  const children = element.children.map((child) =>
    child.kind === "element" ? outline(child) : [child.kind, child.text.trim() === "" ? "" : child.text],
  );
  return [element.name, [...element.attributes], children];
}

describe("a feed's tree", () => {
  test("of a document without a fault is the one that the forgiving parser builds", () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 6 }), (nodes) => {
        const xml = `<?xml version="1.0"?>\n<rss>${nodes.join("")}</rss>\n<!-- end -->`;
        const tree = parseWellFormed(xml);
        expect(tree).not.toBeNull();
        expect(outline(tree)).toEqual(outline(parseDamaged(xml)));
      }),
    );
  });

  test.for([
    ["an element that is not closed", "<rss><a></rss>"],
    ["an end of something else", "<rss></a></rss>"],
    ["a document that breaks off", "<rss><a>x"],
    ["a section that never ends", "<rss><![CDATA[x</rss>"],
    ["a comment that never ends", "<rss><!-- x</rss>"],
    ["a value without quotes", "<rss a=b></rss>"],
    ["an attribute without a value", "<rss a></rss>"],
    ["one attribute twice", '<rss a="1" a="2"></rss>'],
    ["a sign that begins no tag", "<rss>1 < 2</rss>"],
    ["two roots", "<rss></rss><rss></rss>"],
    ["a declaration within", "<rss><!ELEMENT a></rss>"],
    ["more levels than are read", "<a>".repeat(300) + "</a>".repeat(300)],
  ] as const)("is not built here where there is %s", ([, xml]) => {
    expect(parseWellFormed(xml)).toBeNull();
  });

  test.for([
    ["is not closed", "<rss><a>x</rss>", "x"],
    ["breaks off", "<rss><a>x</a><b", "x"],
    ["has a section that never ends", "<rss><![CDATA[x & y", "x & y"],
    ["has ends too many", "<rss>x</b></a>y</rss>", "xy"],
  ] as const)("is built all the same where it %s", ([, xml, text]) => {
    const root = parseXml(xml);
    expect(root === null ? null : xmlText(root)).toBe(text);
  });

  test("has its texts as they are, whatever they are written in", () => {
    const root = parseXml("<a>x &amp; y<!-- --><![CDATA[ &amp; z]]><b>&eacute;</b>&unheard;&#x21;</a>");
    expect(root === null ? null : xmlText(root)).toBe("x & y &amp; zé&unheard;!");
  });

  test("no text makes the parsers throw or disagree about whether there is an element", () => {
    const piece = fc.constantFrom("<", "</", ">", "/>", "a", "b", "=", '"', "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", " ", "&"); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const xml = pieces.join("");
        const tree = parseWellFormed(xml);
        if (tree !== null) expect(outline(tree)).toEqual(outline(parseDamaged(xml)));
      }),
      { numRuns: 500 },
    );
  });
});
