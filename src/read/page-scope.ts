import { type Cheerio, type CheerioAPI } from "cheerio/slim";
import { SourceError } from "../errors.ts";
import { isElement, stackNodes, type MarkupElement } from "./tree.ts";

/** Numbers of an element and of the last one within it, in the order of the page. */
interface Span {
  readonly start: number;
  end: number;
}

function numberElements($: CheerioAPI): ReadonlyMap<MarkupElement, Span> {
  const spans = new Map<MarkupElement, Span>();
  const top = $.root()[0]?.children.filter((node) => isElement(node)) ?? [];
  const left: (MarkupElement | Span)[] = top.toReversed();
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if ("start" in at) {
      at.end = spans.size - 1;
      continue;
    }
    const span = { start: spans.size, end: spans.size };
    spans.set(at, span);
    left.push(span);
    stackNodes<MarkupElement | Span>(
      left,
      at.children.filter((node) => isElement(node)),
    );
  }
  return spans;
}

/** What a selector finds on a whole page, in the order of the page, with the numbers. */
interface Found {
  readonly elements: readonly MarkupElement[];
  readonly starts: readonly number[];
}

/** Index of the first number that is not below a limit. */
function lowerBound(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A selector that begins at the element it is asked of: what it finds depends on that element. */
const relative = /:scope|(?:^|,)\s*[>+~]/;

/**
 * Finds the elements of one page by CSS selector.
 *
 * Every selector is tried once on each element, and what it finds is dealt out to the rows: cheerio's own search
 * below an element costs the square of what that element holds.
 */
class PageIndex {
  readonly #$: CheerioAPI;
  readonly #spans: ReadonlyMap<MarkupElement, Span>;
  readonly #all: Cheerio<MarkupElement>;
  readonly #found = new Map<string, Found>();

  constructor($: CheerioAPI) {
    this.#$ = $;
    this.#spans = numberElements($);
    this.#all = $([...this.#spans.keys()]);
  }

  /** @throws {@link SourceError} `bad-input` for what is no CSS selector */
  find(css: string, within: MarkupElement | null): readonly MarkupElement[] {
    if (within !== null && relative.test(css)) return this.#ask(css, within);
    const { elements, starts } = this.#everywhere(css);
    const span = within === null ? null : this.#spans.get(within);
    if (span === null || span === undefined) return within === null ? elements : [];
    return elements.slice(lowerBound(starts, span.start + 1), lowerBound(starts, span.end + 1));
  }

  is(css: string, element: MarkupElement): boolean {
    const { starts } = this.#everywhere(css);
    const start = this.#spans.get(element)?.start ?? -1;
    return starts[lowerBound(starts, start)] === start;
  }

  #everywhere(css: string): Found {
    const known = this.#found.get(css);
    if (known !== undefined) return known;
    const elements = this.#ask(css, null);
    const found = { elements, starts: elements.map((element) => this.#spans.get(element)?.start ?? -1) };
    this.#found.set(css, found);
    return found;
  }

  #ask(css: string, within: MarkupElement | null): MarkupElement[] {
    try {
      return (within === null ? this.#all.filter(css) : this.#$(within).find(css)).toArray();
    } catch (cause) {
      throw new SourceError("bad-input", `no CSS selector: ${css.slice(0, 100)}`, { cause });
    }
  }
}

/** A page, or an element of it, in which something is looked for. */
export class PageScope {
  /** Null for the whole page. */
  readonly element: MarkupElement | null;
  readonly #index: PageIndex;

  private constructor(element: MarkupElement | null, index: PageIndex) {
    this.element = element;
    this.#index = index;
  }

  static ofPage($: CheerioAPI): PageScope {
    return new PageScope(null, new PageIndex($));
  }

  /** The scope of an element of the same page. */
  of(element: MarkupElement): PageScope {
    return new PageScope(element, this.#index);
  }

  /**
   * The elements below that a CSS selector finds, in the order of the page.
   *
   * @throws {@link SourceError} `bad-input` for what is no CSS selector
   */
  find(css: string): readonly MarkupElement[] {
    return this.#index.find(css, this.element);
  }

  /** Whether the element is, or holds, what a CSS selector names. */
  isOrHas(css: string): boolean {
    const { element } = this;
    return (element !== null && this.#index.is(css, element)) || this.find(css).length > 0;
  }
}
