import { SourceError } from "../errors.ts";
import { resolveAddress } from "./address.ts";
import { type DateReader } from "./dates/date.ts";
import { type Draft } from "./draft.ts";
import { htmlToText, looseToText, oneLine, readTitle } from "./text.ts";
import { maxItems, maxNameLength } from "./limits.ts";

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field's text: own keys only, and only what is text or a number. */
function textOf(object: JsonObject, key: string): string | null {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function listOf(object: JsonObject, key: string): readonly unknown[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Version 1.1's `authors`, version 1's `author`. */
function authorOf(object: JsonObject): string | null {
  const names = [...listOf(object, "authors"), ...listOf(object, "author")]
    .map((author) =>
      isObject(author)
        ? (textOf(author, "name") ?? textOf(author, "url"))
        : typeof author === "string"
          ? author
          : null,
    )
    .filter((name) => name !== null)
    .map((name) => oneLine(name, maxNameLength))
    .filter((name) => name !== "");
  return names.length === 0 ? null : oneLine([...new Set(names)].join(", "), maxNameLength);
}

function readItem(
  item: JsonObject,
  base: string | undefined,
  feedAuthor: string | null,
  readDate: DateReader,
): Draft {
  const html = textOf(item, "content_html");
  const plain = textOf(item, "content_text");
  const content = html === null ? (plain === null ? null : looseToText(plain)) : htmlToText(html);
  const summary = textOf(item, "summary");
  const link = textOf(item, "url") ?? textOf(item, "external_url");
  return {
    id: textOf(item, "id"),
    title: readTitle(textOf(item, "title") ?? ""),
    url: link === null ? null : resolveAddress(link, base),
    author: authorOf(item) ?? feedAuthor,
    publishedAt: readDate(textOf(item, "date_published") ?? "")?.date ?? null,
    updatedAt: readDate(textOf(item, "date_modified") ?? "")?.date ?? null,
    summary: summary === null ? null : looseToText(summary),
    body: content,
    sticky: false,
  };
}

/** What a JSON Feed says, before its posts have identities. */
export interface FeedDraft {
  readonly title: string | null;
  readonly link: string | null;
  readonly drafts: readonly Draft[];
}

/** Parses JSON, also where something was written behind its end. */
export function parseJson(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  try {
    return JSON.parse(trimmed);
  } catch (error) {
    const end = Math.max(trimmed.lastIndexOf("}"), trimmed.lastIndexOf("]")) + 1;
    try {
      return JSON.parse(trimmed.slice(0, end));
    } catch {
      throw new SourceError("malformed", "the answer is broken JSON", { cause: error });
    }
  }
}

/**
 * Reads a JSON Feed.
 *
 * @throws {@link SourceError} `malformed` for broken JSON, `not-a-feed` for JSON of another kind
 * @see https://www.jsonfeed.org/version/1.1/
 */
export function readJsonFeed(text: string, url: string | undefined, readDate: DateReader): FeedDraft {
  const feed = parseJson(text);
  if (
    !isObject(feed) ||
    (!Array.isArray(feed["items"]) && !/jsonfeed\.org/i.test(textOf(feed, "version") ?? ""))
  ) {
    throw new SourceError("not-a-feed", "JSON, but no JSON Feed");
  }
  const home = resolveAddress(textOf(feed, "home_page_url") ?? "", url);
  const self = resolveAddress(textOf(feed, "feed_url") ?? "", url);
  const feedAuthor = authorOf(feed);
  const items = listOf(feed, "items")
    .filter((item) => isObject(item))
    .slice(0, maxItems);
  return {
    title: oneLine(textOf(feed, "title") ?? "") || null,
    link: home ?? self ?? url ?? null,
    drafts: items
      .map((item) => readItem(item, home ?? url, feedAuthor, readDate))
      .filter(
        ({ id, title, url: link, body, summary }) =>
          id !== null || title !== "" || link !== null || body !== null || summary !== null,
      ),
  };
}
