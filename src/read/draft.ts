import { type Post } from "../model.ts";
import { identifyPosts, type IdentityScope } from "./identity.ts";

/** A post as a document gives it, before it has an identity; `id` is what the publisher calls it. */
export type Draft = Omit<Post, "id"> & { readonly id: string | null };

const maxFallbackTitle = 120;

/** The first line of a text: what a post without a title is called. */
function titleFrom(text: string | null): string {
  const line = text?.trim().split("\n", 1)[0] ?? "";
  if (line.length <= maxFallbackTitle) return line;
  const cut = line.slice(0, maxFallbackTitle);
  const space = cut.lastIndexOf(" ");
  return `${space > maxFallbackTitle / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** The longer of the two texts is the body: some feeds shorten the field that is meant to be full. */
function arrangeTexts(draft: Draft): Pick<Post, "summary" | "body"> {
  const summary = draft.summary === "" ? null : draft.summary;
  const body = draft.body === "" ? null : draft.body;
  if (summary === null || body === null) return { summary, body: body ?? summary };
  return summary.length > body.length ? { summary: body, body: summary } : { summary, body };
}

/** How trackers mark a description that a machine wrote, wherever it is copied to. */
const machineMark = /^\s*\[AI[- ]generated\]/i;

/** Makes posts of drafts: each gets a title, an identity, and its fullest text as the body. */
export function finishPosts(drafts: readonly Draft[], scope: IdentityScope): Post[] {
  const ids = identifyPosts(
    drafts.map(({ id, title, url, author, body, summary, victim, actor }) => ({
      id,
      title,
      // A tracker's record is the claim of one actor about one victim; its address often is the actor's front page.
      url: victim !== undefined && actor !== undefined ? null : url,
      author: actor ?? author,
      text: body ?? summary,
    })),
    scope,
  );
  return drafts.map((draft, index) => {
    const texts = arrangeTexts(draft);
    return {
      ...draft,
      ...texts,
      id: ids[index] ?? "",
      title: draft.title === "" ? titleFrom(texts.body) : draft.title,
      ...(machineMark.test(texts.body ?? "") ? { generated: true } : {}),
    };
  });
}
