import type { WatchTerms } from "../model.ts";
import { normaliseDomain, splitHost } from "./domains.ts";
import { FoldTable, squeeze } from "./fold.ts";
import { endsHere, endsStrong, Gate, opens, opensStrong, opensTwo, opensTwoStrong } from "./gate.ts";
import { isLegalPrefix } from "./legal-forms.ts";
import { nameKey } from "./name-key.ts";
import { PagedInts, PagedList, PagedShorts } from "./paged.ts";
import { PrefixTable } from "./prefix-table.ts";
import { chain, hashKey, hashWord } from "./token-hash.ts";
import { TokenStream } from "./tokens.ts";
import type { Strength } from "./strength.ts";
import { type Variant, VariantMaker } from "./variants.ts";

/** What watches look for, without whose it is: watches with the same terms share one. */
export type Terms = Omit<WatchTerms, "id">;

/** A subject with the watches that look for it. */
export interface Subject {
  readonly number: number;
  readonly terms: Terms;
  readonly ids: readonly string[];
}

const strengths = ["strong", "phrase", "acronym", "homonym", "common", "cjk"] as const satisfies Strength[];
const forms = [
  "full",
  "short",
  "joined",
  "split",
  "dotted",
  "label",
  "domain",
] as const satisfies Variant["form"][];

/** What a posting says of the spelling that leads to a subject. */
export interface Spelling {
  readonly strength: Strength;
  readonly form: Variant["form"];
  readonly isLiteralAnd: boolean;
  readonly hasComma: boolean;
  readonly isAlias: boolean;
  readonly isDomain: boolean;
}

function pack(variant: Variant, isAlias: boolean): number {
  return (
    strengths.indexOf(variant.strength) |
    (forms.indexOf(variant.form) << 3) |
    (variant.isLiteralAnd ? 64 : 0) |
    (variant.hasComma ? 128 : 0) |
    (isAlias ? 256 : 0)
  );
}

const domainPosting = 512;
const domainLabel = pack(
  { words: [], strength: "common", form: "domain", isLiteralAnd: false, hasComma: false },
  true,
);

function unpack(packed: number): Spelling {
  return {
    strength: strengths[packed & 7] ?? "common",
    form: forms[(packed >> 3) & 7] ?? "full",
    isLiteralAnd: (packed & 64) !== 0,
    hasComma: (packed & 128) !== 0,
    isAlias: (packed & 256) !== 0,
    isDomain: (packed & domainPosting) !== 0,
  };
}

// The low bits of a prefix's value; its first posting stands above them.
const goesOnBit = 1;
const goesOnStrongBit = 2;
// How many words a prefix has, where that is one or two: what the gate asks for.
const depthShift = 2;
const valueShift = 4;

/** One spelling as it is kept: its words, and what its posting says. */
type Pattern = readonly [words: readonly string[], packed: number];

/**
 * Everything that is watched: subjects, and the patterns that lead to them.
 *
 * A pattern (a row of tokens, or a domain) is kept once however many watches share it; a posting joins it to a subject.
 */
export class Registry {
  readonly fold = new FoldTable();
  // Words lead to patterns; "@" and a domain to a pattern too, "#" and an id, "=" and a key to a subject.
  readonly #table = new PrefixTable();
  readonly #gate = new Gate();
  // The next one, while it is being filled, and how many shards of the table it knows.
  #largerGate: Gate | null = null;
  #filledShards = 0;
  readonly #makeVariants = new VariantMaker(this.fold);
  // A plain watch is its name alone: of a million watches most are.
  readonly #terms = new PagedList<string | Terms>();
  readonly #ids = new PagedList<string | string[]>();
  // Subjects by first letter and length of their squeezed name: what masked and cut titles are compared with.
  readonly #shapes = new Map<number, number>();
  readonly #nextOfShape = new PagedInts();
  readonly #freeSubjects: number[] = [];
  #subjectCount = 1;
  #size = 0;
  // Postings as linked lists: subject, what it says, next. Number 0 ends a list.
  readonly #postingSubject = new PagedInts();
  readonly #postingSpelling = new PagedShorts();
  readonly #postingNext = new PagedInts();
  // There are few different ones.
  readonly #spellings: Spelling[] = [];
  readonly #freePostings: number[] = [];
  #postingCount = 1;

  get size(): number {
    return this.#size;
  }

  /** The value of a prefix, to be asked with {@link firstPosting} and {@link goesOn}; 0 for none. */
  prefix(a: number, b: number): number {
    return this.#table.get(a, b);
  }

  /** What {@link Gate} says of a word or of two. */
  flags(a: number): number {
    return this.#gate.flags(a);
  }

  /** Makes the buffer that one field's tokens are read into. */
  createStream(): TokenStream {
    return new TokenStream(this.fold, this.#gate);
  }

  /** Whether the text of a prefix is the beginning of a longer name. */
  goesOn(value: number): boolean {
    return (value & goesOnBit) !== 0;
  }

  /** First posting of what ends at a prefix; 0 for none. */
  firstPosting(value: number): number {
    return value >>> valueShift;
  }

  nextPosting(posting: number): number {
    return this.#postingNext.get(posting);
  }

  subjectNumber(posting: number): number {
    return this.#postingSubject.get(posting);
  }

  /** Whether a posting's spelling is a name however it is written; asked before {@link spelling}, which costs more. */
  isStrong(posting: number): boolean {
    return (this.#postingSpelling.get(posting) & 7) === 0;
  }

  spelling(posting: number): Spelling {
    const packed = this.#postingSpelling.get(posting);
    return (this.#spellings[packed] ??= unpack(packed));
  }

  subject(number: number): Subject | null {
    const terms = this.#terms.get(number);
    const ids = this.#ids.get(number);
    if (terms === undefined || ids === undefined) return null;
    return {
      number,
      terms: typeof terms === "string" ? plainTerms(terms) : terms,
      ids: typeof ids === "string" ? [ids] : ids,
    };
  }

  /** First posting of a watch's domain; 0 for none. */
  domainPosting(domain: string): number {
    const [a, b] = hashWord(`@${domain}`);
    return this.#table.get(a, b) >>> valueShift;
  }

  /** First posting of a name that is one folded word; 0 for none. */
  wordPosting(word: string): number {
    const [a, b] = hashWord(word);
    return this.#table.get(a, b) >>> valueShift;
  }

  add(watch: WatchTerms): void {
    this.remove(watch.id);
    this.#size++;
    const terms = keepTerms(watch);
    const key = keyOf(terms);
    const [keyA, keyB] = hashKey(key);
    const [idA, idB] = hashKey(`#${watch.id}`);
    const same = this.#table.get(keyA, keyB) >>> valueShift;
    const shared = this.#terms.get(same);
    if (shared !== undefined && keyOf(shared) === key) {
      const ids = this.#ids.get(same);
      if (Array.isArray(ids)) ids.push(watch.id);
      else this.#ids.set(same, ids === undefined ? watch.id : [ids, watch.id]);
      this.#table.set(idA, idB, same << valueShift);
      return;
    }
    const number = this.#freeSubjects.pop() ?? this.#subjectCount++;
    this.#terms.set(number, terms);
    this.#ids.set(number, watch.id);
    // Of two keys with one hash the first is shared; the other is merely kept once more.
    if (same === 0) this.#table.set(keyA, keyB, number << valueShift);
    this.#table.set(idA, idB, number << valueShift);
    for (const [words, packed] of this.#patterns(terms)) this.#link(words, packed, number);
    const shape = shapeOf(nameKey(nameOf(terms)));
    this.#nextOfShape.set(number, this.#shapes.get(shape) ?? 0);
    this.#shapes.set(shape, number);
    this.#tendGate();
  }

  remove(id: string): void {
    const [idA, idB] = hashKey(`#${id}`);
    const number = this.#table.get(idA, idB) >>> valueShift;
    if (number === 0) return;
    this.#size--;
    this.#table.delete(idA, idB);
    const ids = this.#ids.get(number);
    if (Array.isArray(ids) && ids.length > 1) {
      ids.splice(ids.indexOf(id), 1);
      return;
    }
    const terms = this.#terms.get(number);
    if (terms === undefined) return;
    for (const [words, packed] of this.#patterns(terms)) this.#unlink(words, packed, number);
    const [keyA, keyB] = hashKey(keyOf(terms));
    if (this.#table.get(keyA, keyB) >>> valueShift === number) this.#table.delete(keyA, keyB);
    this.#leaveShape(shapeOf(nameKey(nameOf(terms))), number);
    this.#terms.set(number, undefined);
    this.#ids.set(number, undefined);
    this.#freeSubjects.push(number);
  }

  /**
   * Subjects whose squeezed name may agree with a key.
   *
   * @param key - squeezed letters, `?` for a hidden one; the first is visible
   * @param longest - most letters that the name may have
   */
  *alike(key: string, longest: number): Generator<Subject> {
    for (let length = key.length; length <= Math.min(longest, longestShape); length++) {
      let number = this.#shapes.get(shapeOf(key.charAt(0).padEnd(length, "?"))) ?? 0;
      for (; number !== 0; number = this.#nextOfShape.get(number)) {
        const terms = this.#terms.get(number);
        // Of a million names tens of thousands have the first letter: their second spares the rest.
        if (typeof terms === "string" && !mayBegin(terms, key)) continue;
        const subject = this.subject(number);
        if (subject !== null) yield subject;
      }
    }
  }

  #leaveShape(shape: number, number: number): void {
    const next = this.#nextOfShape.get(number);
    let before = this.#shapes.get(shape) ?? 0;
    if (before === number) {
      this.#shapes.set(shape, next);
      return;
    }
    while (before !== 0 && this.#nextOfShape.get(before) !== number) before = this.#nextOfShape.get(before);
    if (before !== 0) this.#nextOfShape.set(before, next);
  }

  /** Every pattern of some terms once. */
  #patterns(kept: string | Terms): Pattern[] {
    const terms = typeof kept === "string" ? plainTerms(kept) : kept;
    const patterns: Pattern[] = [];
    if (terms.aliases.length === 0 && domainsOf(terms).length === 0) {
      // One name says nothing twice.
      for (const variant of this.#makeVariants.variants(terms.name))
        patterns.push([variant.words, pack(variant, false)]);
      return patterns;
    }
    const seen = new Set<string>();
    for (const [at, name] of [terms.name, ...terms.aliases].entries()) {
      for (const variant of this.#makeVariants.variants(name)) {
        const key = variant.words.join(" ");
        if (seen.has(key)) continue;
        seen.add(key);
        patterns.push([variant.words, pack(variant, at > 0)]);
      }
    }
    for (const normal of domainsOf(terms)) {
      patterns.push([[`@${normal}`], domainPosting]);
      const label = squeeze(splitHost(normal)?.label ?? "");
      if (label.length < 4 || seen.has(label)) continue;
      seen.add(label);
      patterns.push([[label], domainLabel]);
    }
    return patterns;
  }

  #link(words: readonly string[], packed: number, subject: number): void {
    const isStrong = isStrongSpelling(packed);
    const passes = goesOnBit | (isStrong ? goesOnStrongBit : 0);
    const last = words.length - 1;
    let a = 0;
    let b = 0;
    for (let place = 0; place <= last; place++) {
      const [wordA, wordB] = hashWord(words[place] ?? "");
      a = place === 0 ? wordA : chain(a, wordA);
      b = place === 0 ? wordB : chain(b, wordB);
      if (place === 1) this.#admit(a, opensTwo | (isStrong ? opensTwoStrong : 0));
      if (place === last) break;
      if (place === 0) this.#admit(a, opens | (isStrong ? opensStrong : 0));
      // The way there: every shorter prefix says that a name goes on.
      const wanted = passes | depthBits(place);
      const value = this.#table.get(a, b);
      if ((value & wanted) !== wanted) this.#table.set(a, b, value | wanted);
    }
    if (last === 0) this.#admit(a, endFlags(packed));
    const value = this.#table.get(a, b);
    const posting = this.#freePostings.pop() ?? this.#postingCount++;
    this.#postingSubject.set(posting, subject);
    this.#postingSpelling.set(posting, packed);
    this.#postingNext.set(posting, value >>> valueShift);
    const depth = (packed & domainPosting) === 0 ? depthBits(last) : 0;
    this.#table.set(a, b, (posting << valueShift) | (value & lowBits) | depth);
  }

  #unlink(words: readonly string[], packed: number, subject: number): void {
    const [a, b] = hashWords(words);
    const value = this.#table.get(a, b);
    let before = 0;
    for (
      let posting = value >>> valueShift;
      posting !== 0;
      before = posting, posting = this.#postingNext.get(posting)
    ) {
      if (this.#postingSubject.get(posting) !== subject) continue;
      if (this.#postingSpelling.get(posting) !== packed) continue;
      const next = this.#postingNext.get(posting);
      if (before !== 0) this.#postingNext.set(before, next);
      else if (next === 0 && (value & goesOnBit) === 0) this.#table.delete(a, b);
      else this.#table.set(a, b, (next << valueShift) | (value & lowBits));
      this.#freePostings.push(posting);
      return;
    }
  }

  #admit(hash: number, flags: number): void {
    this.#gate.admit(hash, flags);
    this.#largerGate?.admit(hash, flags);
  }

  /**
   * Fills a larger gate where this one is crowded: a shard of the table with every watch added, so that none waits for all.
   *
   * What was removed meanwhile is admitted no more.
   */
  #tendGate(): void {
    if (this.#largerGate === null) {
      if (!this.#gate.isCrowded) return;
      this.#largerGate = this.#gate.larger();
      this.#filledShards = 0;
    }
    const larger = this.#largerGate;
    this.#table.visit(this.#filledShards++, (a, value) => this.#readmit(larger, a, value));
    // Shards that are added meanwhile stand behind the others, and are visited too.
    if (this.#filledShards < this.#table.shardCount) return;
    this.#gate.take(larger);
    this.#largerGate = null;
  }

  #readmit(gate: Gate, a: number, value: number): void {
    const depth = (value & lowBits) >>> depthShift;
    if (depth === 0) return;
    const goesOnStrong = (value & goesOnStrongBit) !== 0;
    let ends = 0;
    for (let at = value >>> valueShift; at !== 0; at = this.#postingNext.get(at))
      ends |= endFlags(this.#postingSpelling.get(at));
    if (depth === 2)
      gate.admit(a, opensTwo | (goesOnStrong || (ends & endsStrong) !== 0 ? opensTwoStrong : 0));
    else gate.admit(a, ends | (this.goesOn(value) ? opens : 0) | (goesOnStrong ? opensStrong : 0));
  }
}

const lowBits = (1 << valueShift) - 1;

/** A prefix of one word or of two says so. */
function depthBits(place: number): number {
  return place < 2 ? (place + 1) << depthShift : 0;
}

function isStrongSpelling(packed: number): boolean {
  return (packed & 7) === 0 && (packed & domainPosting) === 0;
}

/** What the gate is told of a name of one word: nothing of those that are looked for in whole fields and hosts alone. */
function endFlags(packed: number): number {
  const form = forms[(packed >> 3) & 7];
  if (form === "label" || form === "domain" || (packed & domainPosting) !== 0) return 0;
  return endsHere | (isStrongSpelling(packed) ? endsStrong : 0);
}

function hashWords(words: readonly string[]): readonly [number, number] {
  let [a, b] = hashWord(words[0] ?? "");
  for (const word of words.slice(1)) {
    const [wordA, wordB] = hashWord(word);
    a = chain(a, wordA);
    b = chain(b, wordB);
  }
  return [a, b];
}

function nameOf(terms: string | Terms): string {
  return typeof terms === "string" ? terms : terms.name;
}

/** What watches that share a subject have in common. */
function keyOf(terms: string | Terms): string {
  return typeof terms === "string" ? `=${terms}` : `=\n${JSON.stringify(terms)}`;
}

/** Whether a name's key may begin as another does; true where what stands before the name proper is left out of it. */
function mayBegin(name: string, key: string): boolean {
  for (let at = 0; at < 3; at++) {
    const unit = name.charCodeAt(at);
    const isPlain = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
    if (!isPlain || key.charAt(at) === "?") return true;
    if ((unit | 32) !== key.charCodeAt(at))
      return isLegalPrefix(firstWord(name)) || firstWord(name) === "the";
  }
  return true;
}

function firstWord(name: string): string {
  const end = name.search(/[^A-Za-z]/);
  return name.slice(0, end < 0 ? name.length : end).toLowerCase();
}

const none: readonly string[] = [];
const longestShape = 63;

function shapeOf(key: string): number {
  return key.charCodeAt(0) * (longestShape + 1) + Math.min(key.length, longestShape);
}

function plainTerms(name: string): Terms {
  return { name, aliases: none, domains: none, exclude: none, require: none, mode: "normal" };
}

/** The domains of some terms as they are compared; a name that is a host ("Booking.com") is one of them. */
export function domainsOf(terms: Terms): readonly string[] {
  const { name, aliases, domains } = terms;
  const hosts = isHost(name) || aliases.some(isHost) ? [name, ...aliases].filter(isHost) : none;
  if (hosts.length + domains.length === 0) return none;
  return [...new Set([...domains, ...hosts].flatMap((domain) => normaliseDomain(domain) ?? []))];
}

function isHost(name: string): boolean {
  return name.includes(".") && /^[^\s/@]+\.[a-z]{2,}$/i.test(name);
}

function keepTerms(watch: WatchTerms): string | Terms {
  const { name, aliases, domains, exclude, require, mode } = watch;
  const isPlain =
    mode === "normal" && aliases.length + domains.length + exclude.length + require.length === 0;
  return isPlain ? name : { name, aliases, domains, exclude, require, mode };
}
