import { type ReadInput } from "../../src/read/read.ts";
import { emptyLayout } from "../../src/read/read.ts";

/** A document as it would be fetched, read as a feed unless told otherwise. */
export function documentOf(content: string | Uint8Array, over: Partial<ReadInput> = {}): ReadInput {
  return {
    bytes: typeof content === "string" ? Buffer.from(content) : content,
    as: "feed",
    layout: emptyLayout,
    url: "https://wren.example/feed",
    now: new Date("2026-03-15T12:00:00Z"),
    ...over,
  };
}

/** A feed in RSS 2.0 around some items. */
export function rss(items: string, head = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${head}<rss version="2.0"><channel><title>Wren News</title><link>https://wren.example/</link>${items}</channel></rss>`;
}
