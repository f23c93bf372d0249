import {
  expansionLetters,
  firstLetter,
  firstSingle,
  type FoldTable,
  ignorable,
  isExpansion,
  isSingle,
  separator,
  squeeze,
} from "./fold.ts";

const hashSeed = 0x811c_9dc5 | 0;
const hashPrime = 0x0100_0193;
const checkSeed = 0x1b87_3593;
const chainPrime = 0x85eb_ca6b | 0;
const ampersand = 0x26;
// "&" is a token that says the same as the word: its hashes are those of "and".
const andHash = 254_395_046;
const andCheck = -682226988;
/** Bits of the gate; 4 Mbit turn 90 % of the misses away at a million names. */
export const gateBits = 22;
const gateShift = 32 - gateBits;

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

/**
 * The tokens of one text: positions, and two hashes of each folded token (64 bits identify it).
 *
 * Words are runs of letters and digits; Han, kana and Hangul are one token a character; "&" is a token.
 * The buffers are kept from text to text.
 */
export class TokenStream {
  text = "";
  count = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** The first hash of each token; {@link check} gives the second. */
  hashes = new Int32Array(64);
  /** Tokens that a watched name may begin with, in order; only the first `admitted` count. */
  admittedTokens = new Int32Array(64);
  admitted = 0;
  /** Tokens before which a dot may join the labels of a host ("acme.example", "acme[.]example"). */
  dots: number[] = [];
  readonly #fold: FoldTable;
  readonly #gate: Uint32Array | null;

  /** @param gate - bits of the first tokens that names begin with; null: no token is admitted */
  constructor(fold: FoldTable, gate: Uint32Array | null = null) {
    this.#fold = fold;
    this.#gate = gate;
  }

  /** Reads a text; linear, whatever it holds. */
  read(text: string): this {
    this.text = text;
    this.dots = [];
    this.admitted = 0;
    this.count = 0;
    // A token needs a character and mostly a separator; what is denser grows the buffers on the way.
    this.#reserve(text.length >>> 1);
    const { units } = this.#fold;
    const { length } = text;
    let start = 0;
    let hash = hashSeed;
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at);
      const folded = units[unit] as number;
      if (folded > 0 && folded < firstSingle) hash = Math.imul(hash ^ folded, hashPrime);
      else if (folded === separator) {
        if (start < at) {
          this.#end(start, at, hash);
          hash = hashSeed;
          // ".", "[", "(", "{": what the labels of a host are joined by, plain or defanged.
          if (unit === 0x2e || unit === 0x5b || unit === 0x28 || unit === 0x7b) this.#noteJoint(at);
        }
        if (unit === ampersand) this.#end(at, at + 1, andHash);
        start = at + 1;
      } else {
        // A separator, if any comes next, is met with no token begun: its joint is noted here.
        const next = this.#readRest(at, start < at ? start : -1, hash);
        if (next < length && /[.[({]/.test(text.charAt(next))) this.#noteJoint(next);
        hash = hashSeed;
        start = next;
        at = next - 1;
      }
    }
    if (start < length) this.#end(start, length, hash);
    return this;
  }

  /** Ends a token: keeps it, and notes whether a watched name may begin with it. */
  #end(start: number, end: number, hash: number): void {
    const { count } = this;
    if (count >= this.starts.length) this.#reserve(count * 2);
    this.starts[count] = start;
    this.ends[count] = end;
    this.hashes[count] = hash;
    const gate = this.#gate;
    if (gate !== null) {
      const bit = hash >>> gateShift;
      if ((((gate[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1)
        this.admittedTokens[this.admitted++] = count;
    }
    this.count = count + 1;
  }

  /** Notes the next token as one that a dot may join to the last: "acme.example", "acme[.]example", "acme(dot)example". */
  #noteJoint(at: number): void {
    if (!/\s/.test(this.text.charAt(at + 1))) this.dots.push(this.count);
  }

  /**
   * Reads a token on where it holds more than plain letters, or is a character alone.
   *
   * @param from - the first unit that is not plain
   * @param begun - where the token began; negative if it begins here
   * @returns where to go on
   */
  #readRest(from: number, begun: number, hashed: number): number {
    const { text } = this;
    let start = begun;
    let hash = hashed;
    let at = from;
    let end = from;
    let isClosed = false;
    while (at < text.length) {
      const folded = this.#resolve(at);
      if (folded === ignorable) {
        at++;
        // A mark belongs to the letter before it, and so to what is quoted.
        end = at;
        continue;
      }
      if (folded === separator || isClosed) break;
      const isAlone = isSingle(folded) || (folded >= 0x1_0000 && !isExpansion(folded));
      if (isAlone && start >= 0) break;
      if (start < 0) start = at;
      at += isAlone && folded >= 0x1_0000 ? 2 : 1;
      end = at;
      hash = mixIn(hash, folded);
      isClosed = isAlone;
    }
    if (start >= 0) this.#end(start, end, hash);
    return Math.max(at, from + 1);
  }

  /** The second hash of a token, worked out when it is asked for; both together identify it. */
  check(token: number): number {
    const { text } = this;
    const end = this.ends[token] as number;
    let check = checkSeed;
    let at = this.starts[token] as number;
    if (text.charCodeAt(at) === ampersand) return andCheck;
    while (at < end) {
      const folded = this.#resolve(at);
      at += folded >= 0x1_0000 && !isExpansion(folded) ? 2 : 1;
      if (folded <= 0) continue;
      if (isExpansion(folded)) {
        for (let rest = expansionLetters(folded); rest !== 0; rest >>= 7)
          check = mixCheck(check, firstLetter(rest));
      } else check = mixCheck(check, folded);
    }
    return check;
  }

  #resolve(at: number): number {
    const unit = this.text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdfff) return this.#fold.resolve(unit);
    const point = this.text.codePointAt(at) ?? 0;
    // Rare Han are tokens of their own, in two units; mathematical letters and emoji separate.
    return point >= 0x2_0000 && point <= 0x3_ffff ? point : separator;
  }

  #reserve(wanted: number): void {
    const size = Math.max(1024, this.starts.length, Math.ceil(wanted));
    if (size === this.starts.length) return;
    const grow = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(size);
      grown.set(old);
      return grown;
    };
    this.starts = grow(this.starts);
    this.ends = grow(this.ends);
    this.hashes = grow(this.hashes);
    this.admittedTokens = grow(this.admittedTokens);
  }

  start(token: number): number {
    return this.starts[token] ?? this.text.length;
  }

  end(token: number): number {
    return this.ends[token] ?? this.text.length;
  }

  /** A token as it stands in the text. */
  raw(token: number): string {
    return token < 0 || token >= this.count ? "" : this.text.slice(this.starts[token], this.ends[token]);
  }

  /** A token folded; "&" is "and"; empty beyond the ends. */
  word(token: number): string {
    const raw = this.raw(token);
    return raw === "&" || raw === "＆" ? "and" : squeeze(raw);
  }

  /** What parts a token from the one before it. */
  gap(token: number): Gap {
    if (token <= 0 || token >= this.count) return "break";
    const from = this.end(token - 1);
    const to = this.start(token);
    if (from === to) return "none";
    const first = this.text.charCodeAt(from);
    if (to - from === 1) return singleGap(first);
    return wideGap(this.text.slice(from, Math.min(to, from + 8)), to - from, from - this.start(token - 1));
  }
}

function singleGap(unit: number): Gap {
  switch (unit) {
    case 0x20:
    case 0x5f:
    case 0xa0:
    case 0x0a:
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

function wideGap(gap: string, length: number, lengthBefore: number): Gap {
  if (length > 4) return "break";
  if (/^\s+$/.test(gap)) return /\n.*\n/s.test(gap) ? "break" : "space";
  if (/^,\s+$/.test(gap)) return "comma";
  // "St. Jude", "J. P. Morgan", "Inc. Magazine": an abbreviation's dot ends no sentence.
  if (/^\.\s+$/.test(gap)) return lengthBefore <= 2 ? "initial" : "break";
  // "Yahoo! says", "customers' data": marks that belong to the word before them.
  if (/^[!™®©'’]\s+$|^\s[+]\s$/.test(gap)) return "space";
  return "break";
}

/** Folded tokens of a short text, with what parts them; for names, which are read once. */
export function tokenWords(stream: TokenStream): { raw: string; word: string; gap: Gap }[] {
  return Array.from({ length: stream.count }, (_, token) => ({
    raw: stream.raw(token),
    word: stream.word(token),
    gap: stream.gap(token),
  }));
}

function mixIn(hash: number, folded: number): number {
  if (!isExpansion(folded)) return Math.imul(hash ^ folded, hashPrime);
  let mixed = hash;
  for (let rest = expansionLetters(folded); rest !== 0; rest >>= 7) {
    mixed = Math.imul(mixed ^ firstLetter(rest), hashPrime);
  }
  return mixed;
}

function mixCheck(check: number, folded: number): number {
  return (Math.imul(check ^ (check >>> 13), 31) + folded) | 0;
}

/** Both hashes of one folded word, the same that reading a text gives it. */
export function hashWord(word: string): readonly [number, number] {
  let hash = hashSeed;
  let check = checkSeed;
  for (let at = 0; at < word.length; at++) {
    const point = word.codePointAt(at) ?? 0;
    hash = Math.imul(hash ^ point, hashPrime);
    check = mixCheck(check, point);
    if (point >= 0x1_0000) at++;
  }
  return [hash, check];
}

/** Joins the hash of the next token to that of a prefix. */
export function chain(prefix: number, token: number): number {
  return Math.imul(((prefix << 5) | (prefix >>> 27)) ^ token, chainPrime);
}
