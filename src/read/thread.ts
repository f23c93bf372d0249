import { SourceError } from "../errors.ts";
import { parseAddress, stripSession } from "./address.ts";
import { pickDate } from "./dates/date.ts";
import { finishPosts } from "./draft.ts";
import { bodyText, emptyPage, openPage, pageDateReader, readAuthor } from "./page.ts";
import { type Reading, type TextDocument } from "./reading.ts";
import { selectElements, selectValue, selectValues } from "./select.ts";
import { oneLine } from "./text.ts";

/**
 * Reads a thread's page: its first post, with the page's address.
 *
 * @throws {@link SourceError} `blocked`, `layout-changed`, `too-deep`, `bad-input`
 */
export function readThread(document: TextDocument): Reading {
  const { layout, url, now } = document;
  const { thread } = layout;
  if (thread.post === undefined && thread.body === undefined) {
    throw new SourceError("bad-input", "thread.post says nothing: name a preset or a selector");
  }
  const page = openPage(document);
  const post = selectElements(page.scope, thread.post)[0];
  if (thread.post !== undefined && post === undefined) throw emptyPage(page, "first post");
  const scope = post === undefined ? page.scope : page.scope.of(post);
  const bodies = selectElements(scope, thread.body);
  if (thread.body !== undefined && bodies.length === 0) throw emptyPage(page, "body in the first post");

  const dates = [...selectValues(scope, thread.date)];
  const dateTexts = dates.length > 0 ? dates : [...selectValues(page.scope, thread.date)];
  const title =
    selectValue(page.scope, thread.title) ?? selectValue(page.scope, [{ select: "h1" }]) ?? page.title;
  const address = url === undefined ? null : parseAddress(url);
  const draft = {
    id: null,
    title: oneLine(title ?? ""),
    url: address === null ? null : stripSession(address, layout.list.stripQuery).href,
    author: readAuthor(selectValue(scope, thread.author) ?? selectValue(page.scope, thread.author)),
    publishedAt: pickDate(dateTexts, pageDateReader(page, dateTexts, now)),
    updatedAt: null,
    summary: null,
    body: bodyText(page, bodies[0] ?? post),
    sticky: false,
  };
  return {
    title: page.title,
    link: url ?? null,
    posts: finishPosts([draft], { ownHosts: "any", stripQuery: layout.list.stripQuery }),
    nextPage: null,
  };
}
