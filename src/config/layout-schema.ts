import { z } from "zod";
import { quote } from "./quote.ts";
import { line, texts } from "./values.ts";

const matchPattern = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => compiles(text), {
    error: (issue) => `${quote(issue.input)} is no regular expression of JavaScript`,
  })
  .describe("Regular expression; its first group (else the whole match) is the value.");

function compiles(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

const selectText = z.string().max(500);
const selector = z
  .strictObject({
    select: selectText
      .optional()
      .describe("CSS selector on pages, JSON Pointer in JSON; absent: the item itself."),
    attr: z
      .string()
      .regex(/^[A-Za-z_:][\w:.-]{0,99}$/, { error: (issue) => `${quote(issue.input)} is no attribute name` })
      .optional()
      .describe("Attribute to take; absent: the text."),
    match: matchPattern.optional(),
    static: z.string().max(500).optional().describe("A fixed value, whatever the document says."),
  })
  .refine((selector) => Object.keys(selector).length > 0, {
    error: "is empty; give it select, attr, match or static",
    // A mistyped key alone is told as that.
    when: ({ issues }) => issues.length === 0,
  });

const selectors = z
  .union([selectText, selector, z.array(z.union([selectText, selector])).max(20)])
  .transform((written) =>
    (Array.isArray(written) ? written : [written]).map((one) =>
      typeof one === "string" ? { select: one } : one,
    ),
  )
  .meta({
    id: "selectors",
    description:
      "A selector, {select, attr, match, static}, or a list of them: the first that yields something counts.",
  });

const selectorTexts = texts(500).meta({
  id: "selectorList",
  description: "One selector, or a list of them.",
});

const list = z
  .strictObject({
    item: selectors.optional(),
    id: selectors.optional(),
    title: selectors.optional(),
    link: selectors.optional(),
    author: selectors.optional(),
    date: selectors.optional(),
    updated: selectors.optional(),
    sticky: selectors.optional(),
    price: selectors.optional(),
    skip: selectorTexts.optional(),
    stripQuery: texts(100).optional().describe("Query parameters that are no part of a post's address."),
  })
  .describe("How the items of a page or a JSON answer are found.");

const dates = z
  .strictObject({
    timezone: z
      .string()
      .max(100)
      .refine((text) => isTimezone(text), {
        error: (issue) => `${quote(issue.input)} is no time zone; write such as UTC or Europe/Berlin`,
      })
      .optional()
      .describe("IANA zone of dates that name none. Default: UTC."),
    format: line(100).optional().describe("Unicode tokens, such as MM-dd-yyyy, hh:mm a."),
    order: z.enum(["mdy", "dmy", "ymd"]).optional().describe("Order of all-number dates."),
  })
  .describe("How its dates are written.");

function isTimezone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const thread = z
  .strictObject({
    fetch: z
      .enum(["all", "matches", "never"])
      .optional()
      .describe(
        "all: new and changed threads are read (a forum's default); matches: only where the title already matches.",
      ),
    post: selectors.optional(),
    title: selectors.optional(),
    body: selectors.optional(),
    author: selectors.optional(),
    date: selectors.optional(),
    remove: selectorTexts.optional(),
    restricted: selectorTexts.optional(),
  })
  .describe("How one thread's page is read; only its first post counts.");

const fields = z
  .strictObject({
    victim: selectors.optional(),
    domain: selectors.optional(),
    actor: selectors.optional(),
    country: selectors.optional(),
    body: selectors.optional(),
    records: selectors.optional(),
    dataTypes: selectors.optional(),
    generated: selectors.optional(),
  })
  .describe("Fields beyond the ordinary ones: JSON Pointers in JSON, CSS selectors on pages.");

const pages = z
  .strictObject({
    next: selectors.optional(),
    max: z.int().min(1).max(50).optional().describe("Pages that one visit reads at most. Default: 1."),
  })
  .describe("How further pages are found.");

/** The keys that say what a document looks like. */
export const layoutShape = {
  list: list.optional(),
  dates: dates.optional(),
  thread: thread.optional(),
  pages: pages.optional(),
  fields: fields.optional(),
  require: selectorTexts.optional().describe("What must be there, else the page changed."),
  wall: texts(200).optional().describe("Texts that give away a login, captcha or waiting page."),
};
