import { type CivilTime } from "./civil.ts";
import { findMonth, findWeekday, zoneOffsets } from "./words.ts";

type Token = { readonly letter: string; readonly width: number } | { readonly literal: string };

function parsePattern(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (const [, quoted, letters, other] of pattern
    .matchAll(/'([^']*)'|(([A-Za-z])\3*)|([^A-Za-z'])/g)
    .map(([all, quote, run, , rest]) => [all, quote, run, rest] as const)) {
    if (letters !== undefined) tokens.push({ letter: letters.charAt(0), width: letters.length });
    else tokens.push({ literal: quoted ?? other ?? "" });
  }
  return tokens;
}

/** How a token's value may look; sticky, so that the text is read from left to right once. */
function expressionOf({ letter, width }: { readonly letter: string; readonly width: number }): RegExp | null {
  switch (letter) {
    case "y":
    case "u":
      return width === 2 ? /(\d{2})/y : /(\d{4})/y;
    case "M":
    case "L":
      return width >= 3 ? /([\p{L}\p{M}.]{3,20})/uy : /(\d{1,2})/y;
    case "d":
    case "H":
    case "h":
    case "k":
    case "K":
    case "m":
    case "s":
      return /(\d{1,2})/y;
    case "S":
      return /(\d{1,9})/y;
    case "a":
      return /([ap]\.?m\.?)/iy;
    case "E":
      return /([\p{L}\p{M}.]{2,20})/uy;
    case "Z":
    case "X":
    case "x":
    case "O":
      return /(z|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?|gmt|utc)/iy;
    case "z":
    case "V":
      return /([A-Za-z]{1,5}(?:\/[A-Za-z_/]{2,30})?)/y;
    default:
      return null;
  }
}

/** Minutes east of UTC of `+0200`, `-5`, `UTC+2`, `EST`; an IANA name as it is; null for nothing of the kind. */
export function parseZone(text: string): number | string | null {
  const offset = /^(?:gmt|utc|ut|z)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return offset[1] === "-" ? -minutes : minutes;
  }
  const name = text.toLowerCase();
  // "at" is a word, "AT" a zone.
  if (text !== text.toUpperCase() && !/^(?:utc?|gmt|z)$/.test(name))
    return /^[a-z]+\/[a-z_/+-]+\d{0,2}$/i.test(text) ? text : null;
  if (Object.hasOwn(zoneOffsets, name)) return zoneOffsets[name] ?? null;
  return /^[a-z]+\/[a-z_/+-]+\d{0,2}$/i.test(text) ? text : null;
}

/** Full years of two digits: 70 to 99 are the last century's. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/** 0 to 23. */
export function hour24(hour: number, meridiem: string | undefined): number {
  if (meridiem === undefined) return hour;
  const isAfternoon = /^(?:p|오후|下午|午後)/i.test(meridiem);
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

/**
 * Reads a date by a pattern of Unicode tokens, such as `MM-dd-yyyy, hh:mm a`.
 *
 * White space counts loosely, quoted letters stand for themselves, and what follows the pattern is left unread.
 * @see https://unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table
 */
export function parseByPattern(text: string, pattern: string): CivilTime | null {
  const value = new Map<string, string>();
  let month: number | null = null;
  let zone: number | string | null = null;
  let at = 0;
  for (const token of parsePattern(pattern.trim())) {
    if ("literal" in token) {
      const wanted = token.literal.trim();
      while (/\s/.test(text.charAt(at))) at++;
      if (!text.slice(at).toLowerCase().startsWith(wanted.toLowerCase())) return null;
      at += wanted.length;
      continue;
    }
    const expression = expressionOf(token);
    if (expression === null) return null;
    while (/\s/.test(text.charAt(at))) at++;
    expression.lastIndex = at;
    const found = expression.exec(text)?.[1];
    if (found === undefined) return null;
    at += found.length;
    if ((token.letter === "M" || token.letter === "L") && token.width >= 3) {
      month = findMonth(found);
      if (month === null) return null;
    } else if (token.letter === "E") {
      if (findWeekday(found) === null && found.length < 2) return null;
    } else if ("ZXxOzV".includes(token.letter)) {
      zone = parseZone(found);
    } else {
      value.set(token.letter, found);
    }
  }
  const year = value.get("y") ?? value.get("u");
  month ??= Number(value.get("M") ?? value.get("L") ?? "0");
  if (year === undefined || month === 0) return null;
  const hour = value.get("H") ?? value.get("h") ?? value.get("k") ?? value.get("K");
  return {
    year: fullYear(year),
    month,
    day: Number(value.get("d") ?? "1"),
    hour: hour === undefined ? 0 : hour24(Number(hour), value.get("a")),
    minute: Number(value.get("m") ?? "0"),
    second: Number(value.get("s") ?? "0"),
    millisecond: Math.trunc(Number(`0.${value.get("S") ?? "0"}`) * 1000),
    hasTime: hour !== undefined,
    zone,
  };
}
