import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseXml, xmlText } from "../../src/read/tree.ts";

const long = "harbour & <b>ledger</b> ".repeat(20);

describe("long texts of a feed", () => {
  test.for([
    ["in a CDATA section", `<a><![CDATA[${long}]]></a>`, long],
    ["escaped", `<a>${long.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</a>`, long],
    ["beside short ones", `<a>x<![CDATA[${long}]]>y<b/>z</a>`, `x${long}yz`],
    ["in a section that never ends", `<a><![CDATA[${long}`, long],
    [
      "beside what looks like a place kept for one",
      `<a><b>\u00029\u0003</b>${"w".repeat(99)}</a>`,
      `\u00029\u0003${"w".repeat(99)}`,
    ],
  ] as const)("are read as they are %s", ([, xml, text]) => {
    const [root] = parseXml(xml)("a").toArray();
    expect(root === undefined ? null : xmlText(root)).toBe(text);
  });

  test("in any number come back in their own places", () => {
    const text = fc
      .string({ maxLength: 200 })
      .map((value) => value.replaceAll(/[<&\u0002\u0003]|\]\]>/g, "-"));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean())), (texts) => {
        const elements = texts.map(
          ([value, isCdata]) => `<b>${isCdata ? `<![CDATA[${value}]]>` : value}</b>`,
        );
        const read = parseXml(`<a>${elements.join("")}</a>`)("b")
          .toArray()
          .map(xmlText);
        expect(read).toEqual(texts.map(([value]) => value));
      }),
    );
  });
});
