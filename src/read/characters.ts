import { load } from "cheerio/slim";

/** The references that texts of feeds use, by what stands between their marks, so that HTML's whole table is seldom asked. */
export const commonEntities: ReadonlyMap<string, string> = new Map(
  (
    "amp:& lt:< gt:> quot:\" apos:' nbsp:\u00A0 hellip:… mdash:— ndash:– lsquo:‘ rsquo:’ sbquo:‚ ldquo:“ rdquo:” bdquo:„ laquo:« raquo:» " +
    "lsaquo:‹ rsaquo:› bull:• middot:· copy:© reg:® trade:™ deg:° sect:§ para:¶ euro:€ pound:£ yen:¥ cent:¢ times:× divide:÷ plusmn:± " +
    "frac12:½ frac14:¼ sup2:² sup3:³ micro:µ iexcl:¡ iquest:¿ szlig:ß auml:ä Auml:Ä ouml:ö Ouml:Ö uuml:ü Uuml:Ü agrave:à aacute:á acirc:â " +
    "atilde:ã aring:å aelig:æ ccedil:ç egrave:è eacute:é Eacute:É ecirc:ê euml:ë igrave:ì iacute:í icirc:î iuml:ï ntilde:ñ ograve:ò oacute:ó " +
    "ocirc:ô otilde:õ oslash:ø ugrave:ù uacute:ú ucirc:û larr:← rarr:→ shy:\u00AD zwnj:\u200C zwj:\u200D " +
    "#8217:’ #8216:‘ #8220:“ #8221:” #8211:– #8212:— #8230:… #160:\u00A0 #38:& #038:& #39:' #039:' #34:\" #60:< #62:> #x27:' #8203:\u200B"
  )
    .split(" ")
    .map((entry): [string, string] => {
      const colon = entry.indexOf(":");
      return [entry.slice(0, colon), entry.slice(colon + 1)];
    }),
);
const entity = /&(?:([a-zA-Z][a-zA-Z0-9]{1,31});|#([0-9]{1,7});?|#[xX]([0-9a-fA-F]{1,6});?)/g;
const entityHere = new RegExp(entity, "y");
const xmlNumber = /^#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}))$/;
/** Distance between the marks of the longest reference, `&#1114111;`. */
const maxXmlReference = 9;
/** Names looked up in HTML's whole table for one text. */
const maxLookups = 300;
/** Has HTML's table. Made once: a document of its own for each text would take ten times as long as its names. */
const $ = load("", { xml: { xmlMode: false } }, false);

/** Control characters but for tab and line ends, and what is no character at all. */
const unwantedRanges = ["0000-0008", "000B-000C", "000E-001F", "007F-009F", "FFFE-FFFF"];
// Plain ranges: asked for as \p{Cc} the search takes four times as long.
const unwantedClass = unwantedRanges.map((range) => range.replaceAll(/\w{4}/g, "\\u$&")).join("");
const unwantedAll = new RegExp(`[${unwantedClass}]`, "g");
/** Those, and surrogates, of which one may lack its other half. */
const suspect = new RegExp(`[${unwantedClass}\\uD800-\\uDFFF]`);

/** What the 32 characters above ASCII mean where a page of Windows-1252 was passed off as something else. */
function fromWindows1252(code: number): string {
  const character = new TextDecoder("windows-1252").decode(Uint8Array.of(code));
  return character.codePointAt(0) === code ? "" : character;
}

/** Drops control characters and halves of surrogate pairs, and reads misdeclared Windows-1252 punctuation. */
export function cleanCharacters(text: string): string {
  if (!suspect.test(text)) return text;
  return text.toWellFormed().replaceAll(unwantedAll, (character) => {
    const code = character.charCodeAt(0);
    return code >= 0x80 && code <= 0x9f ? fromWindows1252(code) : "";
  });
}

function fromCode(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return fromWindows1252(code);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\uFFFD" : String.fromCodePoint(code);
}

/** The character of a reference, by what stands between its marks; null where there is none by that name. */
function xmlCharacter(name: string): string | null {
  switch (name) {
    case "lt":
      return "<";
    case "gt":
      return ">";
    case "quot":
      return '"';
    case "amp":
      return "&";
    case "apos":
      return "'";
    default: {
      const [, decimal, hex] = xmlNumber.exec(name) ?? [];
      // Feeds use HTML's names all the same.
      if (decimal === undefined && hex === undefined) return commonEntities.get(name) ?? null;
      return fromCode(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal));
    }
  }
}

/** Turns XML's own character references, and HTML's common ones, into the characters they name, once. */
export function decodeXmlEntities(text: string): string {
  let at = text.indexOf("&");
  if (at === -1) return text;
  let decoded = "";
  let from = 0;
  let end = -1;
  for (; at !== -1; at = text.indexOf("&", at + 1)) {
    if (end < at) end = text.indexOf(";", at);
    if (end === -1) break;
    if (end - at > maxXmlReference) continue;
    const character = xmlCharacter(text.slice(at + 1, end));
    if (character === null) continue;
    decoded += from === at ? character : text.slice(from, at) + character;
    from = end + 1;
  }
  return decoded + text.slice(from);
}

/** Looks names up in HTML's table of characters, which the parser has; unknown ones are left out. */
export function findEntities(names: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const unknown: string[] = [];
  for (const name of names) {
    const common = commonEntities.get(name);
    if (common !== undefined) found.set(name, common);
    else if (unknown.length < maxLookups) unknown.push(name);
  }
  if (unknown.length === 0) return found;
  const list = unknown.map((name) => `&${name};`).join("\n");
  const values = $(`<p>${list}</p>`).text().split("\n");
  for (const [index, name] of unknown.entries()) {
    const value = values[index];
    if (value !== undefined && value !== `&${name};`) found.set(name, value);
  }
  return found;
}

/** A character reference that was found in a text; `character` is null where its name is not known. */
interface Reference {
  readonly name: string;
  readonly character: string | null;
  /** One behind its last character. */
  readonly end: number;
}

/** Reads the character reference that begins at a position; null where there is none. */
export function decodeReference(
  text: string,
  at: number,
  names: ReadonlyMap<string, string>,
): Reference | null {
  entityHere.lastIndex = at;
  const [reference, name, decimal, hex] = entityHere.exec(text) ?? [];
  if (reference === undefined) return null;
  const end = at + reference.length;
  if (name !== undefined)
    return { name, character: commonEntities.get(name) ?? names.get(name) ?? null, end };
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  return { name: "", character: fromCode(code), end };
}

function replaceEntities(text: string, nameToText: (name: string, reference: string) => string): string {
  return text.replaceAll(entity, (reference: string, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return nameToText(name, reference);
    return fromCode(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal));
  });
}

/** Turns HTML's character references into the characters they name, once. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  const rare = new Set<string>();
  const decoded = replaceEntities(text, (name, reference) => {
    const common = commonEntities.get(name);
    if (common === undefined) rare.add(name);
    return common ?? reference;
  });
  if (rare.size === 0) return decoded;
  const named = findEntities(rare);
  if (named.size === 0) return decoded;
  // From the start: what has been decoded may look like a reference, and is none.
  return replaceEntities(text, (name, reference) => commonEntities.get(name) ?? named.get(name) ?? reference);
}
