import { type Gap, readGap } from "./gaps.ts";
import { endsHere, type Gate, opens } from "./gate.ts";
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
const space = 0x20;
// "&" is a token that says the same as the word: its hashes are those of "and".
const andHash = 254_395_046;
const andCheck = -682226988;
// What of a token's look is kept, beside `seen` for "worked out".
const seen = 1;
const opensUpper = 2;
const opensLower = 4;
const opensWithLetters = 8;
const isAllUpper = 16;

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
  readonly #gate: Gate | null;
  // Folded words and looks of the tokens that were asked for: a name is looked at from many sides.
  #words: string[] = [];
  readonly #kept: number[] = [];
  #looks = new Uint8Array(64);
  // The token in hand: where it began, and its hash so far.
  #start = 0;
  #hash = hashSeed;

  /** @param gate - what names begin with; null: no token is admitted */
  constructor(fold: FoldTable, gate: Gate | null = null) {
    this.#fold = fold;
    this.#gate = gate;
  }

  /** Reads a text; linear, whatever it holds. */
  read(text: string): this {
    this.#begin(text);
    const { length } = text;
    let at = 0;
    while ((at = this.#readPlain(at)) < length) {
      if (this.count >= this.starts.length) {
        this.#reserve(this.count * 2);
        continue;
      }
      const unit = text.charCodeAt(at);
      if (unit === ampersand) {
        if (this.#start < at) this.#end(this.#start, at, this.#hash);
        this.#end(at, ++at, andHash);
      } else {
        at = this.#readRest(at, this.#start < at ? this.#start : -1, this.#hash);
        // A separator, if any comes next, is met with no token begun: its joint is noted here.
        if (at < length && isJoint(text.charCodeAt(at))) this.#noteJoint(at, this.count);
      }
      this.#start = at;
      this.#hash = hashSeed;
    }
    if (this.#start < length) this.#end(this.#start, length, this.#hash);
    return this;
  }

  /**
   * Reads plain letters and what separates them: nearly all of most texts.
   *
   * @returns where something else stands, with the token that it may belong to left open; the length where nothing does
   */
  #readPlain(from: number): number {
    const { text, starts, ends, hashes, admittedTokens } = this;
    const { units } = this.#fold;
    const { bytes, shift } = this.#gate ?? closedGate;
    const { length } = text;
    const capacity = starts.length;
    let { count, admitted } = this;
    let start = this.#start;
    let hash = this.#hash;
    let at = from;
    for (; at < length; at++) {
      const unit = text.charCodeAt(at);
      const folded = units[unit] as number;
      if (folded > 0 && folded < firstSingle) {
        hash = Math.imul(hash ^ folded, hashPrime);
        continue;
      }
      if (folded !== separator || unit === ampersand) break;
      if (start < at) {
        // Room is made by the caller, who then goes on here.
        if (count >= capacity) break;
        starts[count] = start;
        ends[count] = at;
        hashes[count] = hash;
        // Kept first and counted then: a jump here would be guessed wrong for every other word.
        admittedTokens[admitted] = count;
        admitted += ((bytes[hash >>> shift] as number) & (endsHere | opens)) === 0 ? 0 : 1;
        count++;
        hash = hashSeed;
        if (unit !== space && isJoint(unit)) this.#noteJoint(at, count);
      }
      start = at + 1;
    }
    this.count = count;
    this.admitted = admitted;
    this.#start = start;
    this.#hash = hash;
    return at;
  }

  /** Forgets the last text. */
  #begin(text: string): void {
    for (const token of this.#kept) this.#words[token] = "";
    this.#kept.length = 0;
    this.#looks.fill(0, 0, this.count);
    this.text = text;
    this.dots = [];
    this.admitted = 0;
    this.count = 0;
    this.#start = 0;
    this.#hash = hashSeed;
    // A token needs a character and mostly a separator; what is denser grows the buffers on the way.
    this.#reserve(text.length >>> 1);
  }

  /** Ends a token: keeps it, and notes whether a watched name may begin with it. */
  #end(start: number, end: number, hash: number): void {
    const { count } = this;
    if (count >= this.starts.length) this.#reserve(count * 2);
    this.starts[count] = start;
    this.ends[count] = end;
    this.hashes[count] = hash;
    if (this.#gate !== null && (this.#gate.flags(hash) & (endsHere | opens)) !== 0)
      this.admittedTokens[this.admitted++] = count;
    this.count = count + 1;
  }

  /** Notes the next token as one that a dot may join to the last: "acme.example", "acme[.]example", "acme(dot)example". */
  #noteJoint(at: number, token: number): void {
    const next = this.text.charCodeAt(at + 1);
    // Nearly every sentence ends with a dot and a space.
    if (next !== 0x20 && !/\s/.test(this.text.charAt(at + 1))) this.dots.push(token);
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
    const looks = this.#looks;
    const grow = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(size);
      grown.set(old);
      return grown;
    };
    this.starts = grow(this.starts);
    this.ends = grow(this.ends);
    this.hashes = grow(this.hashes);
    this.admittedTokens = grow(this.admittedTokens);
    this.#looks = new Uint8Array(size);
    this.#looks.set(looks);
    while (this.#words.length < size) this.#words.push("");
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
    if (token < 0 || token >= this.count) return "";
    const kept = this.#words[token] ?? "";
    if (kept !== "") return kept;
    const raw = this.raw(token);
    const word = raw === "&" || raw === "＆" ? "and" : foldWord(raw);
    this.#words[token] = word;
    this.#kept.push(token);
    return word;
  }

  /** Whether a token begins with a capital letter. */
  isCapital(token: number): boolean {
    return (this.#look(token) & opensUpper) !== 0;
  }

  /** Whether a token begins with a small letter. */
  isSmall(token: number): boolean {
    return (this.#look(token) & opensLower) !== 0;
  }

  /** Whether a token begins with two letters. */
  hasLetters(token: number): boolean {
    return (this.#look(token) & opensWithLetters) !== 0;
  }

  /** Whether no letter of a token is small. */
  isUpper(token: number): boolean {
    return (this.#look(token) & isAllUpper) !== 0;
  }

  #look(token: number): number {
    if (token < 0 || token >= this.count) return 0;
    const kept = this.#looks[token] ?? 0;
    if (kept !== 0) return kept;
    const look = seen | readLook(this.raw(token));
    this.#looks[token] = look;
    return look;
  }

  /** What parts a token from the one before it. */
  gap(token: number): Gap {
    if (token <= 0 || token >= this.count) return "break";
    const from = this.ends[token - 1] as number;
    return readGap(this.text, from, this.starts[token] as number, from - (this.starts[token - 1] as number));
  }
}

/** Folded tokens of a short text, with what parts them; for names, which are read once. */
export function tokenWords(stream: TokenStream): { raw: string; word: string; gap: Gap }[] {
  return Array.from({ length: stream.count }, (_, token) => ({
    raw: stream.raw(token),
    word: stream.word(token),
    gap: stream.gap(token),
  }));
}

/** Folds one token; most are plain letters, for which the language's own way is the fastest. */
function foldWord(raw: string): string {
  for (let at = 0; at < raw.length; at++) if (raw.charCodeAt(at) >= 0x80) return squeeze(raw);
  return raw.toLowerCase();
}

const closedGate = { bytes: new Uint8Array(2), shift: 31 };

function readLook(raw: string): number {
  let small = 0;
  for (let at = 0; at < raw.length; at++) {
    const unit = raw.charCodeAt(at);
    if (unit >= 0x80) return readRareLook(raw);
    if (unit >= 97 && unit <= 122) small++;
  }
  const first = raw.charCodeAt(0);
  const second = raw.charCodeAt(1);
  return (
    (first >= 65 && first <= 90 ? opensUpper : 0) |
    (first >= 97 && first <= 122 ? opensLower : 0) |
    (isPlainLetter(first) && isPlainLetter(second) ? opensWithLetters : 0) |
    (small === 0 ? isAllUpper : 0)
  );
}

function isPlainLetter(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

function readRareLook(raw: string): number {
  return (
    (/^\p{Lu}/u.test(raw) ? opensUpper : 0) |
    (/^\p{Ll}/u.test(raw) ? opensLower : 0) |
    (/^\p{L}{2}/u.test(raw) ? opensWithLetters : 0) |
    (raw === raw.toUpperCase() ? isAllUpper : 0)
  );
}

/** ".", "[", "(", "{": what the labels of a host are joined by, plain or defanged. */
function isJoint(unit: number): boolean {
  return unit === 0x2e || unit === 0x5b || unit === 0x28 || unit === 0x7b;
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
