import type { Evidence, Quote } from "../model.ts";
import { findPersonalData, hideParts, redact } from "./redact.ts";
import { clean, cleanLines, cut } from "./text.ts";

const maxQuote = 300;
const maxMatched = 160;
// Wide enough that no key block or address that touches the quote is seen only in part.
const context = 8192;

// A full stop ends a sentence unless a small letter or a number follows: "NIO Inc. said", "Rs. 400".
const sentenceEnd = /[.!?]["'”’)\]]{0,3}(?=\s+(?![\p{Ll}\p{N}]))|[。！？][”’」』）]{0,3}|\n/gu;

function afterLastSentence(text: string): string {
  let start = 0;
  for (const match of text.matchAll(sentenceEnd)) start = match.index + match[0].length;
  return text.slice(start).trimStart();
}

function untilSentenceEnd(text: string): string {
  const match = text.matchAll(sentenceEnd).next().value;
  return (match === undefined ? text : text.slice(0, match.index + match[0].length)).trimEnd();
}

function cutStart(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 2) return "";
  const kept = text.slice(text.length - max + 1).replace(/^[\uDC00-\uDFFF\p{M}]+/u, "");
  // At a word's beginning, where words have spaces between them.
  const space = kept.slice(0, 24).indexOf(" ");
  return `…${space === -1 ? kept : kept.slice(space + 1)}`;
}

function cutEnd(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = cut(text, max);
  const space = kept.lastIndexOf(" ");
  return space > kept.length - 24 && space > 0 ? `${kept.slice(0, space)}…` : kept;
}

/**
 * Quotes the sentence around a piece of evidence: at most 300 characters, cleaned and with personal data hidden.
 *
 * @param fieldText - the whole text of the field that the evidence points into
 */
export function makeQuote(fieldText: string, evidence: Evidence): Quote {
  const { start, end } = evidence;
  const stands = fieldText.slice(start, end) === evidence.text;
  const before = stands ? cleanLines(fieldText.slice(Math.max(0, start - context), start)) : "";
  const matched = clean(evidence.text.slice(0, context));
  const after = stands ? cleanLines(fieldText.slice(end, end + context)) : "";

  const text = before + matched + after;
  const parts = findPersonalData(text);
  const matchEnd = before.length + matched.length;
  // Judged by itself: a company's domain stays readable inside an address of which the person's part is hidden.
  const shownMatch = cutEnd(redact(matched), maxMatched);
  const shownBefore = afterLastSentence(hideParts(text, parts, 0, before.length));
  const shownAfter = untilSentenceEnd(hideParts(text, parts, matchEnd, text.length));

  const room = maxQuote - shownMatch.length;
  const half = Math.floor(room / 2);
  const roomBefore = Math.max(half, room - shownAfter.length);
  const quotedBefore = cutStart(shownBefore, roomBefore);
  return {
    field: evidence.field,
    before: quotedBefore,
    text: shownMatch,
    after: cutEnd(shownAfter, room - quotedBefore.length),
  };
}
