import { SourceError } from "../errors.ts";
import { parseAddress, resolveAddress } from "./address.ts";
import { decodeEntities } from "./characters.ts";
import { type DateReader } from "./dates/date.ts";
import { type Draft } from "./draft.ts";
import { type FeedDraft } from "./json-feed.ts";
import { maxItems } from "./limits.ts";
import { enterElement, nameOf, type Scope } from "./namespaces.ts";
import { authorOf } from "./xml-authors.ts";
import { fieldsOf, firstOf, type Field, type FieldName, type Fields } from "./xml-fields.ts";
import { bestLink, feedLink, permalink } from "./xml-links.ts";
import { longTextOf, titleOf } from "./xml-texts.ts";
import { onlyText, parseXml, xmlAttribute, xmlText, type XmlElement, type XmlText } from "./xml-tree.ts";

interface Record {
  readonly element: XmlElement;
  readonly scope: Scope;
  readonly fields: Fields;
}

const publishedNames: readonly FieldName[] = [
  "atom:published", "rss:pubdate", "atom:issued", "dc:date", "rss:published", "dcterms:issued", "dcterms:created", "atom:created", "rss:date", "dc:issued", "dc:created",
]; // prettier-ignore
const updatedNames: readonly FieldName[] = [
  "atom:updated",
  "atom:modified",
  "dcterms:modified",
  "rss:updated",
  "rss:modified",
  "rss:lastbuilddate",
  "dc:modified",
];
const titleNames: readonly FieldName[] = [
  "atom:title",
  "rss:title",
  "dc:title",
  "dcterms:title",
  "media:title",
  "itunes:title",
];
const summaryNames: readonly FieldName[] = [
  "atom:summary",
  "rss:description",
  "rss:summary",
  "dc:description",
  "dcterms:abstract",
  "dcterms:description",
  "itunes:summary",
  "itunes:subtitle",
  "media:description",
  "atom:subtitle",
  "atom:tagline",
];
const contentNames: readonly FieldName[] = [
  "atom:content",
  "content:encoded",
  "xhtml:body",
  "xhtml:div",
  "rss:fulltext",
  "rss:fullitem",
  "rss:content",
  "rss:body",
];

function readItem(
  record: Record,
  feed: { author: string | null; link: string | null; base: string | undefined },
  readDate: DateReader,
): Draft {
  const { fields, scope, element } = record;
  const base = scope.base ?? feed.base;
  const dateOf = (field: Field): Date | null =>
    readDate(decodeEntities(xmlText(field.element)))?.date ?? null;
  const source = firstOf(fields, ["atom:source"], (field) => authorOf(fieldsOf(field.element, field.scope)));
  const enclosure = firstOf(fields, ["rss:enclosure", "atom:link", "media:content"], ({ element: at }) => {
    return resolveAddress(xmlAttribute(at, "url") ?? xmlAttribute(at, "href") ?? "", base);
  });
  const id = firstOf(fields, ["atom:id", "rss:guid", "dc:identifier"], ({ element: at }) =>
    xmlText(at).trim(),
  );
  const about = aboutOf(element);
  // Many feeds give one text twice, as description and as content.
  let last: { readonly source: XmlText; readonly text: string | null } | null = null;
  const textOf = (field: Field): string | null => {
    const source = onlyText(field.element);
    if (source === null) return longTextOf(field);
    const isSame = last?.source.text === source.text && last.source.kind === source.kind;
    if (last === null || !isSame) last = { source, text: longTextOf(field) };
    return last.text;
  };
  return {
    id:
      id === null || !/^[^\s]*\/[^\s]*$/.test(id) || /^[a-z][\w+.-]*:/i.test(id)
        ? (id ?? about ?? null)
        : (resolveAddress(id, base) ?? id),
    title: firstOf(fields, titleNames, titleOf) ?? "",
    url:
      bestLink(fields, base) ??
      permalink(fields) ??
      resolveAddress(about ?? "", base) ??
      (id === null ? null : resolveAddress(id)) ??
      enclosure,
    author: authorOf(fields) ?? source ?? feed.author,
    publishedAt: firstOf(fields, publishedNames, dateOf),
    updatedAt: firstOf(fields, updatedNames, dateOf),
    summary: firstOf(fields, summaryNames, textOf),
    body: firstOf(fields, contentNames, textOf),
    sticky: false,
  };
}

/** What an item of RDF is about, whatever the prefix. */
function aboutOf(element: XmlElement): string | undefined {
  for (const name of element.attributes.keys()) {
    if (/(?:^|:)about$/i.test(name)) return xmlAttribute(element, name);
  }
  return undefined;
}

/** Finds the items wherever they stand: damaged documents nest them in what was not closed. */
function findRecords(
  root: XmlElement,
  rootScope: Scope,
): { readonly items: Record[]; readonly channel: Record } {
  const items: Record[] = [];
  let channel: Record | null = null;
  const left: Field[] = [{ element: root, scope: rootScope }];
  for (let at = left.pop(); at !== undefined && items.length < maxItems; at = left.pop()) {
    const { element, scope } = at;
    const { full } = nameOf(element, scope);
    const isItem = full === "rss:item" || full === "atom:entry";
    if (isItem) items.push({ element, scope, fields: fieldsOf(element, scope) });
    if (full === "rss:channel") channel ??= { element, scope, fields: fieldsOf(element, scope) };
    for (const child of element.children.toReversed()) {
      if (child.kind !== "element") continue;
      // Within an item only further items count, not what its content quotes.
      if (isItem && !/(?:^|:)(?:item|entry)$/i.test(child.name)) continue;
      left.push({ element: child, scope: enterElement(scope, child) });
    }
  }
  return {
    items,
    channel: channel ?? { element: root, scope: rootScope, fields: fieldsOf(root, rootScope) },
  };
}

/**
 * Reads a feed in XML: RSS 0.9x, 1.0 and 2.0, RDF, Atom 0.3 and 1.0, also mixed and damaged.
 *
 * Names are told apart by namespace, not by prefix; links are resolved by `xml:base`, then the feed's address.
 * @param xml - as `prepareXml` leaves it
 * @throws {@link SourceError} `too-deep`, `not-a-feed`
 */
export function readXmlFeed(xml: string, url: string | undefined, readDate: DateReader): FeedDraft {
  const root = parseXml(xml);
  if (root === null) throw new SourceError("not-a-feed", "no element of a feed");
  const documentBase = url === undefined || parseAddress(url) === null ? undefined : url;
  const native = /^(?:\w+:)?(?:feed|entry)$/i.test(root.name) ? "atom" : "rss";
  const scope = enterElement(
    { prefixes: new Map(), base: undefined, document: documentBase, names: new Map(), native },
    root,
  );
  const { items, channel } = findRecords(root, scope);
  const link = feedLink(channel.fields, channel.scope.base ?? documentBase, documentBase);
  const feed = {
    author: authorOf(channel.fields),
    link,
    base: link ?? documentBase,
  };
  return {
    title: firstOf(channel.fields, titleNames, titleOf),
    link,
    drafts: items.map((item) => readItem(item, feed, readDate)).filter((draft) => !isEmpty(draft)),
  };
}

function isEmpty(draft: Draft): boolean {
  return Object.values(draft).every((value) => value === null || value === "" || value === false);
}
