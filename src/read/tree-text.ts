import { maxTextLength } from "./limits.ts";
import { endText, unread, writeWithNames } from "./text.ts";
import { TextWriter } from "./text-writer.ts";
import { isElement, isText, stackNodes, type MarkupElement, type MarkupNode } from "./tree.ts";
import { type XmlNode } from "./xml-tree.ts";

/** What is written when all that an element holds has been. */
interface End {
  readonly endOf: string;
  readonly isStruck: boolean;
}

const struckNames = new Set(["s", "strike", "del"]);

/** Whether an element's text is crossed out; boards write their `[s]` as a style. */
function isStruck({ name, attribs }: MarkupElement): boolean {
  return struckNames.has(name) || /line-through/i.test(attribs["style"] ?? "");
}

interface PageText {
  /** Nodes that are passed over with all they hold. */
  readonly isLeftOut?: (node: MarkupNode) => boolean;
  /** Crossed out text stands between `~~`: what a post asked before, no longer asks or takes back. */
  readonly marksStruck?: boolean;
}

/** Reads what stands below some nodes of a page as plain text, paragraphs kept. */
export function nodesToText(
  nodes: readonly MarkupNode[],
  { isLeftOut, marksStruck = false }: PageText = {},
): string {
  const out = new TextWriter();
  let struck = 0;
  const left: (MarkupNode | End)[] = nodes.toReversed();
  for (let node = left.pop(); node !== undefined && out.length <= maxTextLength * 2; node = left.pop()) {
    if ("endOf" in node) {
      if (node.isStruck && --struck === 0) out.endStruck();
      out.layOut(node.endOf, "end");
    } else if (isLeftOut?.(node) === true) {
      out.writeText(" ");
      if (isElement(node)) out.layOut(node.name, "end");
    } else if (isElement(node)) {
      if (unread.has(node.name)) continue;
      out.layOut(node.name, "start");
      const begins = marksStruck && isStruck(node);
      if (begins && struck++ === 0) out.startStruck();
      left.push({ endOf: node.name, isStruck: begins });
      stackNodes<MarkupNode | End>(left, node.children);
    } else if (isText(node)) {
      out.writeText(node.data);
    } else if ("children" in node) {
      stackNodes<MarkupNode | End>(left, node.children);
    }
  }
  return endText(out);
}

function writeXml(nodes: readonly XmlNode[], out: TextWriter): void {
  const left: (XmlNode | End)[] = nodes.toReversed();
  for (let node = left.pop(); node !== undefined && out.length <= maxTextLength * 2; node = left.pop()) {
    if ("endOf" in node) {
      out.layOut(node.endOf, "end");
    } else if (node.kind === "element") {
      const name = node.name.slice(node.name.indexOf(":") + 1).toLowerCase();
      if (unread.has(name)) continue;
      out.layOut(name, "start");
      left.push({ endOf: name, isStruck: false });
      stackNodes<XmlNode | End>(left, node.children);
    } else if (node.kind === "text") {
      out.writeHtml(node.text);
    } else {
      out.writeText(node.text);
    }
  }
}

/** Reads what stands below some nodes of a feed as plain text, paragraphs kept. */
export function xmlToText(nodes: readonly XmlNode[]): string {
  return writeWithNames((out) => {
    writeXml(nodes, out);
  });
}
