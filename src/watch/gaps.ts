/** How two neighbouring tokens are parted. */
export type Gap =
  | "none"
  | "space"
  | "hyphen"
  | "apostrophe"
  | "dot"
  | "slash"
  | "initial"
  | "comma"
  | "break";

const lineFeed = 0x0a;

/**
 * Tells what parts two tokens.
 *
 * @param from - end of the first token
 * @param to - start of the second
 * @param lengthBefore - length of the first token: an abbreviation's dot ends no sentence
 */
export function readGap(text: string, from: number, to: number, lengthBefore: number): Gap {
  if (from === to) return "none";
  return to - from === 1 ? singleGap(text.charCodeAt(from)) : wideGap(text, from, to, lengthBefore);
}

function singleGap(unit: number): Gap {
  switch (unit) {
    case 0x20:
    case 0x5f:
    case 0xa0:
    case lineFeed:
    case 0x09:
    case 0x3000:
    case 0x202f:
      return "space";
    case 0x2d:
    case 0x2010:
    case 0x2011:
      return "hyphen";
    case 0x27:
    case 0x2019:
    case 0x60:
    case 0xb4:
    case 0x2bc:
      return "apostrophe";
    case 0x2e:
      return "dot";
    case 0x2f:
    case 0x5c:
      return "slash";
    case 0x2c:
    case 0x3001:
    case 0xff0c:
      return "comma";
    case 0x30fb:
    case 0xb7:
    case 0x21:
    case 0x2b:
    case 0x2122:
    case 0xae:
      return "space";
    default:
      return "break";
  }
}

function wideGap(text: string, from: number, to: number, lengthBefore: number): Gap {
  if (to - from > 4) return "break";
  const first = text.charCodeAt(from);
  if (isSpace(first)) {
    if (!areSpaces(text, from + 1, to)) return isPlusBetweenSpaces(text, from, to) ? "space" : "break";
    return countLines(text, from, to) > 1 ? "break" : "space";
  }
  if (!areSpaces(text, from + 1, to)) return "break";
  switch (first) {
    case 0x2c:
      return "comma";
    // "St. Jude", "J. P. Morgan", "Inc. Magazine".
    case 0x2e:
      return lengthBefore <= 2 ? "initial" : "break";
    // "Yahoo! says", "customers' data": marks that belong to the word before them.
    case 0x21:
    case 0x2122:
    case 0xae:
    case 0xa9:
    case 0x27:
    case 0x2019:
      return "space";
    default:
      return "break";
  }
}

/** "AT + T". */
function isPlusBetweenSpaces(text: string, from: number, to: number): boolean {
  return to - from === 3 && text.charCodeAt(from + 1) === 0x2b && isSpace(text.charCodeAt(from + 2));
}

function areSpaces(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === lineFeed) lines++;
  return lines;
}

function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return /\s/.test(String.fromCharCode(unit));
}
