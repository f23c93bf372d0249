/** Labelled texts: posts with the spans that are prices, counts and data types, and what each of them is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ListingInput } from "../src/listing/listing.ts";
import weights from "../src/listing/weights.json" with { type: "json" };
import type { FactGroup, RoleGroup } from "../src/listing/weights.ts";

/** What the spans of each group may be called. */
const roles: Readonly<Record<FactGroup, readonly string[]>> = {
  price: Object.keys(weights.priceRole),
  count: Object.keys(weights.countRole),
  dataType: ["taken", "denied"],
};

/** Whose roles a group chooses. */
export const roleGroups: Readonly<Record<RoleGroup, FactGroup>> = {
  priceRole: "price",
  countRole: "count",
};

/** A labelled span, found in its field. */
export interface Span {
  readonly group: FactGroup;
  readonly role: string;
  readonly field: "title" | "body";
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One labelled text. Whatever is not labelled in it is no price, no count and no data type that was taken. */
export interface LabelledText {
  /** File and line, for messages. */
  readonly at: string;
  readonly language: string;
  readonly post: ListingInput;
  readonly spans: readonly Span[];
}

const line = z.strictObject({
  language: z.string(),
  title: z.string().default(""),
  body: z.string().default(""),
  victim: z.string().optional(),
  actor: z.string().optional(),
  spans: z.array(z.strictObject({ text: z.string().min(1), role: z.string() })),
});

/**
 * Reads every `.jsonl` file of a folder, in the order of their names.
 *
 * @throws Error that names file and line where a line is malformed or a span does not stand in its text
 */
export function readLabelledTexts(folder: string): readonly LabelledText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .toSorted()
    .flatMap((name) =>
      readFileSync(join(folder, name), "utf8")
        .split("\n")
        .map((text, index) => ({ text, at: `${name}:${index + 1}` }))
        .filter(({ text }) => text.trim() !== "")
        .map(({ text, at }) => parseLine(text, at)),
    );
}

function parseLine(text: string, at: string): LabelledText {
  const parsed = line.safeParse(parseJson(text, at));
  if (!parsed.success) throw new Error(`${at}: ${z.prettifyError(parsed.error)}`);
  const { language, spans, ...post } = parsed.data;
  return { at, language, post, spans: placeSpans(post, spans, at) };
}

function parseJson(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${at}: no JSON`, { cause: error });
  }
}

/** Spans stand in the order of the text, title first: each is looked for behind the one before it of its group. */
function placeSpans(
  post: { readonly title: string; readonly body: string },
  spans: readonly { readonly text: string; readonly role: string }[],
  at: string,
): readonly Span[] {
  const reached = new Map<FactGroup, Pick<Span, "field" | "end">>();
  return spans.map(({ text, role }) => {
    const group = (["price", "count", "dataType"] as const).find((name) => roles[name].includes(role));
    if (group === undefined) throw new Error(`${at}: no such role: ${role}`);
    const { field, end: from } = reached.get(group) ?? { field: "title", end: 0 };
    const inTitle = field === "title" ? post.title.indexOf(text, from) : -1;
    const start = inTitle >= 0 ? inTitle : post.body.indexOf(text, field === "body" ? from : 0);
    if (start < 0) throw new Error(`${at}: "${text}" does not stand there, or not in this order`);
    const span: Span = {
      group,
      role,
      field: inTitle >= 0 ? "title" : "body",
      start,
      end: start + text.length,
      text,
    };
    reached.set(group, span);
    return span;
  });
}
