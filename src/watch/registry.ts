import type { WatchTerms } from "../model.ts";
import { normaliseDomain, splitHost } from "./domains.ts";
import { FoldTable, squeeze } from "./fold.ts";
import { nameKey } from "./name-key.ts";
import { PagedInts, PagedList } from "./paged.ts";
import { PrefixTable } from "./prefix-table.ts";
import { chain, hashWord, TokenStream } from "./tokens.ts";
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

// Many small maps instead of one: none is ever so large that its growing is felt.
const mapCount = 256;

/** A map from strings to numbers whose growth is spread. */
class ShardedMap {
  readonly #maps: Map<string, number>[] = Array.from({ length: mapCount }, () => new Map<string, number>());
  size = 0;

  #of(key: string): Map<string, number> {
    let hash = key.length;
    for (let at = Math.max(0, key.length - 8); at < key.length; at++)
      hash = Math.imul(hash, 31) + key.charCodeAt(at);
    return this.#maps[hash & (mapCount - 1)] as Map<string, number>;
  }

  get(key: string): number | undefined {
    return this.#of(key).get(key);
  }

  set(key: string, value: number): void {
    const map = this.#of(key);
    if (!map.has(key)) this.size++;
    map.set(key, value);
  }

  delete(key: string): void {
    if (this.#of(key).delete(key)) this.size--;
  }
}

/**
 * Everything that is watched: subjects, and the patterns that lead to them.
 *
 * A pattern (a row of tokens, or a domain) is kept once however many watches share it; a posting joins it to a subject.
 */
export class Registry {
  readonly fold = new FoldTable();
  readonly #table = new PrefixTable();
  readonly #makeVariants = new VariantMaker(this.fold);
  readonly #numbers = new ShardedMap();
  readonly #subjectOf = new ShardedMap();
  // A plain watch is its name alone: of a million watches most are.
  readonly #terms = new PagedList<string | Terms>();
  readonly #ids = new PagedList<string | string[]>();
  // Subjects by first letter and length of their squeezed name: what masked and cut titles are compared with.
  readonly #byShape = new Map<number, number[]>();
  readonly #freeSubjects: number[] = [];
  #subjectCount = 0;
  // Postings as linked lists: subject, what it says, next. Number 0 ends a list.
  readonly #postingSubject = new PagedInts();
  readonly #postingSpelling = new PagedInts();
  readonly #postingNext = new PagedInts();
  readonly #freePostings: number[] = [];
  #postingCount = 1;

  get size(): number {
    return this.#numbers.size;
  }

  /** The value of a prefix, to be asked with {@link firstPosting} and {@link goesOn}; 0 for none. */
  prefix(a: number, b: number): number {
    return this.#table.get(a, b);
  }

  /** Makes the buffer that one field's tokens are read into. */
  createStream(): TokenStream {
    return new TokenStream(this.fold, this.#table.gate);
  }

  /** Whether the text of a prefix is the beginning of a longer name. */
  goesOn(value: number): boolean {
    return (value & 1) === 1;
  }

  /** First posting of what ends at a prefix; 0 for none. */
  firstPosting(value: number): number {
    return value >>> 1;
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
    return unpack(this.#postingSpelling.get(posting));
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
    return this.#table.get(a, b) >>> 1;
  }

  /** First posting of a name that is one folded word; 0 for none. */
  wordPosting(word: string): number {
    const [a, b] = hashWord(word);
    return this.#table.get(a, b) >>> 1;
  }

  add(watch: WatchTerms): void {
    this.remove(watch.id);
    const terms = keepTerms(watch);
    const key = typeof terms === "string" ? terms : `\n${JSON.stringify(terms)}`;
    const shared = this.#subjectOf.get(key);
    if (shared !== undefined) {
      const ids = this.#ids.get(shared);
      this.#ids.set(
        shared,
        Array.isArray(ids) ? (ids.push(watch.id), ids) : ids === undefined ? watch.id : [ids, watch.id],
      );
      this.#numbers.set(watch.id, shared);
      return;
    }
    const number = this.#freeSubjects.pop() ?? this.#subjectCount++;
    this.#terms.set(number, terms);
    this.#ids.set(number, watch.id);
    this.#subjectOf.set(key, number);
    this.#numbers.set(watch.id, number);
    for (const [a, b, packed, words] of this.#patterns(terms)) this.#link(a, b, packed, words, number);
    const shape = shapeOf(nameKey(typeof terms === "string" ? terms : terms.name));
    const alike = this.#byShape.get(shape);
    if (alike === undefined) this.#byShape.set(shape, [number]);
    else alike.push(number);
  }

  remove(id: string): void {
    const number = this.#numbers.get(id);
    if (number === undefined) return;
    this.#numbers.delete(id);
    const ids = this.#ids.get(number);
    if (Array.isArray(ids) && ids.length > 1) {
      ids.splice(ids.indexOf(id), 1);
      return;
    }
    const terms = this.#terms.get(number);
    if (terms === undefined) return;
    for (const [a, b] of this.#patterns(terms)) this.#unlink(a, b, number);
    this.#subjectOf.delete(typeof terms === "string" ? terms : `\n${JSON.stringify(terms)}`);
    const alike = this.#byShape.get(shapeOf(nameKey(typeof terms === "string" ? terms : terms.name)));
    const place = alike?.indexOf(number) ?? -1;
    const moved = alike?.pop();
    if (alike !== undefined && moved !== undefined && moved !== number && place >= 0) alike[place] = moved;
    this.#terms.set(number, undefined);
    this.#ids.set(number, undefined);
    this.#freeSubjects.push(number);
  }

  /** Subjects whose squeezed name begins with a letter and has a length within bounds. */
  *alike(letter: string, shortest: number, longest: number): Generator<Subject> {
    for (let length = shortest; length <= Math.min(longest, longestShape); length++) {
      for (const number of this.#byShape.get(shapeOf(letter.padEnd(length, "?"))) ?? []) {
        const subject = this.subject(number);
        if (subject !== null) yield subject;
      }
    }
  }

  /** Hashes of every pattern of some terms, what its posting says, and its words (none for a domain). */
  *#patterns(kept: string | Terms): Generator<readonly [number, number, number, readonly string[]]> {
    const terms = typeof kept === "string" ? plainTerms(kept) : kept;
    const seen = new Set<string>();
    for (const [at, name] of [terms.name, ...terms.aliases].entries()) {
      for (const variant of this.#makeVariants.variants(name)) {
        const key = variant.words.join(" ");
        if (seen.has(key)) continue;
        seen.add(key);
        let a = 0;
        let b = 0;
        for (const [place, word] of variant.words.entries()) {
          const [wordA, wordB] = hashWord(word);
          a = place === 0 ? wordA : chain(a, wordA);
          b = place === 0 ? wordB : chain(b, wordB);
        }
        yield [a, b, pack(variant, at > 0), variant.words];
      }
    }
    for (const normal of domainsOf(terms)) {
      const [a, b] = hashWord(`@${normal}`);
      yield [a, b, domainPosting, []];
      const label = squeeze(splitHost(normal)?.label ?? "");
      if (label.length < 4 || seen.has(label)) continue;
      seen.add(label);
      const [labelA, labelB] = hashWord(label);
      yield [
        labelA,
        labelB,
        pack(
          { words: [label], strength: "common", form: "domain", isLiteralAnd: false, hasComma: false },
          true,
        ),
        [label],
      ];
    }
  }

  #link(a: number, b: number, packed: number, words: readonly string[], subject: number): void {
    let prefixA = 0;
    let prefixB = 0;
    // The way there: every shorter prefix says that a name goes on.
    for (const [place, word] of words.entries()) {
      const [wordA, wordB] = hashWord(word);
      prefixA = place === 0 ? wordA : chain(prefixA, wordA);
      prefixB = place === 0 ? wordB : chain(prefixB, wordB);
      if (place === 0) this.#table.admit(wordA);
      if (place === words.length - 1) break;
      const value = this.#table.get(prefixA, prefixB);
      if ((value & 1) === 0) this.#table.set(prefixA, prefixB, value | 1);
    }
    const value = this.#table.get(a, b);
    const posting = this.#freePostings.pop() ?? this.#postingCount++;
    this.#postingSubject.set(posting, subject);
    this.#postingSpelling.set(posting, packed);
    this.#postingNext.set(posting, value >>> 1);
    this.#table.set(a, b, (posting << 1) | (value & 1));
  }

  #unlink(a: number, b: number, subject: number): void {
    const value = this.#table.get(a, b);
    let before = 0;
    for (
      let posting = value >>> 1;
      posting !== 0;
      before = posting, posting = this.#postingNext.get(posting)
    ) {
      if (this.#postingSubject.get(posting) !== subject) continue;
      const next = this.#postingNext.get(posting);
      if (before !== 0) this.#postingNext.set(before, next);
      else if (next === 0 && (value & 1) === 0) this.#table.delete(a, b);
      else this.#table.set(a, b, (next << 1) | (value & 1));
      this.#freePostings.push(posting);
      return;
    }
  }
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
  const hosts = [terms.name, ...terms.aliases].filter((name) => /^[^\s/@]+\.[a-z]{2,}$/i.test(name));
  return [...new Set([...terms.domains, ...hosts].flatMap((domain) => normaliseDomain(domain) ?? []))];
}

function keepTerms(watch: WatchTerms): string | Terms {
  const { name, aliases, domains, exclude, require, mode } = watch;
  const isPlain =
    mode === "normal" && aliases.length + domains.length + exclude.length + require.length === 0;
  return isPlain ? name : { name, aliases, domains, exclude, require, mode };
}
