import { NestingGuard, TagScanner } from "./markup.ts";

/** Texts shorter than this are left in place. */
const longText = 64;
const reference = /\u0002(\d{1,7})\u0003/g;

/** XML whose long texts stand apart from it. */
export interface ShortenedXml {
  /** The document; each long text is a short reference in it. */
  readonly xml: string;
  /** Puts the texts back into what the parser made of one text of the document. */
  restore(this: void, text: string): string;
}

/**
 * Takes the long texts and CDATA sections out of a document.
 *
 * Most of a feed is text that is nothing to the parser of its markup, which all the same looks at every character.
 * @throws {@link SourceError} `too-deep`
 */
export function shortenXml(xml: string): ShortenedXml {
  const texts: string[] = [];
  const parts: string[] = [];
  const tag = new TagScanner(xml);
  const guard = new NestingGuard("xml");
  let kept = 0;
  const setAside = (from: number, to: number): void => {
    if (to - from < longText) return;
    parts.push(xml.slice(kept, from), `\u0002${texts.length}\u0003`);
    texts.push(xml.slice(from, to));
    kept = to;
  };
  for (let at = 0; tag.next(at); at = tag.end) {
    guard.take(tag);
    // What the scanner took for text may be a tag to the parser, as `<1>` is.
    if (tag.start - at >= longText && xml.indexOf("<", at) === tag.start) setAside(at, tag.start);
    if (tag.kind === "cdata" && xml.startsWith("]]>", tag.end - 3)) setAside(tag.start + 9, tag.end - 3);
  }
  if (texts.length === 0) return { xml, restore: (text) => text };
  parts.push(xml.slice(kept));
  return {
    xml: parts.join(""),
    restore(text) {
      if (!text.includes("\u0002")) return text;
      const index = text.endsWith("\u0003") && text.startsWith("\u0002") ? Number(text.slice(1, -1)) : NaN;
      return texts[index] ?? text.replaceAll(reference, (found, at: string) => texts[Number(at)] ?? found);
    },
  };
}
