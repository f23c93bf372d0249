import { cleanCharacters, findEntities } from "./characters.ts";
import { maxTextLength, maxTitleLength } from "./limits.ts";
import { TagScanner } from "./markup.ts";
import { TextWriter } from "./text-writer.ts";

/** Elements whose text is not for readers. */
export const unread: ReadonlySet<string> = new Set(["script", "style", "template"]);
/** Tags that stand in a title only because it was escaped once too often. */
const titleTag = /<\/?(?:a|b|br|em|font|i|p|small|span|strong|sub|sup|u)(?:\s[^<>]{0,500})?\/?>/gi;
const untidy = /[\r\t\u00A0\u2028\u2029]| [ \n]|\n |\n{3}/;
const markupSign = /<\/?[a-zA-Z][^<>]{0,2000}>|<!--|&(?:#[0-9]|#[xX][0-9a-fA-F]|[a-zA-Z][a-zA-Z0-9]{1,31};)/;

/** At most `length` UTF-16 code units, never half a character. */
function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

/** Makes plain text presentable: no control characters, lines trimmed, at most one empty line, bounded. */
export function tidyText(text: string): string {
  let tidy = cleanCharacters(text);
  if (untidy.test(tidy)) {
    tidy = tidy
      .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
      .replaceAll(/[ \t\u00A0]{2,}|[\t\u00A0]/g, " ")
      .replaceAll(/ \n ?|\n /g, "\n")
      .replaceAll(/\n{3,}/g, "\n\n");
  }
  return cutText(tidy.trim(), maxTextLength).trimEnd();
}

/** One line of plain text, bounded. */
export function oneLine(text: string, maxLength: number = maxTitleLength): string {
  return cutText(
    cleanCharacters(text.slice(0, 64 * 1024).replaceAll(/\s{2,}|[^\S ]|\u0085/g, " ")).trim(),
    maxLength,
  ).trim();
}

/** Whether a text holds tags or character references. */
export function looksLikeMarkup(text: string): boolean {
  return markupSign.test(text);
}

/** What was written, presentable. */
export function endText(out: TextWriter): string {
  const text = out.end();
  const clean = cleanCharacters(text);
  // A character that is no text leaves the gaps around it behind.
  const isTidy = !out.isUntidy && clean.length === text.length;
  return isTidy ? cutText(clean.trim(), maxTextLength).trimEnd() : tidyText(clean);
}

function writeHtml(html: string, out: TextWriter): void {
  const tag = new TagScanner(html);
  const unclosed = new Set<string>();
  let at = 0;
  while (out.length <= maxTextLength * 2 && tag.next(at)) {
    if (tag.start > at) out.writeHtml(html, at, tag.start);
    at = tag.end;
    if (tag.kind === "cdata") {
      out.writeHtml(html.slice(tag.start + 9, tag.end).replace(/\]\]>$/, ""));
      continue;
    }
    const name = tag.name.toLowerCase();
    out.layOut(name, tag.kind === "close" ? "end" : "start");
    if (tag.kind === "open" && unread.has(name) && !unclosed.has(name)) {
      const close = new RegExp(`</${name}\\b[^>]*>`, "gi");
      close.lastIndex = at;
      // Looked for in vain once, it would be looked for in vain at every further one.
      if (close.test(html)) at = close.lastIndex;
      else unclosed.add(name);
    }
  }
  const rest = html.slice(at, at + maxTextLength);
  // A tag that the document breaks off within is no text.
  const broken = rest.search(/<[a-zA-Z/!?]/);
  out.writeHtml(rest, 0, broken === -1 ? rest.length : broken);
}

/** Writes a text, and once more where it has character references by rare names, with what they stand for. */
export function writeWithNames(write: (out: TextWriter) => void): string {
  const out = new TextWriter();
  write(out);
  if (out.unknownNames.size === 0) return endText(out);
  const names = findEntities(out.unknownNames);
  if (names.size === 0) return endText(out);
  // From the start: what has been decoded may look like a reference, and is none.
  const named = new TextWriter(names);
  write(named);
  return endText(named);
}

/** Reads HTML as plain text, paragraphs kept, in linear time and without building a tree. */
export function htmlToText(html: string): string {
  return writeWithNames((out) => {
    writeHtml(html, out);
  });
}

/** Reads a text that may or may not be HTML: plain text keeps its own lines. */
export function looseToText(text: string): string {
  return looksLikeMarkup(text) ? htmlToText(text) : tidyText(text);
}

/** Reads a title that may hold HTML, escaped once or twice. */
export function readTitle(text: string): string {
  if (!looksLikeMarkup(text)) return oneLine(text);
  return oneLine(htmlToText(text).replaceAll(titleTag, " "));
}
