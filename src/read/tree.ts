import { load, type CheerioAPI } from "cheerio/slim";
import { refuseDeepNesting } from "./markup.ts";

type Document = ReturnType<CheerioAPI["root"]>[number];
/** A node of a parsed page or feed. */
export type MarkupNode = Document["children"][number];
/** An element of a parsed page or feed. */
export type MarkupElement = Extract<MarkupNode, { attribs: unknown }>;

/** A text node of a parsed page or feed. */
export type MarkupText = Extract<MarkupNode, { nodeType: 3 }>;

export function isElement(node: MarkupNode): node is MarkupElement {
  return "attribs" in node;
}

/** Whether a node is text, written plainly or in a CDATA section. */
export function isText(node: MarkupNode): node is MarkupText {
  return node.nodeType === 3;
}

/** Puts nodes on a stack, the first on top; one at a time, since a call takes only so many arguments. */
export function stackNodes<T>(stack: T[], nodes: readonly T[]): void {
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node !== undefined) stack.push(node);
  }
}

/**
 * Parses a page, however damaged.
 *
 * cheerio's slim entry has htmlparser2 only: parse5, its default for pages, needs quadratic time for some nestings,
 * and would cost every worker thread a tenth of a second and 20 MB to load.
 * @throws {@link SourceError} `too-deep`
 */
export function parseHtml(html: string): CheerioAPI {
  refuseDeepNesting(html, "html");
  return load(html, {
    xml: { xmlMode: false, decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  });
}
