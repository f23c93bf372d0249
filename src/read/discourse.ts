import { SourceError } from "../errors.ts";
import { type Layout } from "../model.ts";
import { parseAddress } from "./address.ts";
import { openJson, readItems } from "./json.ts";
import { PageScope } from "./page-scope.ts";
import { bodyText } from "./page.ts";
import { followPointer, pointedValue } from "./pointer.ts";
import { type Reading, type TextDocument } from "./reading.ts";
import { parseHtml } from "./tree.ts";

/** What Discourse's answers hold, where a layout does not say otherwise. */
const topicList: Layout["list"] = {
  item: [{ select: "/topic_list/topics" }, { select: "/topics" }],
  id: [{ select: "/id" }],
  title: [{ select: "/title" }, { select: "/fancy_title" }],
  link: [{ select: "/link" }],
  author: [{ select: "/author" }],
  date: [{ select: "/created_at" }],
  updated: [{ select: "/last_posted_at" }],
  sticky: [{ select: "/pinned" }],
  skip: [],
  stripQuery: [],
};

const quotes = ["aside.quote", "blockquote"];

function membersOf(value: unknown, pointer: string): readonly unknown[] {
  const members = followPointer(value, pointer);
  return Array.isArray(members) ? members : [];
}

/** A topic with what Discourse says elsewhere: its author's name, and its address made of slug and number. */
function completeTopic(topic: unknown, users: ReadonlyMap<unknown, unknown>): unknown {
  if (typeof topic !== "object" || topic === null) return topic;
  const posters = membersOf(topic, "/posters");
  const original =
    posters.find((poster) => /original poster/i.test(String(followPointer(poster, "/description")))) ??
    posters[0];
  const author =
    users.get(followPointer(original, "/user_id")) ?? followPointer(topic, "/last_poster_username");
  const slug = followPointer(topic, "/slug");
  const link = `/t/${typeof slug === "string" && /^[\w-]{1,200}$/.test(slug) ? slug : "-"}/${String(followPointer(topic, "/id"))}`;
  return { ...topic, author, link };
}

/**
 * Reads Discourse's list of topics (`/latest.json`) or one topic (`/t/ID.json`), of which the first post counts.
 *
 * @throws {@link SourceError} `malformed`, `layout-changed`, `blocked`
 */
export function readDiscourse(document: TextDocument): Reading {
  const answer = openJson(document);
  const first = membersOf(answer, "/post_stream/posts")[0];
  if (first !== undefined) return readTopic(answer, first, document);
  const users = new Map(
    membersOf(answer, "/users").map((user) => [followPointer(user, "/id"), followPointer(user, "/username")]),
  );
  const list = { ...topicList, ...definedOf(document.layout.list) };
  const pointer = list.item
    ?.map(({ select }) => select ?? "")
    .find((select) => Array.isArray(followPointer(answer, select)));
  if (pointer === undefined) throw new SourceError("layout-changed", "the answer has no list of topics");
  const topics = membersOf(answer, pointer).map((topic) => completeTopic(topic, users));
  const fields = { body: [{ select: "/excerpt" }], ...document.layout.fields };
  const reading = readItems(topics, {
    ...document,
    layout: { ...document.layout, require: [], list: { ...list, item: [{ select: "" }] }, fields },
  });
  const next = pointedValue(answer, document.layout.pages.next);
  return { ...reading, nextPage: next === null ? null : addressOfJson(next, document.url) };
}

/** Discourse names the next page as a browser shows it; the answer in JSON has a suffix. */
function addressOfJson(next: string, base: string | undefined): string | null {
  const url = parseAddress(next, base);
  if (url === null) return null;
  if (!url.pathname.endsWith(".json")) url.pathname = `${url.pathname.replace(/\/$/, "")}.json`;
  return url.href;
}

function definedOf(list: Layout["list"]): Layout["list"] {
  return { ...list, ...Object.fromEntries(Object.entries(list).filter(([, value]) => value !== undefined)) };
}

function readTopic(answer: unknown, first: unknown, document: TextDocument): Reading {
  const topic = completeTopic(
    {
      id: followPointer(answer, "/id"),
      slug: followPointer(answer, "/slug"),
      title: followPointer(answer, "/title"),
      created_at: followPointer(answer, "/created_at") ?? followPointer(first, "/created_at"),
    },
    new Map(),
  );
  const list = { ...topicList, item: [{ select: "" }], author: [{ select: "/username" }] };
  const item = { ...Object(topic), username: followPointer(first, "/username") };
  const { layout } = document;
  const reading = readItems([item], { ...document, layout: { ...layout, require: [], list, fields: {} } });
  const cooked = followPointer(first, "/cooked");
  const scope = PageScope.ofPage(parseHtml(`<div>${typeof cooked === "string" ? cooked : ""}</div>`));
  const remove = layout.thread.remove.length > 0 ? layout.thread.remove : quotes;
  const body = bodyText(
    { scope, layout: { ...layout, thread: { ...layout.thread, remove } } },
    scope.find("div")[0],
  );
  return { ...reading, posts: reading.posts.map((post) => ({ ...post, body })) };
}
