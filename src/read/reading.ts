import { type Layout, type Post } from "../model.ts";

/** What a document is read as. */
export type ReadAs = "feed" | "forum" | "thread" | "telegram" | "discourse" | "json";

/** One document and what is known about it. */
export interface ReadInput {
  readonly bytes: Uint8Array;
  readonly as: ReadAs;
  /** `emptyLayout` for feeds; a preset's, with the source's own keys over it, for everything else. */
  readonly layout: Layout;
  /** Address of the document; what relative links are resolved against. */
  readonly url?: string | undefined;
  /** As the server said it. */
  readonly contentType?: string | undefined;
  /** When it was fetched; relative dates are read against it. */
  readonly now: Date;
}

/** A document after decoding. */
export interface TextDocument {
  readonly text: string;
  readonly url: string | undefined;
  /** Where relative links start, if not at the address or where the page says. */
  readonly base?: string | undefined;
  readonly layout: Layout;
  readonly now: Date;
}

/** What one document says. */
export interface Reading {
  readonly title: string | null;
  readonly link: string | null;
  readonly posts: Post[];
  /** Address of the list's next page. */
  readonly nextPage: string | null;
  /** True where the posts are rss-parser's, since our own reader found none. */
  readonly secondOpinion?: boolean;
}
