import { type Selector, type Selectors } from "../model.ts";
import { type PageScope } from "./page-scope.ts";
import { nodesToText } from "./tree-text.ts";
import { type MarkupElement } from "./tree.ts";

/** Of the text that a `match` expression is tried on: expressions are the operator's, texts a stranger's. */
const maxMatchedLength = 10_000;

/** The part of a value that a selector's `match` keeps: the first group, else the whole match. */
export function applyMatch(value: string, match: string | undefined): string | null {
  if (match === undefined) return value;
  const found = new RegExp(match, "u").exec(value.slice(0, maxMatchedLength));
  return found === null ? null : (found[1] ?? found[0]);
}

/** The elements that a selector finds; without CSS the scope's own, of which a whole page has none. */
function findElements(scope: PageScope, css: string | undefined): readonly MarkupElement[] {
  if (css !== undefined && css !== "") return scope.find(css);
  return scope.element === null ? [] : [scope.element];
}

/** How values are taken where a selector does not say. */
interface ValueForm {
  /** Attribute to take. Default: the text. */
  readonly attr?: string;
  /** Crossed out text stands between `~~`. */
  readonly marksStruck?: boolean;
}

function valueOf(element: MarkupElement, selector: Selector, form: ValueForm): string {
  const attr = selector.attr ?? form.attr;
  if (attr === undefined || attr === "text") return nodesToText([element], form);
  return Object.hasOwn(element.attribs, attr) ? (element.attribs[attr] ?? "") : "";
}

/** All values that selectors yield on a page, best first. */
export function* selectValues(
  scope: PageScope,
  selectors: Selectors | undefined,
  form: ValueForm = {},
): Generator<string> {
  for (const selector of selectors ?? []) {
    if (selector.static !== undefined) {
      yield selector.static;
      continue;
    }
    for (const element of findElements(scope, selector.select)) {
      const value = applyMatch(valueOf(element, selector, form).trim(), selector.match)?.trim();
      if (value !== undefined && value !== "") yield value;
    }
  }
}

/** The first value that selectors yield on a page, or null. */
export function selectValue(
  scope: PageScope,
  selectors: Selectors | undefined,
  form: ValueForm = {},
): string | null {
  for (const value of selectValues(scope, selectors, form)) return value;
  return null;
}

/** The elements of the first selector that finds any. */
export function selectElements(scope: PageScope, selectors: Selectors | undefined): readonly MarkupElement[] {
  for (const selector of selectors ?? []) {
    const elements = findElements(scope, selector.select);
    if (elements.length > 0) return elements;
  }
  return [];
}
