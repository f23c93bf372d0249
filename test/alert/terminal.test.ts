import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Message, renderAlert, renderChanges } from "../../src/alert/message.ts";
import { renderTerminal } from "../../src/alert/terminal.ts";
import { cutToWidth, measureWidth, padToWidth, splitByWidth } from "../../src/alert/width.ts";
import { extortion, makeAlert } from "./message-samples.ts";

const now = new Date("2026-03-04T08:06:00Z");
const plain = { colour: false, width: 60, now } as const;
const message = (embed: Message["embeds"][number], content = ""): Message => ({
  content,
  embeds: [embed],
  mentionRoles: [],
});
const wholeAlert = renderAlert(makeAlert({ listing: extortion, roleId: "42" }));

describe("measureWidth", () => {
  test.for<[string, number]>([
    ["Lantern", 7],
    ["灯笼食品", 8],
    ["ランタン", 8],
    ["랜턴", 4],
    ["Ｌ", 2],
    ["e\u0301", 1],
    ["🦊", 2],
    ["≈ 1–2 …", 7],
  ])("%s takes %d columns", ([text, width]) => {
    expect(measureWidth(text)).toBe(width);
  });

  test("cut, split and padded text has the width asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        expect(measureWidth(cutToWidth(text, width))).toBeLessThanOrEqual(width);
        expect(measureWidth(padToWidth(cutToWidth(text, width), width, "right"))).toBe(width);
        expect(splitByWidth(text, width).join("")).toBe(text);
        expect(splitByWidth(text, width).every((piece) => measureWidth(piece) <= width)).toBe(true);
      }),
    );
  });
});

describe("renderTerminal", () => {
  test("draws an alert as a box with times written out and tables in line", () => {
    expect(renderTerminal(wholeAlert, plain)).toBe(
      [
        "● @role Lantern Foods: ransom demand $3.1M in Bitcoin · 5.2M",
        "  members",
        "┎──────────────────────────────────────────────────────────╮",
        "┃ Selling the customers of Lantern Foods Ltd, fresh        │",
        "┃                                                          │",
        "┃ *Lantern Foods* is named as the victim.                  │",
        "┃ Confirmed match: its name in the title (legal form       │",
        "┃ follows).                                                │",
        "┃                                                          │",
        "┃ Victim          Lantern Foods (lantern.example)          │",
        "┃ Kind            Ransom demand · in negotiation           │",
        "┃ Threat actor    Grey Heron                               │",
        "┃ Ransom demand   $3,100,000 in Bitcoin                    │",
        "┃ Terms           price doubles within 72 h                │",
        "┃ Deadline        7 Mar 2026, 00:00 UTC (in 3 days)        │",
        "┃                                                          │",
        "┃ Lots                                                     │",
        "┃      Price  Records             Data                     │",
        "┃    0.3 BTC    1,800  employees  Employee records         │",
        "┃   12.5 BTC  412,000  会员账户   Government issued IDs    │",
        "┃                                                          │",
        "┃ Records         5,200,000 members                        │",
        "┃                 ≈ 41,200 members                         │",
        "┃                 ⚠ Conflict: 412,000 or ≈ 41,200 (the     │",
        "┃                 second paragraph counts fewer)           │",
        "┃ Size            1.5 TB                                   │",
        "┃ Data types      Employee records, Government issued IDs  │",
        "┃ Not affected    Credit cards                             │",
        "┃ Published       4 Mar 2026, 05:06 UTC (3 hours ago)      │",
        "┃ Discovered      4 Mar 2026, 06:00 UTC (2 hours ago)      │",
        "┃ Source          Harbour Forum                            │",
        "┃                 hxxps://harbour[.]example/thread/17      │",
        "┃                                                          │",
        "┃ Leakwatch · delivery-7f3k                                │",
        "┖──────────────────────────────────────────────────────────╯",
      ].join("\n"),
    );
  });

  test.for([
    [20, 60],
    [80, 80],
    [400, 100],
    [Number.NaN, 80],
  ] as const)("a terminal of %d columns gets lines of %d", ([width, columns]) => {
    const lines = renderTerminal(wholeAlert, { ...plain, width }).split("\n");
    const boxed = lines.filter((line) => /^[┎┃┖]/u.test(line));
    expect(new Set(boxed.map(measureWidth))).toEqual(new Set([columns]));
    expect(Math.max(...lines.map(measureWidth))).toBe(columns);
  });

  test("marks bold and struck text without colours, styles them with colours", () => {
    const reply = renderChanges(
      makeAlert({ changes: [{ kind: "price-lowered", from: "$4,850", to: "$4,000" }] }),
    );
    expect(renderTerminal(reply, { ...plain, width: 80 }).split("\n")[0]).toBe(
      "● *Lantern Foods* · Asking price lowered: ~$4,850~ → *$4,000*",
    );
    const painted = renderTerminal(reply, { ...plain, width: 80, colour: true });
    expect(painted).toContain("\u001b[2;9m$4,850\u001b[0m");
    expect(painted.replace(/\u001b\[[\d;]*m/gu, "")).toContain(
      "● Lantern Foods · Asking price lowered: $4,850 → $4,000",
    );
  });

  test("paints the edge in the embed's colour", () => {
    const red = renderTerminal(message({ title: "x", color: 0xff0000 }), { ...plain, colour: true });
    expect(red).toMatch(/^\u001b\[38;5;196m┎/u);
  });

  test("shows escaped signs as they are, once", () => {
    expect(renderTerminal(message({ description: "a\\_b \\*c\\* \\~\\~ \\\\ \\<＠1>" }), plain)).toContain(
      "┃ a_b *c* ~~ \\ <＠1> ",
    );
  });

  test.for<[string, string | undefined, string]>([
    ["<t:1772600760:f>", undefined, "4 Mar 2026, 05:06 UTC"],
    ["<t:1772600760:f>", "Asia/Tokyo", "4 Mar 2026, 14:06 GMT+9"],
    ["<t:1772600760:f>", "Nowhere/Nothing", "4 Mar 2026, 05:06 UTC"],
    ["<t:1772611560:R>", undefined, "just now"],
    ["<t:1772697960:R>", undefined, "in 1 day"],
    ["<t:99999999999999:f>", undefined, "unknown time"],
  ])("writes %s in zone %s as %s", ([stamp, timezone, shown]) => {
    expect(renderTerminal(message({ description: stamp }), { ...plain, timezone })).toContain(` ${shown} `);
  });

  test("lets no control character through, wherever it stands", () => {
    const evil = "a\u001b[2Jb\u0007\u009b31m\u202ec";
    const shown = renderTerminal(
      {
        content: evil,
        embeds: [
          {
            title: evil,
            description: evil,
            fields: [
              { name: evil, value: evil },
              { name: "Table", value: `\`\`\`\n${evil}\n\`\`\`` },
            ],
            footer: { text: evil },
          },
        ],
        mentionRoles: [],
      },
      plain,
    );
    expect(shown).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });

  test("breaks long words, and Chinese between characters", () => {
    const lines = renderTerminal(
      message({ description: `${"x".repeat(90)} ${"灯".repeat(40)}` }),
      plain,
    ).split("\n");
    expect(lines.map(measureWidth)).toEqual(lines.map(() => 60));
    expect(lines.join("").match(/灯/gu)?.length).toBe(40);
  });
});
