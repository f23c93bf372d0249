import { load, type CheerioAPI } from "cheerio";
import { decodeXmlEntities } from "./characters.ts";
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

/**
 * Parses XML, however damaged.
 *
 * Character references stay as they are until a text is asked for: most of a feed's never is, and the parser is slow
 * at them. {@link xmlText} and {@link xmlAttribute} turn them into characters.
 * @throws {@link SourceError} `too-deep`
 */
export function parseXml(xml: string): CheerioAPI {
  refuseDeepNesting(xml, "xml");
  return load(xml, { xml: { xmlMode: true, decodeEntities: false } });
}

/**
 * Parses a page, however damaged.
 *
 * htmlparser2 instead of cheerio's default: parse5 needs quadratic time for some nestings.
 * @throws {@link SourceError} `too-deep`
 */
export function parseHtml(html: string): CheerioAPI {
  refuseDeepNesting(html, "html");
  return load(html, {
    xml: { xmlMode: false, decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  });
}

/** The text below a node of XML as it is, without layout. */
export function xmlText(node: MarkupElement): string {
  const only = node.children.length === 1 ? node.children[0] : undefined;
  if (only !== undefined && isText(only)) return xmlData(only);
  const parts: string[] = [];
  const left: MarkupNode[] = node.children.toReversed();
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (isText(at)) parts.push(xmlData(at));
    else if ("children" in at) left.push(...at.children.toReversed());
  }
  return parts.join("");
}

/** The characters of one text node of XML; a CDATA section holds no references. */
export function xmlData(text: MarkupText): string {
  return text.parent?.nodeType === 4 ? text.data : decodeXmlEntities(text.data);
}

/** An attribute of an element of XML. */
export function xmlAttribute(element: MarkupElement, name: string): string | undefined {
  const value = element.attribs[name];
  return value === undefined ? undefined : decodeXmlEntities(value);
}
