import { load, type CheerioAPI } from "cheerio";
import { decodeXmlEntities } from "./characters.ts";
import { shortenXml, type ShortenedXml } from "./long-texts.ts";
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

function restoreTexts(nodes: readonly MarkupNode[], { restore }: ShortenedXml): void {
  const left = [...nodes];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (isText(node)) node.data = restore(node.data);
    else if ("children" in node) for (const child of node.children) left.push(child);
  }
}

/**
 * Parses XML, however damaged.
 *
 * Character references stay as they are until a text is asked for: most of a feed's never is, and the parser is slow
 * at them. {@link xmlText} and {@link xmlAttribute} turn them into characters.
 * @throws {@link SourceError} `too-deep`
 */
export function parseXml(xml: string): CheerioAPI {
  const short = shortenXml(xml);
  const $ = load(short.xml, { xml: { xmlMode: true, decodeEntities: false } });
  if (short.xml !== xml) restoreTexts($.root()[0]?.children ?? [], short);
  return $;
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

/** The text node of an element that holds nothing else, be it in a CDATA section. */
export function onlyText({ children }: MarkupElement): MarkupText | null {
  let only = children.length === 1 ? children[0] : undefined;
  if (only?.nodeType === 4) only = only.children.length === 1 ? only.children[0] : undefined;
  return only !== undefined && isText(only) ? only : null;
}

/** The text below a node of XML as it is, without layout. */
export function xmlText(node: MarkupElement): string {
  const only = onlyText(node);
  if (only !== null) return xmlData(only);
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
