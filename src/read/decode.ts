import { isUtf8 } from "node:buffer";
import { SourceError } from "../errors.ts";
import { maxDocumentLength } from "./limits.ts";

type Decoder = InstanceType<typeof TextDecoder>;

/** What servers say by default, and templates by habit. */
const weakWords = new Set(["windows-1252", "us-ascii"]);
/** Share of a text's non-ASCII characters that may be broken in what is still called UTF-8. */
const maxBrokenShare = 0.1;

/** How a decoder is asked for: the names of the wild, in the names of the Encoding Standard. */
function findDecoder(label: string | undefined): Decoder | null {
  if (label === undefined) return null;
  const plain = label.trim().toLowerCase();
  const spellings = [
    plain,
    plain.replaceAll("_", "-"),
    plain.replace(/^(?:cp|win|ms|windows)[-_]?(\d{3,4})$/, "windows-$1"),
    plain.replace(/^(?:iso|latin)?[-_]?8859[-_]?(\d{1,2})(?:[-_:].*)?$/, "iso-8859-$1"),
    plain.replace(/^utf[-_]?8.*$/, "utf-8"),
    plain.replace(/^mac[-_]?roman$/, "macintosh"),
  ];
  for (const spelling of spellings) {
    try {
      return new TextDecoder(spelling);
    } catch {
      // RangeError: no such encoding by that name. The next spelling may be one.
    }
  }
  return null;
}

/** A byte order mark, or the pattern that ASCII makes in 16 or 32 bits. */
function sniffUnicode(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return "utf-32le";
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "utf-32be";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (bytes.length < 4) return null;
  if (a !== 0 && b === 0 && c === 0 && d === 0) return "utf-32le";
  if (a === 0 && b === 0 && c === 0 && d !== 0) return "utf-32be";
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "utf-16be";
  return null;
}

function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= view.byteLength; at += 4) {
    const code = view.getUint32(at, isLittleEndian);
    parts.push(code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\uFFFD" : String.fromCodePoint(code));
  }
  return parts.join("").replace(/^\uFEFF/, "");
}

/** What the document says of itself: XML's prolog or HTML's meta. */
function declaredInside(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  const prolog = /<\?xml\b[^>]{0,300}?\bencoding\s{0,20}=\s{0,20}["']\s{0,20}([\w.:-]{1,40})/i.exec(head);
  const label =
    prolog?.[1] ??
    /<meta\b[^>]{0,500}?\bcharset\s{0,20}=\s{0,20}["']?\s{0,20}([\w.:-]{1,40})/i.exec(head)?.[1];
  // Had it been 16 bits wide, it could not have been read here.
  return label !== undefined && /^(?:utf|ucs|iso-10646)[-_]?(?:16|32|2|4)/i.test(label) ? undefined : label;
}

function isMostlyUtf8(text: string): boolean {
  if (!text.includes("\uFFFD")) return true;
  let broken = 0;
  let sound = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken++;
    else if (code > 0x7f) sound++;
  }
  return broken <= Math.max(sound * maxBrokenShare, sound > 0 ? 1 : 0);
}

/**
 * Decodes a document.
 *
 * A byte order mark or the pattern of 16 or 32 bits decides first, then what the server said, then what the document
 * says of itself. Latin-1 and ASCII from a server are its default rather than knowledge: the document's own word
 * goes before them. Where UTF-8 is said but untrue, the next word counts, at last Windows-1252.
 * @throws {@link SourceError} `too-large`
 */
export function decodeBytes(bytes: Uint8Array, contentType?: string): string {
  if (bytes.byteLength > maxDocumentLength) {
    throw new SourceError("too-large", `${bytes.byteLength} bytes, at most ${maxDocumentLength} are read`);
  }
  const unicode = sniffUnicode(bytes);
  if (unicode?.startsWith("utf-32") === true) return decodeUtf32(bytes, unicode === "utf-32le");
  if (unicode !== null) return new TextDecoder(unicode).decode(bytes);

  const http = findDecoder(
    /\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i.exec(contentType ?? "")?.[1],
  );
  const inside = findDecoder(declaredInside(bytes));
  const utf8 = new TextDecoder("utf-8");
  const isWeak = (decoder: Decoder | null | undefined): boolean => weakWords.has(decoder?.encoding ?? "");
  const said = isWeak(http) ? [inside ?? utf8, http] : [http, inside, utf8];
  // Latin-1 that happens to be UTF-8 is not found: it was UTF-8 that passed through a template.
  const candidates = isWeak(said.find((decoder) => decoder !== null)) && isUtf8(bytes) ? [utf8] : said;
  for (const decoder of candidates) {
    if (decoder === null) continue;
    const text = decoder.decode(bytes);
    if (decoder.encoding !== "utf-8" || isMostlyUtf8(text)) return text;
  }
  return new TextDecoder("windows-1252").decode(bytes);
}
