// How many columns a text takes where every character has the same width: tables in code blocks, terminals.

const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

const zeroWidth = /^[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;
const emoji = /^\p{Emoji_Presentation}$/u;

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return 1;
  if (zeroWidth.test(character)) return 0;
  return wide.some(([from, to]) => code >= from && code <= to) || emoji.test(character) ? 2 : 1;
}

/** Columns that a text takes: CJK characters and emoji two, marks none. */
export function measureWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Cuts a text to at most `max` columns, with "…" at its end where something was cut. */
export function cutToWidth(text: string, max: number): string {
  if (measureWidth(text) <= max) return text;
  let kept = "";
  let width = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > max - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Splits a text into pieces of at most `max` columns each (one character at least). */
export function splitByWidth(text: string, max: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let width = 0;
  for (const character of text) {
    const next = characterWidth(character);
    if (piece !== "" && width + next > max) {
      pieces.push(piece);
      piece = "";
      width = 0;
    }
    piece += character;
    width += next;
  }
  return piece === "" ? pieces : [...pieces, piece];
}

/** Fills a text with spaces to `width` columns, the text at the left or the right of them. */
export function padToWidth(text: string, width: number, align: "left" | "right"): string {
  const padding = " ".repeat(Math.max(0, width - measureWidth(text)));
  return align === "left" ? text + padding : padding + text;
}
