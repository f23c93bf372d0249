import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeQuote } from "../../src/alert/quote.ts";
import { redact } from "../../src/alert/redact.ts";

// Every number here is made up to pass its own check digit, and belongs to nobody.
describe("redact", () => {
  test.for<[string, string]>([
    ["write to some.body+list@post.example today", "write to [email hidden] today"],
    ["some.body [at] post [dot] example", "[email hidden]"],
    ["user@post.example:hunter22", "[email hidden]"],
    ["call (202) 555-0123, or +1 202 555 0199, thanks", "call [phone hidden], or [phone hidden], thanks"],
    ["tel: 020 7946 0018", "tel: [phone hidden]"],
    ["手机 13800000000", "手机 [phone hidden]"],
    ["card 4000 0000 0000 0002 exp", "card [card number hidden] exp"],
    ["card 4000 0000 0000 0002 123", "card [card number hidden] 123"],
    ["ssn 000-12-3456", "ssn [ID number hidden]"],
    ["id 110101199001010000 x", "id [ID number hidden] x"],
    ["iban DE89 3704 0044 0532 0130 00.", "iban [account number hidden]."],
    ["password: not-a-token, next", "password: [password hidden] next"],
    ["密码：not-a-token", "密码：[password hidden]"],
    ["postgres://app:not-a-token@db.example/x", "postgres://[login hidden]/x"],
    ["token=not-a-token-1234567890", "token=[secret hidden]"],
    ["-----BEGIN PRIVATE KEY-----\nnot-a-token\n-----END PRIVATE KEY----- end", "[private key hidden] end"],
    ["-----BEGIN EC PRIVATE KEY-----\nnot-a-token", "[private key hidden]"],
    ["lives at 12 Nowhere Lane, Elsewhere", "lives at [address hidden], Elsewhere"],
  ])("shows %j as %j", ([text, shown]) => {
    expect(redact(text)).toBe(shown);
  });

  test.for([
    "3,100,000 members for $4,850, now $4,000",
    "0.15 BTC for 22,800 rows, 13.500.000$",
    "price 5000000000 KRW, 12345678901 rows, over +4 850 000 users",
    "md5 d41d8cd98f00b204e9800998ecf8427e",
    "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "0x000000000000000000000000000000000000dEaD",
    "CVE-2026-12345, RFC 9110, ISO 27001",
    "2026-03-04 05:06, 01-02-2026, 03.04.2026, 2021 2022 2023",
    "203.0.113.9, 198.51.100.0/24, 2001:db8::9",
    "lantern.example and lantern[.]example",
    "start 5k / step 1k / blitz 20k",
    "passwords: 5 million",
  ])("keeps %s", (text) => {
    expect(redact(text)).toBe(text);
  });

  test("never throws, and hides an address wherever it stands between words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (before, after) => {
        expect(redact(`${before} some.body@post.example ${after}`)).not.toContain("some.body@post.example");
      }),
    );
  });
});

describe("makeQuote", () => {
  const quote = (text: string, matched: string) => {
    const start = text.indexOf(matched);
    return makeQuote(text, {
      field: "body",
      start,
      end: start + matched.length,
      text: matched,
      confidence: 1,
    });
  };

  test("quotes the sentence around the match", () => {
    const text =
      "Nothing to see. The files of Lantern Inc. went online, U.S. staff for Rs. 400 included. More follows.";
    expect(quote(text, "Lantern")).toEqual({
      field: "body",
      before: "The files of ",
      text: "Lantern",
      after: " Inc. went online, U.S. staff for Rs. 400 included.",
    });
  });

  test("takes a line for a sentence, and knows the full stop of Chinese and Japanese", () => {
    expect(quote("First line\nLantern dump\nthird line", "Lantern")).toMatchObject({
      before: "",
      after: " dump",
    });
    expect(quote("昨天。灯笼食品的数据被出售。明天", "灯笼食品")).toMatchObject({
      before: "",
      after: "的数据被出售。",
    });
  });

  test("hides the person in an address whose domain matched, and shows the domain", () => {
    expect(quote("Sample: some.body@lantern.example has paid", "lantern.example")).toMatchObject({
      before: "Sample: [email hidden]",
      text: "lantern.example",
      after: " has paid",
    });
  });

  test("sees through zero-width characters before it hides", () => {
    const { before } = quote("some.\u200bbody\u2060@post.example sells Lantern", "Lantern");
    expect(before).toBe("[email hidden] sells ");
  });

  test("shows the evidence alone where its offsets do not fit the text", () => {
    const wrong = { field: "title", start: 5, end: 9, text: "Lantern", confidence: 1 } as const;
    expect(makeQuote("short", wrong)).toEqual({ field: "title", before: "", text: "Lantern", after: "" });
  });

  test("begins and ends at words where a sentence is too long", () => {
    const { before, after } = quote(`${"alpha ".repeat(90)}Lantern${" omega".repeat(90)}`, "Lantern");
    expect(before).toMatch(/^…alpha .*alpha $/u);
    expect(after).toMatch(/^ omega.*omega…$/u);
  });

  test("stays within 300 characters and never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 600 }),
        fc.string({ unit: "binary", minLength: 1, maxLength: 400 }),
        fc.string({ unit: "binary", maxLength: 600 }),
        (before, matched, after) => {
          const start = before.length;
          const end = start + matched.length;
          const shown = makeQuote(before + matched + after, {
            field: "body",
            start,
            end,
            text: matched,
            confidence: 1,
          });
          expect((shown.before + shown.text + shown.after).length).toBeLessThanOrEqual(300);
        },
      ),
    );
  });
});
