import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean, cut, defang, escapeCode, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        "@everyone",
        "<@!42>",
        "<t:1:R>",
        "https://lure.example/x",
        "lure.example/x",
        "](",
        "[go]",
        "**",
        "__",
        "~~",
        "||",
        "```",
        "`",
        "\\",
        "# ",
        "> ",
        "- ",
        "1. ",
        "\n",
        "\u202e",
        "\u200b",
        "é",
        "🦊",
        "名",
        "x",
        " ",
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join("")),
);

describe("clean", () => {
  test.for<[string, string, string]>([
    ["line breaks", "one\r\n\r\ntwo\u2028three", "one two three"],
    ["bidi overrides", "invoice\u202efdp.exe\u2066", "invoicefdp.exe"],
    ["zero-width characters", "La\u200bn\u2060te\u00adrn", "Lantern"],
    ["control characters", "a\u0000b\u001b[31mc", "ab[31mc"],
    ["tags and variation selectors", "A\u{e0041}\ufe0fB", "AB"],
    ["piled marks", `e${"\u0301".repeat(40)}`, `e${"\u0301".repeat(3)}`],
    ["half a surrogate pair", "a\ud83e!", "a\ufffd!"],
  ])("takes away %s", ([, text, cleaned]) => {
    expect(clean(text)).toBe(cleaned);
  });

  test("keeps every script's own letters and marks", () => {
    for (const text of ["नमस्ते", "ภาษาไทย", "Ελλάδα", "مرحبا", "蔚来汽车", "Привет"])
      expect(clean(text)).toBe(text);
  });
});

describe("defang", () => {
  test.for<[string, string]>([
    ["https://lure.example/a?b=1", "hxxps://lure[.]example/a?b=1"],
    ["HTTP://Lure.Example", "hxxp://Lure[.]Example"],
    ["see http://10.1.2.3:8080/x", "see hxxp://10[.]1[.]2[.]3:8080/x"],
    ["ftp://files.lure.example", "ftp[:]//files[.]lure[.]example"],
    ["https://a.example/?u=https://b.example", "hxxps://a[.]example/?u=hxxps://b[.]example"],
    ["https://bank.example@lure.example/", "hxxps://bank[.]example@lure[.]example/"],
    ["join invites.example/abc now", "join invites[.]example/abc now"],
    ["www.lure.example", "www[.]lure.example"],
    ["hxxps://lure[.]example/a", "hxxps://lure[.]example/a"],
  ])("turns %s into %s", ([text, shown]) => {
    expect(defang(text)).toBe(shown);
  });

  test.for(["lantern.example", "version 1.2.3.4", "and/or", "10.0.0.0/24", "price: $4,000.50", "12:30"])(
    "leaves %s as it is",
    (text) => {
      expect(defang(text)).toBe(text);
    },
  );

  test("changes nothing a second time, and leaves no link", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = defang(text);
        expect(defang(once)).toBe(once);
        expect(once).not.toMatch(/https?:\/\//iu);
      }),
    );
  });
});

describe("escapeMarkdown", () => {
  test.for<[string, string]>([
    ["@everyone and @here", "＠everyone and ＠here"],
    ["@every\u200bone", "＠everyone"],
    ["<@42> <@&42> <#42>", "\\<＠42> \\<＠&42> \\<#42>"],
    ["<:fox:42> <a:fox:42>", "\\<\\:fox\\:42> \\<a\\:fox\\:42>"],
    ["<t:1700000000:R> </help:42>", "\\<t\\:1700000000\\:R> \\</help\\:42>"],
    ["[free](https://lure.example)", "[free]\\(hxxps://lure[.]example)"],
    ["# big", "\\# big"],
    ["> said", "\\> said"],
    ["-# small", "\\-# small"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["a_b*c~d|e`f\\g", "a\\_b\\*c\\~d\\|e\\`f\\\\g"],
    ["one\n# two", "one # two"],
  ])("shows %j as it is", ([text, escaped]) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test.for(["$4,850 at 12:30", "0.25 BTC", "lantern.example", "-5% (net)", "AT&T [US] 50%", "4.85 million"])(
    "needs nothing for %s but at a line's start",
    (text) => {
      expect(escapeMarkdown(`x ${text}`)).toBe(`x ${text}`);
    },
  );

  test("leaves no sign of Markdown, no mention, no link and one line, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = escapeMarkdown(text);
        expect(shown).not.toMatch(/[\n\u200b\u202e]|@everyone|@here|https?:\/\/|\]\(/u);
        expect(shown.replace(/\\[^\p{L}\p{N}\s]/gu, "x")).not.toMatch(/[\\*_~`|<]|^[#>-]/u);
      }),
      { numRuns: 500 },
    );
  });

  test("keeps what was written: without the backslashes it reads the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab *_~|`\\#>-.,$") }), (text) => {
        expect(escapeMarkdown(text).replace(/\\([^\p{L}\p{N}\s])/gu, "$1")).toBe(clean(text));
      }),
    );
  });
});

test("a code block cannot be closed from inside", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(escapeCode(text)).not.toMatch(/[`\n]|@everyone/u);
    }),
  );
});

describe("cut", () => {
  test.for<[string, number, string]>([
    ["Lantern", 7, "Lantern"],
    ["Lantern", 6, "Lante…"],
    ["ab🦊cd", 4, "ab…"],
    ["abé\u0301\u0301", 4, "ab…"],
    ["ab\\*cd", 4, "ab…"],
    ["ab\\\\cd", 5, "ab\\\\…"],
    ["one two", 5, "one…"],
    ["abc", 0, ""],
  ])("cuts %j to %d units: %j", ([text, max, shown]) => {
    expect(cut(text, max)).toBe(shown);
  });

  test("never exceeds its limit and never splits a pair or an escape", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 80 }), (text, max) => {
        const shown = cut(escapeMarkdown(text), max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown.replace(/\\[^\p{L}\p{N}\s…]/gu, "")).not.toContain("\\");
      }),
      { numRuns: 500 },
    );
  });
});

describe("joinWithin", () => {
  test("says how many did not fit", () => {
    expect(joinWithin(["Names", "Phones", "Photos"], ", ", 100)).toBe("Names, Phones, Photos");
    expect(joinWithin(["Names", "Phones", "Photos", "Salaries"], ", ", 29)).toBe(
      "Names, Phones … and 2 more",
    );
    expect(joinWithin(["one", "two", "three three three"], "\n", 22)).toBe("one\ntwo\n… and 1 more");
  });

  test("never exceeds its limit", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 0, max: 60 }), (items, max) => {
        expect(joinWithin(items, ", ", max).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
