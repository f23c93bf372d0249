import type { Span } from "./markdown.ts";
import { measureWidth, splitByWidth } from "./width.ts";

// Where a line may break: at spaces, and around characters of scripts that are written without them.
const pieces =
  /\s+|[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff60]|[^\s\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff60]+/gu;
const breakable = /^(?:\s+|[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff60])$/u;

/** Breaks styled text into lines of at most `width` columns; one empty line where there is no text. */
export function wrap(spans: readonly Span[], width: number): Span[][] {
  const lines: Span[][] = [[]];
  let used = 0;
  const breakLine = (): void => {
    const line = lines.at(-1);
    const last = line?.at(-1);
    if (last !== undefined) line?.splice(-1, 1, { ...last, text: last.text.trimEnd() });
    lines.push([]);
    used = 0;
  };
  for (const word of splitIntoWords(spans)) {
    const wordWidth = word.reduce((sum, { text }) => sum + measureWidth(text), 0);
    const isSpace = word.every(({ text }) => text === " ");
    if (used > 0 && used + wordWidth > width) breakLine();
    // A line never begins with the space it was broken at.
    if (isSpace && used === 0) continue;
    for (const { text, ...style } of word) {
      for (const part of splitByWidth(text, width)) {
        if (used + measureWidth(part) > width) breakLine();
        append(lines.at(-1) ?? [], { ...style, text: part });
        used += measureWidth(part);
      }
    }
  }
  return lines;
}

/** Words that must not be broken, in one or more styles: "*NIO*'s" is one. */
function splitIntoWords(spans: readonly Span[]): Span[][] {
  const words: Span[][] = [];
  let isOpen = false;
  for (const span of spans) {
    for (const [piece] of span.text.matchAll(pieces)) {
      const standsAlone = breakable.test(piece);
      const part = { ...span, text: standsAlone && piece.trim() === "" ? " " : piece };
      if (isOpen && !standsAlone) words.at(-1)?.push(part);
      else words.push([part]);
      isOpen = !standsAlone;
    }
  }
  return words;
}

function append(line: Span[], span: Span): void {
  const last = line.at(-1);
  if (last !== undefined && last.bold === span.bold && last.struck === span.struck) {
    line[line.length - 1] = { ...last, text: last.text + span.text };
  } else line.push(span);
}
