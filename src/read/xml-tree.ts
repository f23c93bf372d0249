import { load, type CheerioAPI } from "cheerio/slim";
import { decodeXmlEntities } from "./characters.ts";
import { refuseDeepNesting, TagScanner } from "./markup.ts";
import { isElement, isText, stackNodes } from "./tree.ts";
import { parseWellFormed, type XmlElement, type XmlNode, type XmlText } from "./well-formed.ts";

export type { XmlElement, XmlNode, XmlText } from "./well-formed.ts";

type Parsed = ReturnType<CheerioAPI["root"]>[number]["children"];

/** Brings what cheerio built into the form of a tree that needed no repair. */
function convertNodes(nodes: Parsed, textKind: XmlText["kind"] = "text"): XmlNode[] {
  return nodes.flatMap((node): XmlNode[] => {
    if (isElement(node)) {
      const attributes = new Map(Object.entries(node.attribs));
      return [{ kind: "element", name: node.name, attributes, children: convertNodes(node.children) }];
    }
    if (isText(node)) return [{ kind: textKind, text: node.data }];
    return "children" in node ? convertNodes(node.children, "cdata") : [];
  });
}

/** Escapes signs that begin no tag, as in "I <3 XML": the parser takes them for one, and loses what follows. */
function escapeLoneSigns(xml: string): string {
  const parts: string[] = [];
  const tag = new TagScanner(xml);
  let kept = 0;
  for (let at = 0; tag.next(at); at = tag.end) {
    if (xml.indexOf("<", at) === tag.start) continue;
    parts.push(xml.slice(kept, at), xml.slice(at, tag.start).replaceAll("<", "&lt;"));
    kept = tag.start;
  }
  return parts.length === 0 ? xml : parts.join("") + xml.slice(kept);
}

/**
 * Parses XML with cheerio, which makes something of whatever is damaged; null where it has no element.
 *
 * @throws {@link SourceError} `too-deep`
 */
export function parseDamaged(xml: string): XmlElement | null {
  refuseDeepNesting(xml, "xml");
  const $ = load(escapeLoneSigns(xml), { xml: { xmlMode: true, decodeEntities: false } });
  return convertNodes($.root()[0]?.children ?? []).find((node) => node.kind === "element") ?? null;
}

/**
 * Parses XML, well-formed or not; null where it has no element.
 *
 * Character references stay as they are until a text is asked for: most of a feed's never is.
 * {@link xmlText} and {@link xmlAttribute} turn them into characters.
 * @throws {@link SourceError} `too-deep`
 */
export function parseXml(xml: string): XmlElement | null {
  return parseWellFormed(xml) ?? parseDamaged(xml);
}

/** The text node of an element that holds nothing else. */
export function onlyText({ children }: XmlElement): XmlText | null {
  const only = children.length === 1 ? children[0] : undefined;
  return only === undefined || only.kind === "element" ? null : only;
}

/**
 * The text below an element as it is, without layout.
 *
 * @param decode - what turns references into characters
 */
export function xmlText(element: XmlElement, decode = decodeXmlEntities): string {
  const only = onlyText(element);
  if (only !== null) return charactersOf(only, decode);
  const parts: string[] = [];
  const left = element.children.toReversed();
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.kind === "element") stackNodes(left, node.children);
    else parts.push(charactersOf(node, decode));
  }
  return parts.join("");
}

/** The characters of one text; a CDATA section holds no references. */
function charactersOf({ kind, text }: XmlText, decode: (text: string) => string): string {
  return kind === "cdata" ? text : decode(text);
}

/** An attribute of an element. */
export function xmlAttribute({ attributes }: XmlElement, name: string): string | undefined {
  const value = attributes.get(name);
  return value === undefined ? undefined : decodeXmlEntities(value);
}
