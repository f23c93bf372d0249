/** Text in one spelling, with the way back to the original. */
import type { Evidence, TextField } from "../model.ts";

/** A field's text, normalised for reading; `starts` and `ends` lead back to the original. */
export interface FoldedText {
  readonly field: TextField;
  readonly original: string;
  /** Compatibility forms replaced, odd spaces, quotes and dashes made plain; the case is kept. */
  readonly text: string;
  /** Original offset at which the code unit begins; null where both texts are the same. */
  readonly starts: Uint32Array | null;
  /** Original offset at which it ends. */
  readonly ends: Uint32Array | null;
}

const plainForms: ReadonlyMap<string, string> = new Map([
  ["\u2018", "'"],
  ["\u2019", "'"],
  ["\u201b", "'"],
  ["\u02bc", "'"],
  ["\u0060", "'"],
  ["\u201c", '"'],
  ["\u201d", '"'],
  ["\u201e", '"'],
  ["\u201f", '"'],
  ["\u00ab", '"'],
  ["\u00bb", '"'],
  ["\u2010", "-"],
  ["\u2011", "-"],
  ["\u2012", "-"],
  ["\u2212", "-"],
  ["\u3000", " "],
  ["\u2028", "\n"],
  ["\u2029", "\n"],
  ["\u0085", "\n"],
]);

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["nbsp", " "],
  ["quot", '"'],
  ["apos", "'"],
  ["lt", "<"],
  ["gt", ">"],
  ["euro", "€"],
  ["pound", "£"],
  ["yen", "¥"],
  ["dollar", "$"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["rsquo", "'"],
  ["lsquo", "'"],
  ["ldquo", '"'],
  ["rdquo", '"'],
  ["hellip", "…"],
]);

const maxEntityLength = 10;
// A base character with more marks than this is decoration ("zalgo"); the rest of the marks are read one by one.
const maxMarks = 8;
const nonAscii = /[^\t\n\r\x20-\x7e]/;
const mark = /^\p{M}$/u;
const space = /^\p{Zs}$/u;
const invisible = /^[\p{Cf}\p{Cc}]$/u;
// Compatibility forms of these mean something else than the plain digit: "$100²", "½".
const keptForms = /^[\p{No}\u2026\u2122\u00aa\u00ba]$/u;

/**
 * Normalises a field's text for reading, at most `maxLength` code units of it.
 *
 * Full-width forms, odd spaces, typographic quotes and character entities become plain; what cannot be seen vanishes.
 */
export function foldText(field: TextField, original: string, maxLength: number): FoldedText {
  const source = original.length > maxLength ? original.slice(0, maxLength) : original;
  if (!nonAscii.test(source) && !source.includes("&") && !source.includes("`"))
    return { field, original, text: source, starts: null, ends: null };
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const push = (piece: string, start: number, end: number): void => {
    parts.push(piece);
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(start);
      ends.push(end);
    }
  };
  let at = 0;
  while (at < source.length) {
    const [piece, end] = foldAt(source, at);
    if (piece !== "") push(piece, at, end);
    at = end;
  }
  return {
    field,
    original,
    text: parts.join(""),
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
  };
}

function foldAt(source: string, at: number): [piece: string, end: number] {
  const code = source.charCodeAt(at);
  const next = source.charCodeAt(at + 1);
  if (code === 0x26) return entityAt(source, at) ?? ["&", at + 1];
  if (code < 0x80 && !(next >= 0x300)) {
    if (code === 0x60) return ["'", at + 1];
    if (code >= 0x20 || code === 9 || code === 10 || code === 13) return [source.charAt(at), at + 1];
    return ["", at + 1];
  }
  const point = source.codePointAt(at) ?? code;
  let cluster = String.fromCodePoint(point);
  let end = at + cluster.length;
  const plain = plainForms.get(cluster);
  if (plain !== undefined) return [plain, end];
  if (space.test(cluster)) return [" ", end];
  if (invisible.test(cluster)) return ["", end];
  for (let marks = 0; marks < maxMarks && end < source.length; marks++) {
    const follower = String.fromCodePoint(source.codePointAt(end) ?? 0);
    if (!mark.test(follower)) break;
    cluster += follower;
    end += follower.length;
  }
  if (keptForms.test(cluster)) return [cluster, end];
  // A lone surrogate stays as it is: it has no normal form.
  return [asciiDigit(point) ?? cluster.normalize("NFKC"), end];
}

/** Arabic and Devanagari digits, which have no compatibility form. */
function asciiDigit(point: number): string | null {
  for (const zero of [0x660, 0x6f0, 0x966, 0x9e6])
    if (point >= zero && point <= zero + 9) return String(point - zero);
  return null;
}

function entityAt(source: string, at: number): [piece: string, end: number] | null {
  const close = source.slice(at, at + maxEntityLength).indexOf(";");
  if (close < 2) return null;
  const name = source.slice(at + 1, at + close);
  const end = at + close + 1;
  const known = entities.get(name.toLowerCase());
  if (known !== undefined) return [known, end];
  const digits = /^#(?:x([\da-f]{1,5})|(\d{1,6}))$/i.exec(name);
  if (digits === null) return null;
  const point = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  if (point < 0x20 || point > 0xffff || (point >= 0xd800 && point < 0xe000)) return null;
  return [plainForms.get(String.fromCharCode(point)) ?? String.fromCharCode(point).normalize("NFKC"), end];
}

/** Where something stands in the original text. */
export type Place = Omit<Evidence, "confidence">;

/** Quotes the original text behind a stretch of the folded one. */
export function placeAt(folded: FoldedText, start: number, end: number): Place {
  const from = folded.starts?.[start] ?? start;
  const to = end > start ? (folded.ends?.[end - 1] ?? end) : from;
  return { field: folded.field, start: from, end: to, text: folded.original.slice(from, to) };
}

/** The same, with how sure what is read there is. */
export function evidenceAt(folded: FoldedText, start: number, end: number, confidence: number): Evidence {
  return {
    ...placeAt(folded, start, end),
    confidence: Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100,
  };
}
