import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderNotice } from "../../src/alert/notice.ts";
import type { Notice } from "../../src/model.ts";
import { findMessageViolations } from "../sim/discord/message-limits.ts";

const notice = (change: Partial<Notice> = {}): Notice => ({
  id: "n1",
  tone: "neutral",
  title: "Two alerts came in quiet hours",
  lines: ["Harbour Lines: data for sale", "Inland Ferries: data leaked"],
  ...change,
});

describe("a notice", () => {
  it("shows its title, its lines and the id that a repeated attempt looks for", () => {
    expect(renderNotice(notice())).toMatchObject({
      content: "Two alerts came in quiet hours",
      embeds: [
        {
          title: "Two alerts came in quiet hours",
          description: "Harbour Lines: data for sale\nInland Ferries: data leaked",
          footer: { text: "Leakwatch · n1" },
        },
      ],
      mentionRoles: [],
    });
  });

  it("counts what it has no room for together with what was left out before", () => {
    const lines = Array.from({ length: 60 }, (_, n) => `Line ${n} ${"x".repeat(200)}`);
    const text = renderNotice(notice({ lines, more: 900 })).embeds[0]?.description ?? "";
    const shown = text.split("\n").length - 1;
    expect(text).toMatch(new RegExp(`\n… and ${960 - shown} more$`, "u"));
    expect(renderNotice(notice({ more: 3 })).embeds[0]?.description).toMatch(/leaked\n… and 3 more$/u);
  });

  it("has a short text of its own for the notification where it is given one", () => {
    expect(renderNotice(notice({ content: "2 alerts" })).content).toBe("2 alerts");
    expect(renderNotice(notice({ content: " " })).content).toBe("Two alerts came in quiet hours");
  });

  it("shows text from outside as text", () => {
    const { content, embeds } = renderNotice(
      notice({ title: "@everyone **x**", lines: ["[a](https://b.example)"] }),
    );
    expect(content).not.toContain("@everyone");
    expect(content).not.toContain("**x**");
    expect(embeds[0]?.description).not.toContain("](https://");
  });

  it("stays within Discord's limits whatever it says", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.constant("*_~`".repeat(600)));
    const any = fc.record({
      id: text,
      tone: fc.constantFrom("bad" as const, "good" as const, "neutral" as const),
      title: text,
      lines: fc.array(text, { maxLength: 60 }),
      content: fc.option(text, { nil: undefined }),
    });
    fc.assert(
      fc.property(any, (notice) => {
        const { content, embeds } = renderNotice(notice);
        expect(findMessageViolations({ content, embeds })).toEqual([]);
        expect(content.trim()).not.toBe("");
      }),
    );
  });
});
