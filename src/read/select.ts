import { type Cheerio, type CheerioAPI } from "cheerio";
import { SourceError } from "../errors.ts";
import { type Selector, type Selectors } from "../model.ts";
import { nodesToText } from "./text.ts";
import { type MarkupElement } from "./tree.ts";

/** A page, or elements of it, in which something is looked for. */
export type PageScope = Cheerio<MarkupElement> | CheerioAPI;

/** Of the text that a `match` expression is tried on: expressions are the operator's, texts a stranger's. */
const maxMatchedLength = 10_000;

/** The part of a value that a selector's `match` keeps: the first group, else the whole match. */
export function applyMatch(value: string, match: string | undefined): string | null {
  if (match === undefined) return value;
  const found = new RegExp(match, "u").exec(value.slice(0, maxMatchedLength));
  return found === null ? null : (found[1] ?? found[0]);
}

/**
 * The elements that a CSS selector finds below some others; without one, those themselves.
 *
 * @param scope - a whole page has no element of its own: without a selector it yields none
 * @throws {@link SourceError} `bad-input` for what is no CSS selector
 */
export function findElements(scope: PageScope, css: string | undefined): MarkupElement[] {
  const isPage = typeof scope === "function";
  if (css === undefined || css === "") return isPage ? [] : scope.toArray();
  try {
    return (isPage ? scope.root().find(css) : scope.find(css)).toArray();
  } catch (cause) {
    throw new SourceError("bad-input", `no CSS selector: ${css.slice(0, 100)}`, { cause });
  }
}

function valueOf(element: MarkupElement, selector: Selector, defaultAttr: string | undefined): string {
  const attr = selector.attr ?? defaultAttr;
  if (attr === undefined || attr === "text") return nodesToText([element]);
  return Object.hasOwn(element.attribs, attr) ? (element.attribs[attr] ?? "") : "";
}

/**
 * All values that selectors yield on a page, best first.
 *
 * @param defaultAttr - attribute to take where the selector names none; absent: the text
 */
export function* selectValues(
  scope: PageScope,
  selectors: Selectors | undefined,
  defaultAttr?: string,
): Generator<string> {
  for (const selector of selectors ?? []) {
    if (selector.static !== undefined) {
      yield selector.static;
      continue;
    }
    for (const element of findElements(scope, selector.select)) {
      const value = applyMatch(valueOf(element, selector, defaultAttr).trim(), selector.match)?.trim();
      if (value !== undefined && value !== "") yield value;
    }
  }
}

/** The first value that selectors yield on a page, or null. */
export function selectValue(
  scope: PageScope,
  selectors: Selectors | undefined,
  defaultAttr?: string,
): string | null {
  for (const value of selectValues(scope, selectors, defaultAttr)) return value;
  return null;
}

/** The elements of the first selector that finds any. */
export function selectElements(scope: PageScope, selectors: Selectors | undefined): MarkupElement[] {
  for (const selector of selectors ?? []) {
    const elements = findElements(scope, selector.select);
    if (elements.length > 0) return elements;
  }
  return [];
}

/** Whether an element is, or holds, what a CSS selector names. */
export function isOrHas(element: Cheerio<MarkupElement>, css: string | undefined): boolean {
  return css !== undefined && css !== "" && (element.is(css) || findElements(element, css).length > 0);
}
