import Parser from "rss-parser";
import { type Post } from "../model.ts";
import { resolveAddress } from "./address.ts";
import { createDateReader } from "./dates/date.ts";
import { finishPosts } from "./draft.ts";
import { maxItems, maxNameLength } from "./limits.ts";
import { refuseDeepNesting } from "./markup.ts";
import { looseToText, oneLine, readTitle } from "./text.ts";

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/**
 * Reads a feed with rss-parser and maps its answer to posts.
 *
 * @param text - decoded; never rss-parser's own `parseURL`, which has no bounds
 * @returns no post where rss-parser finds none or gives up
 * @throws {@link SourceError} `too-deep`
 */
export async function askSecondOpinion(text: string, url: string | undefined): Promise<Post[]> {
  refuseDeepNesting(text, "xml");
  const parser = new Parser({
    customFields: {
      item: [
        ["content:encoded", "encoded"],
        ["dc:creator", "dcCreator"],
      ],
    },
  });
  const readDate = createDateReader({}, null);
  const items = await parser.parseString(text).then(
    (feed): readonly unknown[] => (Array.isArray(feed.items) ? feed.items : []),
    // It throws at whatever it does not know: it has no opinion then.
    () => [],
  );
  const drafts = items
    .slice(0, maxItems)
    .filter((item) => typeof item === "object" && item !== null)
    .map((item) => {
      const field = (name: string): string | null => textOf(Reflect.get(item, name));
      const link = field("link");
      const content = field("encoded") ?? field("content");
      const summary = field("summary") ?? field("contentSnippet");
      return {
        id: field("guid") ?? field("id"),
        title: readTitle(field("title") ?? ""),
        url: link === null ? null : resolveAddress(link, url),
        author:
          oneLine(field("creator") ?? field("dcCreator") ?? field("author") ?? "", maxNameLength) || null,
        publishedAt: readDate(field("isoDate") ?? field("pubDate") ?? "")?.date ?? null,
        updatedAt: null,
        summary: summary === null ? null : looseToText(summary),
        body: content === null ? null : looseToText(content),
        sticky: false,
      };
    });
  return finishPosts(
    drafts.filter(({ title, body, url: link }) => title !== "" || body !== null || link !== null),
    {
      ownHosts: new Set([URL.parse(url ?? "")?.hostname ?? ""]),
      stripQuery: [],
    },
  );
}
