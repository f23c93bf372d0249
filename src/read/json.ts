import { SourceError } from "../errors.ts";
import { type Layout } from "../model.ts";
import { parseAddress, resolveAddress, stripSession } from "./address.ts";
import { createDateReader, type DateReader } from "./dates/date.ts";
import { finishPosts, type Draft } from "./draft.ts";
import { readTrackerFields, withPrice } from "./fields.ts";
import { parseJson } from "./json-feed.ts";
import { maxJsonItems, maxNameLength } from "./limits.ts";
import { followPointer, pointedValue, pointedValues } from "./pointer.ts";
import { type Reading, type TextDocument } from "./reading.ts";
import { looseToText, oneLine, readTitle } from "./text.ts";
import { isWall } from "./wall.ts";

/** Parses an answer that should be JSON. */
export function openJson({ text, layout }: TextDocument): unknown {
  if (text.trimStart().startsWith("<")) {
    if (isWall(text, layout.wall)) throw new SourceError("blocked", "a wall instead of JSON");
    throw new SourceError("malformed", "a page instead of JSON");
  }
  return parseJson(text);
}

function findItems(answer: unknown, { list, require: required }: Layout): readonly unknown[] {
  for (const pointer of required) {
    if (followPointer(answer, pointer) === undefined)
      throw new SourceError("layout-changed", `the answer has no "${pointer}"`);
  }
  for (const { select } of list.item ?? [{ select: "" }]) {
    const items = followPointer(answer, select ?? "");
    if (Array.isArray(items)) return items;
  }
  throw new SourceError("layout-changed", "the answer has no list where one is expected");
}

function readRecord(
  item: unknown,
  { list, fields }: Layout,
  base: string | undefined,
  readDate: DateReader,
): Draft {
  const one = (selectors: Layout["list"]["title"]): string | null => pointedValue(item, selectors);
  const link = one(list.link);
  const url = link === null ? null : parseAddress(link, base);
  const body = one(fields.body);
  const text = body === null ? null : looseToText(body);
  const author = oneLine(one(list.author) ?? one(fields.actor) ?? "", maxNameLength);
  return {
    id: one(list.id),
    title: readTitle(one(list.title) ?? one(fields.victim) ?? ""),
    url: url === null ? null : stripSession(url, list.stripQuery).href,
    author: author === "" ? null : author,
    publishedAt: readDate(one(list.date) ?? "")?.date ?? null,
    updatedAt: readDate(one(list.updated) ?? "")?.date ?? null,
    summary: null,
    body: withPrice(text === "" ? null : text, one(list.price)),
    sticky: one(list.sticky) !== null,
    ...readTrackerFields({
      victim: one(fields.victim) === null ? null : readTitle(one(fields.victim) ?? ""),
      domain: one(fields.domain),
      actor: one(fields.actor),
      country: one(fields.country),
      records: one(fields.records),
      dataTypes: pointedValues(item, fields.dataTypes),
      isGenerated: one(fields.generated) !== null,
    }),
  };
}

/** Where an answer is longer than is kept, its newest: some trackers put them first, some last. */
function newest(drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.length <= maxJsonItems) return drafts;
  const age = ({ publishedAt, updatedAt }: Draft): number => (publishedAt ?? updatedAt)?.getTime() ?? 0;
  return drafts.toSorted((a, b) => age(b) - age(a)).slice(0, maxJsonItems);
}

/** Maps the items of a parsed answer to posts. */
export function readItems(answer: unknown, { url, layout }: TextDocument): Reading {
  const readDate = createDateReader(layout.dates, null);
  const items = findItems(answer, layout);
  const drafts = items
    .filter((item) => typeof item === "object" && item !== null)
    .filter((item) => !layout.list.skip.some((pointer) => isSet(followPointer(item, pointer))))
    .map((item) => readRecord(item, layout, url, readDate));
  const titled = drafts.filter(({ title }) => title !== "");
  if (items.length > 0 && drafts.length > 0 && titled.length === 0) {
    throw new SourceError("layout-changed", "no item of the answer has a title");
  }
  const next = pointedValue(answer, layout.pages.next);
  return {
    title: null,
    link: url ?? null,
    posts: finishPosts(newest(titled), { ownHosts: "any", stripQuery: layout.list.stripQuery }),
    nextPage: next === null ? null : resolveAddress(next, url),
  };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "";
}

/**
 * Reads a tracker's answer.
 *
 * @throws {@link SourceError} `malformed`, `layout-changed`, `blocked`
 */
export function readJson(document: TextDocument): Reading {
  return readItems(openJson(document), document);
}
