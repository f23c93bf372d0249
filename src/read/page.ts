import { SourceError } from "../errors.ts";
import { type Layout } from "../model.ts";
import { parseAddress, resolveAddress, stripSession } from "./address.ts";
import { createDateReader, inferOrder, pickDate, type DateReader } from "./dates/date.ts";
import { finishPosts, type Draft } from "./draft.ts";
import { readTrackerFields, withPrice } from "./fields.ts";
import { maxItems, maxNameLength } from "./limits.ts";
import { PageScope } from "./page-scope.ts";
import { type Reading, type TextDocument } from "./reading.ts";
import { selectElements, selectValue, selectValues } from "./select.ts";
import { oneLine, tidyText } from "./text.ts";
import { nodesToText } from "./tree-text.ts";
import { parseHtml, type MarkupElement } from "./tree.ts";
import { isWall } from "./wall.ts";

/** A parsed page and where it came from. */
export interface Page {
  /** All of it. */
  readonly scope: PageScope;
  readonly html: string;
  readonly layout: Layout;
  /** What relative links are resolved against: the page's own `<base>`, else its address. */
  readonly base: string | undefined;
  readonly url: string | undefined;
  readonly title: string | null;
}

/**
 * Parses a page and checks that what must be there is there.
 *
 * @throws {@link SourceError} `blocked`, `layout-changed`, `too-deep`
 */
export function openPage({ text, url, base: givenBase, layout }: TextDocument): Page {
  const scope = PageScope.ofPage(parseHtml(text));
  const givenByPage = selectValue(scope, [{ select: "base[href]" }], { attr: "href" });
  const base = givenBase ?? URL.parse(givenByPage ?? "", url)?.href ?? url;
  const title = oneLine(selectValue(scope, [{ select: "title" }]) ?? "") || null;
  const page = { scope, html: text, layout, base, url, title };
  for (const css of layout.require) {
    if (scope.find(css).length === 0) throw emptyPage(page, `"${css}"`);
  }
  return page;
}

/** Why a page lacks what was looked for: a wall stands before it, or it was rebuilt. */
export function emptyPage(page: Page, missing: string): SourceError {
  if (isWall(page.html, page.layout.wall)) {
    return new SourceError(
      "blocked",
      `a wall instead of content${page.title === null ? "" : `: "${page.title.slice(0, 80)}"`}`,
    );
  }
  return new SourceError("layout-changed", `the page has no ${missing.slice(0, 200)}`);
}

const authorPrefix =
  /^(?:(?:(?:started|posted|created|written) )?by|(?:verfasst |gestartet |geschrieben |erstellt )?von|(?:créé )?par|(?:iniciado |postado |publicado )?por|door|autor|автор|от)[\s:]+(?=\S)/i;

/** "by NAME," without what is around the name. */
export function readAuthor(text: string | null): string | null {
  const name = oneLine(text ?? "", maxNameLength)
    .replace(authorPrefix, "")
    .replace(/[\s,;:»·|-]+$/u, "");
  return name === "" ? null : name;
}

/** A call, an assignment or a `return`: what `onclick` holds. */
const script = /^\s*(?:javascript:|return\b|[\w.$]+\s?[(=])/i;

/** The address in a value; scripts hold it in quotes. */
function addressIn(value: string, base: string | undefined): URL | null {
  if (!script.test(value)) return parseAddress(value, base);
  const quoted = /["']([^"'\s]{1,2000})["']/.exec(value)?.[1];
  return quoted === undefined ? null : parseAddress(quoted, base);
}

/** The address of the link that an element is, or stands in. */
function linkAround(element: MarkupElement): string | undefined {
  for (let at: MarkupElement["parent"] = element; at !== null; at = at.parent) {
    if ("attribs" in at && at.name === "a" && at.attribs["href"] !== undefined) return at.attribs["href"];
  }
  return undefined;
}

/** Where a row leads: its link, else that of its title. */
function readLink(row: PageScope, { list }: Layout, base: string | undefined): string | null {
  for (const value of selectValues(row, list.link, { attr: "href" })) {
    const url = addressIn(value, base);
    if (url !== null) return stripSession(url, list.stripQuery).href;
  }
  if (list.link !== undefined) return null;
  const title = selectElements(row, list.title)[0];
  const href =
    title === undefined
      ? undefined
      : (linkAround(title) ?? row.of(title).find("a[href]")[0]?.attribs["href"]);
  const url = href === undefined ? null : addressIn(href, base);
  return url === null ? null : stripSession(url, list.stripQuery).href;
}

function readRow(page: Page, element: MarkupElement, readDate: DateReader): Draft {
  const { scope, layout, base } = page;
  const { list, fields } = layout;
  const row = scope.of(element);
  const bodies = selectElements(row, fields.body);
  const body = bodies.length > 0 ? bodyText(page, bodies[0]) : null;
  return {
    id: selectValue(row, list.id),
    title: oneLine(selectValue(row, list.title) ?? ""),
    url: readLink(row, layout, base),
    author: readAuthor(selectValue(row, list.author)),
    publishedAt: pickDate(selectValues(row, list.date), readDate),
    updatedAt: pickDate(selectValues(row, list.updated), readDate),
    summary: null,
    body: withPrice(body, selectValue(row, list.price, { marksStruck: true })),
    sticky: (list.sticky ?? []).some((selector) =>
      selector.attr === undefined && selector.match === undefined
        ? selector.select !== undefined && row.isOrHas(selector.select)
        : selectValue(row, [selector]) !== null,
    ),
    ...readTrackerFields({
      victim: selectValue(row, fields.victim),
      domain: selectValue(row, fields.domain),
      actor: selectValue(row, fields.actor),
      country: selectValue(row, fields.country),
      records: selectValue(row, fields.records),
      dataTypes: [...selectValues(row, fields.dataTypes)],
      isGenerated: selectValue(row, fields.generated) !== null,
    }),
  };
}

/** A post's text without quotes, signatures and notices; null where nothing is left. */
export function bodyText(
  { scope, layout }: Pick<Page, "scope" | "layout">,
  body: MarkupElement | undefined,
): string | null {
  if (body === undefined) return null;
  const below = scope.of(body);
  const leftOut = new Set<unknown>(
    [...layout.thread.remove, ...layout.thread.restricted].flatMap((css) => below.find(css)),
  );
  const text = tidyText(nodesToText([body], { isLeftOut: (node) => leftOut.has(node), marksStruck: true }));
  return text === "" ? null : text;
}

/** The dates of a page are read alike: what tells day-first from month-first in one row holds for all. */
export function pageDateReader({ layout }: Page, texts: readonly string[], now: Date): DateReader {
  const order = layout.dates.order ?? inferOrder(texts);
  return createDateReader(order === undefined ? layout.dates : { ...layout.dates, order }, now);
}

/**
 * Reads a page that lists posts: a forum's threads, a market's offers, a channel's messages.
 *
 * @throws {@link SourceError} `blocked`, `layout-changed`, `too-deep`, `bad-input`
 */
export function readList(document: TextDocument): Reading {
  const { layout } = document;
  if (layout.list.item === undefined)
    throw new SourceError("bad-input", "list.item says nothing: name a preset or a selector");
  const page = openPage(document);
  const rows = selectElements(page.scope, layout.list.item)
    .slice(0, maxItems)
    .filter((element) => !layout.list.skip.some((css) => page.scope.of(element).isOrHas(css)));
  const texts = rows.flatMap((element) => [...selectValues(page.scope.of(element), layout.list.date)]);
  const readDate = pageDateReader(page, texts, document.now);
  const drafts = rows
    .map((element) => readRow(page, element, readDate))
    .filter((draft) => draft.title !== "" || draft.body !== null);
  if (drafts.length === 0)
    throw emptyPage(page, rows.length === 0 ? "list of posts" : "titles where they were");
  const next = selectValue(page.scope, layout.pages.next, { attr: "href" });
  return {
    title: page.title,
    link: document.url ?? null,
    posts: finishPosts(drafts, { ownHosts: "any", stripQuery: layout.list.stripQuery }),
    nextPage: next === null ? null : resolveAddress(next, page.base),
  };
}
