// Text from outside on its way into a message: made plain, made inert, made short.

// Bidi overrides, zero-width characters, variation selectors and tags are all "default ignorable".
const invisible = /[[\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB]--[\t-\r\u0085]]/gv;
// Three marks on one letter are enough for every living script; more is noise that climbs over other lines.
const excessMarks = /(\p{M}{3})\p{M}+/gu;
const spaces = /[\s\u0085\p{Z}]+/gu;

/** Takes away what cannot be seen or cannot be read, and keeps paragraphs as single line breaks. */
export function cleanLines(text: string): string {
  const visible = text.toWellFormed().replace(invisible, "").replace(excessMarks, "$1");
  // Line by line: one expression over runs of blanks would try each run from each of its characters.
  const lines = visible.split(/[\n\r\v\f\u0085\u2028\u2029]/u).map((line) => line.replace(spaces, " "));
  return lines
    .filter((line, index) => index === 0 || index === lines.length - 1 || line.trim() !== "")
    .join("\n");
}

/** Makes one plain line of any text: nothing invisible, no control characters, at most three marks a letter. */
export function clean(text: string): string {
  return cleanLines(text).replace(spaces, " ").trim();
}

const lastLabel = String.raw`(?:\p{L}{2,24}|xn--[\p{L}\p{N}-]{1,59})`;
const bareLink = new RegExp(
  String.raw`(?<![\p{L}\p{N}_@./-])(?:[\p{L}\p{N}-]{1,63}\.){1,8}${lastLabel}(?=(?::\d{1,5})?/\S)`,
  "giu",
);
const bareWeb = /(?<![\p{L}\p{N}_])www\.(?=\S)/giu;
const schemeLink = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,30}):\/\/([^\s/?#<>"']*)/giu;

function breakDots(host: string): string {
  return host.replace(/(?<!\[)\.(?!\])/gu, "[.]");
}

function breakScheme(scheme: string): string {
  const broken = scheme.replace(/^http/iu, "hxxp");
  return /^hxxps?$/iu.test(broken) ? `${broken.toLowerCase()}://` : `${scheme}[:]//`;
}

/**
 * Breaks every link in a text so that nothing makes it clickable: `hxxps://evil[.]example/a`.
 *
 * Host names that stand alone stay as they are: nothing turns them into links, and they are facts.
 */
export function defang(text: string): string {
  return text
    .replace(bareLink, breakDots)
    .replace(bareWeb, (www) => `${www.slice(0, 3)}[.]`)
    .replace(
      schemeLink,
      (_, scheme: string, authority: string) => breakScheme(scheme) + breakDots(authority),
    );
}

// `\@everyone` would still notify, and a zero-width character in between would be copied along: a wide "＠" does neither.
const massMention = /@(?=everyone|here)|(?<=<)@/giu;
const markup = /[\\*_~`|<]/gu;
// `<:name:1>`, `<t:1:R>`, `</name:1>`: a colon inside such a code; "12:30" and "price: 5" need nothing.
const codeColon = /(?<!\d):(?=[\p{L}\p{N}_])|(?<=\d):(?=[\p{L}_])/gu;
const lineStart = /^(?:[#>+-]|\d{1,9}(?=[.)](?:\s|$)))/u;

/**
 * Makes any text show as it is in Discord: one line, no format, no link, nobody notified.
 *
 * Safe at the start of a line and inside bold, struck or quoted text; not inside code, where backslashes show.
 */
export function escapeMarkdown(text: string): string {
  return defang(clean(text))
    .replace(massMention, "＠")
    .replace(markup, String.raw`\$&`)
    .replace(codeColon, String.raw`\:`)
    .replaceAll("](", String.raw`]\(`)
    .replace(lineStart, (start) => (/^\d/u.test(start) ? `${start}\\` : `\\${start}`));
}

/** Makes any text safe inside a code block or inline code, where nothing but a backtick has a meaning. */
export function escapeCode(text: string): string {
  return defang(clean(text)).replaceAll("`", "'").replace(massMention, "＠");
}

const joined = /^[\p{M}\p{Emoji_Modifier}]/u;

/**
 * Shortens a text to `max` UTF-16 code units with "…" at its end.
 *
 * Never cuts through a surrogate pair, a letter and its marks, or a backslash and what it escapes.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  let end = max - 1;
  // Bounded: text that was not cleaned may carry thousands of marks on one letter.
  for (let tries = 0; tries < 8 && end > 0; tries += 1) {
    const splitsPair = /^[\uDC00-\uDFFF]/u.test(text.slice(end, end + 1)) && isHighSurrogate(text, end - 1);
    if (splitsPair) end -= 1;
    else if (joined.test(text.slice(end, end + 2))) end -= isHighSurrogate(text, end - 2) ? 2 : 1;
    else break;
  }
  if (isHighSurrogate(text, end - 1)) end -= 1;
  const kept = text.slice(0, end);
  const backslashes = kept.length - kept.replace(/\\+$/u, "").length;
  return `${kept.slice(0, end - (backslashes % 2)).trimEnd()}…`;
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Joins as many items as fit into `max` code units and says how many did not: "a, b … and 14 more". */
export function joinWithin(
  items: readonly string[],
  separator: string,
  max: number,
  more: (count: number) => string = (count) => `… and ${count} more`,
): string {
  const whole = items.join(separator);
  if (whole.length <= max) return whole;
  const tailSeparator = separator.includes("\n") ? separator : " ";
  let kept = "";
  let count = 0;
  for (const item of items) {
    const next = count === 0 ? item : kept + separator + item;
    if (next.length + `${tailSeparator}${more(items.length)}`.length > max) break;
    kept = next;
    count += 1;
  }
  if (count === 0) return cut(items[0] ?? "", max);
  return kept + tailSeparator + more(items.length - count);
}
