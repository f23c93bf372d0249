import { decodeEntities } from "./characters.ts";

/** Elements that a feed's document may begin with. */
const feedRoot = /<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel|entry|item)(?=[\s>/])/iy;
const certainRoot = /<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\s[^<>]{0,500}?\b(?:xmlns|version)\s?=/iy;
const htmlRoot = /<html(?=[\s>])/iy;
const entityDeclaration = /<!ENTITY\s{1,50}([\w:.-]{1,64})\s{1,50}(?:"([^"]*)"|'([^']*)')\s{0,50}>/g;
const entityReference = /&([A-Za-z_][\w.-]{0,63});/g;
const xmlEntities = new Set(["amp", "lt", "gt", "quot", "apos"]);
/** Of one declared entity's text, in UTF-16 code units: a name or a sign, never a page. */
const maxEntityLength = 1_024;
/** What all references of a document may add to it, in UTF-16 code units. */
const maxExpansion = 64 * 1024;
const maxEntityNames = 300;

interface Start {
  /** Where the feed's own markup begins. */
  readonly root: number;
  /** The document type declaration before it. */
  readonly doctype: string;
}

/** Finds a feed's root element behind whatever a broken server wrote before it. */
function findStart(text: string): Start | null {
  let doctype = "";
  let isCommentOpen = false;
  let isHtml = false;
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at + 1)) {
    if (text.startsWith("<!--", at) && !isCommentOpen) {
      const end = text.indexOf("-->", at + 4);
      if (end === -1) isCommentOpen = true;
      else at = end + 2;
      continue;
    }
    // Some feeds are wrapped in a page; within one only a root that names its format counts.
    const root = isHtml ? certainRoot : feedRoot;
    root.lastIndex = at;
    if (root.test(text)) return { root: at, doctype };
    htmlRoot.lastIndex = at;
    isHtml ||= htmlRoot.test(text);
    if (/^<!doctype/i.test(text.slice(at, at + 9)) && doctype === "") {
      const end = doctypeEnd(text, at);
      if (end === -1) return null;
      doctype = text.slice(at, end);
      at = end - 1;
    }
  }
  return null;
}

function doctypeEnd(text: string, from: number): number {
  const plain = text.indexOf(">", from);
  const bracket = text.indexOf("[", from);
  if (bracket === -1 || (plain !== -1 && plain < bracket)) return plain === -1 ? -1 : plain + 1;
  const close = /\]\s{0,100}>/g;
  close.lastIndex = bracket;
  return close.test(text) ? close.lastIndex : -1;
}

/** Entities whose text is literal: none that refers to another, names a file or is long. */
function declaredEntities(doctype: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  for (const [, name = "", double, single] of doctype.matchAll(entityDeclaration)) {
    const value = double ?? single ?? "";
    if (value.length > maxEntityLength || /%|&(?!#\w{1,8};)/.test(value)) continue;
    if (!entities.has(name) && entities.size < maxEntityNames) entities.set(name, decodeEntities(value));
  }
  return entities;
}

function expandEntities(xml: string, doctype: string): string {
  const declared = declaredEntities(doctype);
  if (declared.size === 0) return xml;
  let budget = maxExpansion;
  return xml.replaceAll(entityReference, (reference, name: string) => {
    const value = xmlEntities.has(name) ? undefined : declared.get(name);
    if (value === undefined) return reference;
    budget -= value.length;
    return budget < 0 ? "" : value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  });
}

/**
 * Makes a feed's text fit for the parser: what stands before the root element is dropped, the document type
 * included; only literal entities of it are kept, within bounds; control characters go.
 *
 * @returns null where no element of a feed was found
 */
export function prepareXml(text: string): string | null {
  const start = findStart(text);
  return start === null ? null : expandEntities(text.slice(start.root), start.doctype);
}
