/** A piece of text in one style. */
export interface Span {
  readonly text: string;
  readonly bold: boolean;
  readonly struck: boolean;
}

// The part of Discord's Markdown that our messages use; text from outside has every sign of it escaped.
const token = /\\([^\p{L}\p{N}\s])|(\*\*)|(~~)|<t:(-?\d{1,14}):([a-zA-Z])>|<@&\d{1,20}>|`([^`\n]*)`/gu;
const control = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** Takes away what could move the cursor, change the terminal or turn the direction of reading. */
export function makePlain(text: string): string {
  return text.replace(control, "");
}

/** How what has no plain form is written. */
export interface MarkdownWords {
  /** Writes a Discord timestamp, given in seconds and style, for the reader. */
  readonly showTime: (seconds: number, style: string) => string;
  /** Signs around bold and struck text where the reader sees no styles; empty where styles are seen. */
  readonly boldSign: string;
  readonly struckSign: string;
}

/** Reads one line of a message's Markdown into styled pieces. */
export function parseMarkdown(line: string, words: MarkdownWords): Span[] {
  const spans: Span[] = [];
  let bold = false;
  let struck = false;
  let position = 0;
  const add = (text: string): void => {
    const safe = makePlain(text);
    if (safe !== "") spans.push({ text: safe, bold, struck });
  };
  for (const match of line.matchAll(token)) {
    add(line.slice(position, match.index));
    position = match.index + match[0].length;
    const [, escaped, boldMark, strikeMark, seconds, style, code] = match;
    if (boldMark !== undefined) {
      bold = !bold;
      add(words.boldSign);
    } else if (strikeMark !== undefined) {
      struck = !struck;
      add(words.struckSign);
    } else if (seconds !== undefined) add(words.showTime(Number(seconds), style ?? "f"));
    else add(escaped ?? code ?? "@role");
  }
  add(line.slice(position));
  return spans;
}
