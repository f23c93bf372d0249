import { type Gap, readGap } from "./gaps.ts";
import { endsHere, type Gate, opens, otherPlace } from "./gate.ts";
import {
  codeLimit,
  edgeBit,
  expansionLetters,
  firstLetter,
  type FoldTable,
  ignorable,
  isExpansion,
  isSingle,
  jointEdge,
  rareCode,
  rareEdge,
  separator,
  squeeze,
} from "./fold.ts";
import { margin, Segments } from "./segments.ts";
import { checkSeed, hashEnds, hashWord, mixCheck, WordHash } from "./token-hash.ts";
import { kindOfHash, mayHaveKind } from "./word-kinds.ts";

const ampersand = 0x26;
// "&" is a token that says the same as the word.
const [andHash, andCheck] = hashWord("and");
// What is kept of a token, side by side: its start, and behind it …
const endPlace = 1;
const hashPlace = 2;
const lookPlace = 3;
const tokenSize = 4;
// What of a token's look is kept, beside `seen` for "worked out".
const seen = 1;
/** It begins with a capital letter, … */
export const opensUpper = 2;
const opensLower = 4;
/** … with two letters; … */
export const opensWithLetters = 8;
/** … no letter of it is small. */
export const isAllUpper = 16;
// … and of what it is: the kinds stand above.
const kindKnown = 32;
const kindShift = 6;

/**
 * The tokens of one text: positions, and two hashes of each folded token (64 bits identify it).
 *
 * Words are runs of letters and digits; Han, kana and Hangul are one token a character; "&" is a token.
 * The buffers are kept from text to text.
 */
export class TokenStream {
  text = "";
  count = 0;
  /** Start, end, first hash and look of each token. */
  tokens = new Int32Array(64 * tokenSize);
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
  readonly #segments: Segments;
  readonly #word = new WordHash();

  /**
   * @param gate - what names begin with; null: no token is admitted
   * @param segments - buffers that several streams may share, one being read at a time
   */
  constructor(fold: FoldTable, gate: Gate | null = null, segments = new Segments()) {
    this.#fold = fold;
    this.#gate = gate;
    this.#segments = segments;
  }

  /** Reads a text; linear, whatever it holds. */
  read(text: string): this {
    this.#begin(text);
    const segments = this.#segments;
    segments.cut(text, this.#fold);
    const { letters, ends, count: segmentCount } = segments;
    this.#reserve(segmentCount + 1);
    let { tokens, admittedTokens } = this;
    const { bytes, shift } = this.#gate ?? closedGate;
    let count = 0;
    let admitted = 0;
    let start = 0;
    for (let segment = 0; segment < segmentCount; segment++) {
      let end = ends[segment] as number;
      const edge = letters.getUint8(end + margin);
      if (edge === rareEdge) {
        this.count = count;
        this.admitted = admitted;
        segment = this.#readRare(segment, start);
        ({ count, admitted } = this);
        this.#reserve(count + segmentCount - segment);
        ({ tokens, admittedTokens } = this);
        end = ends[segment] as number;
      } else {
        // Nothing here jumps: a guess would be wrong for every other word. What is kept counts where it is a token.
        const length = end - start;
        const beyond = length - 4;
        const missing = beyond & (beyond >> 31);
        const first = letters.getInt32(start + margin, true) & (-1 >>> ((0 - missing) << 3));
        const last = letters.getInt32(end, true) & ~(beyond >> 31);
        const hash = hashEnds(first, last, length);
        const isToken = (0 - length) >>> 31;
        const place = count * tokenSize;
        tokens[place] = start;
        tokens[place + endPlace] = end;
        tokens[place + hashPlace] = hash;
        tokens[place + lookPlace] = 0;
        admittedTokens[admitted] = count;
        const flags = (bytes[hash >>> shift] as number) & (bytes[otherPlace(hash, shift)] as number);
        admitted += isToken & admits(flags);
        count += isToken;
        // Nearly every sentence ends with a dot and a space, which join nothing.
        const isJoint = (0 - (edge & isToken) * letters.getUint8(end + margin + 1)) >>> 31;
        if (isJoint !== 0) this.#noteJoint(end, count);
      }
      start = end + 1;
    }
    this.count = count;
    this.admitted = admitted;
    return this;
  }

  /**
   * Reads what begins with a segment that ends at a rare letter: marks, other alphabets, characters that are words alone.
   *
   * @param begin - where it begins in the text
   * @returns the segment that it ends with
   */
  #readRare(from: number, begin: number): number {
    const { letters, ends } = this.#segments;
    const { text } = this;
    const word = this.#word;
    let segment = from;
    while (letters.getUint8((ends[segment] as number) + margin) === rareEdge) segment++;
    const to = ends[segment] as number;
    let start = -1;
    let end = -1;
    let isAlone = false;
    const close = (): void => {
      if (start >= 0) this.#add(start, end, word.hash);
      start = -1;
    };
    for (let at = begin; at < to; at++) {
      const folded = this.#resolve(at);
      if (folded === ignorable) {
        // A mark belongs to the letter before it, and so to what is quoted.
        end = at + 1;
        continue;
      }
      const wasAlone = isAlone;
      isAlone = isSingle(folded) || (folded >= 0x1_0000 && !isExpansion(folded));
      if (folded === separator || isAlone || wasAlone) close();
      if (text.charCodeAt(at) === ampersand) this.#add(at, at + 1, andHash);
      if (folded === separator) continue;
      if (start < 0) {
        start = at;
        word.begin();
      }
      addLetters(word, folded);
      if (folded >= 0x1_0000 && isAlone) at++;
      end = at + 1;
    }
    close();
    if (letters.getUint8(to + margin) === jointEdge && this.count > 0 && this.end(this.count - 1) === to)
      this.#noteJoint(to, this.count);
    return segment;
  }

  /** Forgets the last text. */
  #begin(text: string): void {
    for (const token of this.#kept) this.#words[token] = "";
    this.#kept.length = 0;
    this.text = text;
    this.dots = [];
    this.admitted = 0;
    this.count = 0;
  }

  #add(start: number, end: number, hash: number): void {
    const { count } = this;
    this.#reserve(count + 1);
    this.tokens.set([start, end, hash, 0], count * tokenSize);
    if (this.#gate !== null && admits(this.#gate.flags(hash)) === 1)
      this.admittedTokens[this.admitted++] = count;
    this.count = count + 1;
  }

  /** Notes the next token as one that a dot may join to the last: "acme.example", "acme[.]example", "acme(dot)example". */
  #noteJoint(at: number, token: number): void {
    if (at + 1 >= this.text.length) return;
    const next = this.text.charCodeAt(at + 1);
    // Nearly every sentence ends with a dot and a space.
    if (next !== 0x20 && !/\s/.test(this.text.charAt(at + 1))) this.dots.push(token);
  }

  /** The second hash of a token, worked out when it is asked for; both together identify it. */
  check(token: number): number {
    const { text } = this;
    const { codes } = this.#fold;
    const start = this.start(token);
    const end = this.end(token);
    let check = checkSeed;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      const code = unit < codeLimit ? (codes[unit] as number) : rareCode;
      if (code >>> edgeBit !== 0) return unit === ampersand ? andCheck : this.#checkRare(start, end);
      check = mixCheck(check, code);
    }
    return check;
  }

  #checkRare(start: number, end: number): number {
    const word = this.#word;
    word.begin();
    for (let at = start; at < end;) {
      const folded = this.#resolve(at);
      at += folded >= 0x1_0000 && !isExpansion(folded) ? 2 : 1;
      if (folded > 0) addLetters(word, folded);
    }
    return word.check;
  }

  #resolve(at: number): number {
    const unit = this.text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdfff) return this.#fold.resolve(unit);
    const point = this.text.codePointAt(at) ?? 0;
    // Rare Han are tokens of their own, in two units; mathematical letters and emoji separate.
    return point >= 0x2_0000 && point <= 0x3_ffff ? point : separator;
  }

  #reserve(wanted: number): void {
    const capacity = this.admittedTokens.length;
    if (wanted <= capacity) return;
    const size = Math.max(wanted, 2 * capacity);
    const { tokens, admittedTokens } = this;
    this.tokens = new Int32Array(size * tokenSize);
    this.tokens.set(tokens);
    this.admittedTokens = new Int32Array(size);
    this.admittedTokens.set(admittedTokens);
    while (this.#words.length < size) this.#words.push("");
  }

  start(token: number): number {
    return token < this.count ? (this.tokens[token * tokenSize] as number) : this.text.length;
  }

  end(token: number): number {
    return token < this.count ? (this.tokens[token * tokenSize + endPlace] as number) : this.text.length;
  }

  /** The first hash of a token; {@link check} gives the second. */
  hash(token: number): number {
    return this.tokens[token * tokenSize + hashPlace] as number;
  }

  /** A token as it stands in the text. */
  raw(token: number): string {
    return token < 0 || token >= this.count ? "" : this.text.slice(this.start(token), this.end(token));
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
    return (this.look(token) & opensUpper) !== 0;
  }

  /** Whether a token begins with a small letter. */
  isSmall(token: number): boolean {
    return (this.look(token) & opensLower) !== 0;
  }

  /** What a token is, its kinds as bits (see cue-words); 0 for most, and beyond the ends. */
  kind(token: number): number {
    if (token < 0 || token >= this.count) return 0;
    const place = token * tokenSize + lookPlace;
    const kept = this.tokens[place] as number;
    if ((kept & kindKnown) !== 0) return kept >>> kindShift;
    const hash = this.hash(token);
    const kind = mayHaveKind(hash) ? kindOfHash(hash, this.check(token)) : 0;
    this.tokens[place] = kept | kindKnown | (kind << kindShift);
    return kind;
  }

  /** How a token is written, as bits. */
  look(token: number): number {
    if (token < 0 || token >= this.count) return 0;
    const place = token * tokenSize + lookPlace;
    const kept = this.tokens[place] as number;
    return (kept & seen) !== 0 ? kept : (this.tokens[place] = kept | seen | readLook(this.raw(token)));
  }

  /** What parts a token from the one before it. */
  gap(token: number): Gap {
    if (token <= 0 || token >= this.count) return "break";
    const from = this.end(token - 1);
    return readGap(this.text, from, this.start(token), from - this.start(token - 1));
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

/** 1 where a watched name may begin with a word of these flags, else 0; without a jump. */
function admits(flags: number): number {
  return (0 - (flags & (endsHere | opens))) >>> 31;
}

function addLetters(word: WordHash, folded: number): void {
  if (!isExpansion(folded)) word.add(folded);
  else for (let rest = expansionLetters(folded); rest !== 0; rest >>= 7) word.add(firstLetter(rest));
}
