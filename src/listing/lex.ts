/** Text → tokens, in one pass. */

/** What stands between a token and the one before it. */
type Gap = "none" | "hyphen" | "space" | "line" | "paragraph";

/** A word, a number, a character of a script without spaces, or a mark. */
export interface Token {
  /** `glyph`: one character of a script that is written without spaces. `host`: a domain name. */
  readonly kind: "word" | "number" | "glyph" | "mark" | "host" | "link";
  /** Offsets into the folded text. */
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  /** For look-ups: lower case, without apostrophes and accents. */
  readonly key: string;
  readonly gap: Gap;
}

// Endings by which a dotted word is taken for a host name; "again.Then" and "e.g." are none.
const hostEndings = new Set(
  (
    "com org net info biz io ru cn edu gov mil int us uk de fr es it pt br jp kr in id au nz ca mx ar cl co pe nl be ch at pl cz sk hu ro bg gr tr il ir " +
    "ua by kz se no fi dk is ie za ng ke eg sa ae pk bd lk vn th my sg ph tw hk app dev xyz site online shop top club me tv cc ws to pw onion example eu asia"
  ).split(" "),
);
// Written before a number without a space: "usd115", "rs500", "btc0.5".
const numberPrefixes = new Set(
  "usd eur gbp btc xmr eth ltc usdt rs inr rmb cny aud cad nzd hkd sgd jpy krw chf sek nok dkk mxn brl rub us".split(
    " ",
  ),
);
const letter = /[\p{L}\p{M}]/u;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isSpace = (code: number): boolean => code === 0x20 || code === 9 || code === 10 || code === 13;

/** Scripts without spaces between words: each character is a token of its own. */
const isGlyph = (code: number): boolean =>
  (code >= 0x3040 && code <= 0x30ff && code !== 0x30fb) ||
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0xac00 && code <= 0xd7af) ||
  code === 0x3005;

function isLetter(text: string, at: number, code: number): boolean {
  if (code < 0x80) return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  if (isGlyph(code)) return false;
  if (code >= 0xd800 && code <= 0xdbff) return letter.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
  return letter.test(String.fromCharCode(code));
}

/** Lower case, without apostrophes and Latin accents. */
export function lookupKey(word: string): string {
  const lower = word.toLowerCase();
  if (!/[^a-z0-9]/.test(lower)) return lower;
  return lower
    .replaceAll("'", "")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
}

/** Reads a folded text into tokens; every character but white space belongs to exactly one of them. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let gap: Gap = "paragraph";
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      [gap, at] = skipSpace(text, at);
      continue;
    }
    const previous = tokens.at(-1);
    if (
      code === 0x2d &&
      gap === "none" &&
      previous !== undefined &&
      previous.kind !== "mark" &&
      joins(text, at + 1)
    ) {
      gap = "hyphen";
      at++;
      continue;
    }
    const token = tokenAt(text, at, code, gap);
    tokens.push(token);
    at = token.end;
    gap = "none";
  }
  return tokens;
}

/** Whether a hyphen before `at` joins two words. */
const joins = (text: string, at: number): boolean =>
  at < text.length && isLetter(text, at, text.charCodeAt(at));

function skipSpace(text: string, from: number): [Gap, number] {
  let at = from;
  let lines = 0;
  while (at < text.length && isSpace(text.charCodeAt(at))) if (text.charCodeAt(at++) === 10) lines++;
  return [lines > 1 ? "paragraph" : lines === 1 ? "line" : "space", at];
}

function tokenAt(text: string, at: number, code: number, gap: Gap): Token {
  const make = (kind: Token["kind"], end: number): Token => {
    const piece = text.slice(at, end);
    // Neither has case or accents.
    const key = kind === "mark" || kind === "glyph" ? piece : lookupKey(piece);
    return { kind, start: at, end, text: piece, key, gap };
  };
  if (isDigit(code)) return make("number", numberEnd(text, at));
  if (isGlyph(code)) return make("glyph", at + 1);
  if (isLetter(text, at, code)) {
    const end = wordEnd(text, at);
    if (text.startsWith("://", end)) return make("link", linkEnd(text, end));
    const host = hostEnd(text, at, end);
    if (host > end) return make("host", host);
    const dotted = abbreviationEnd(text, at, end);
    if (dotted > end)
      return {
        kind: "word",
        start: at,
        end: dotted,
        text: text.slice(at, dotted),
        key: lookupKey(text.slice(at, dotted).replaceAll(".", "")),
        gap,
      };
    return make("word", end);
  }
  return make("mark", at + (code >= 0xd800 && code <= 0xdbff ? 2 : 1));
}

const afterDotThreeDigits = (text: string, at: number): boolean =>
  isDigit(text.charCodeAt(at)) &&
  isDigit(text.charCodeAt(at + 1)) &&
  isDigit(text.charCodeAt(at + 2)) &&
  !isDigit(text.charCodeAt(at + 3));

function numberEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  const firstGroup = at - start;
  for (;;) {
    const code = text.charCodeAt(at);
    const separates = code === 0x2c || code === 0x2e || code === 0x27;
    if (separates && isDigit(text.charCodeAt(at + 1))) {
      at++;
      while (isDigit(text.charCodeAt(at))) at++;
    } else if (
      code === 0x20 &&
      firstGroup <= 3 &&
      afterDotThreeDigits(text, at + 1) &&
      spacesOnly(text, start, at)
    )
      at += 4;
    else return at;
  }
}

/** "1 500 000": groups joined by spaces hold no other separator but a final decimal one. */
function spacesOnly(text: string, start: number, end: number): boolean {
  // Bounded: a number longer than this is no amount, and looking back further would cost its square.
  if (end - start > 24) return false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code) && code !== 0x20) return false;
  }
  return true;
}

function wordEnd(text: string, start: number): number {
  // "$A1.53m": the letters name the dollar, the digits are the amount.
  const afterSign = text.charCodeAt(start - 1) === 0x24;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLetter(text, at, code)) at += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    else if (
      isDigit(code) &&
      !afterSign &&
      !(at - start <= 4 && numberPrefixes.has(text.slice(start, at).toLowerCase()))
    )
      at++;
    else if (code === 0x27 && at + 1 < text.length && isLetter(text, at + 1, text.charCodeAt(at + 1))) at++;
    else if (code === 0x5f && at + 1 < text.length && isLetter(text, at + 1, text.charCodeAt(at + 1))) at++;
    else break;
  }
  return at;
}

function linkEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSpace(text.charCodeAt(at)) && !`"'<>()`.includes(text.charAt(at))) at++;
  return at;
}

const hostCharacter = (code: number): boolean =>
  isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x2d;

/** End of the host name (or mail address) that begins with the word, else the word's own end. */
function hostEnd(text: string, start: number, end: number): number {
  let at = end;
  let best = end;
  let labels = 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if ((code !== 0x2e && code !== 0x40) || !hostCharacter(text.charCodeAt(at + 1)) || labels > 8)
      return best;
    const label = at + 1;
    at = label;
    while (hostCharacter(text.charCodeAt(at)) && at - label < 64) at++;
    labels++;
    if (hostEndings.has(text.slice(label, at).toLowerCase()) && end - start > 1) best = at;
  }
}

/** "U.S.", "d.o.b.": single letters with dots. */
function abbreviationEnd(text: string, start: number, end: number): number {
  if (end - start !== 1) return end;
  let at = end;
  let last = end;
  for (let letters = 1; letters < 6 && text.charCodeAt(at) === 0x2e; letters++) {
    const next = at + 1;
    if (
      next >= text.length ||
      !isLetter(text, next, text.charCodeAt(next)) ||
      wordEnd(text, next) !== next + 1
    )
      break;
    at = next + 1;
    last = at;
  }
  return last > end && text.charCodeAt(last) === 0x2e ? last + 1 : last;
}
