/** The second hash of nothing. */
export const checkSeed = 0x811c_9dc5 | 0;
const checkPrime = 0x0100_0193;
const firstPrime = 0x9e37_79b1 | 0;
const secondPrime = 0x85eb_ca6b | 0;

/**
 * The first hash of a word of plain letters: all of a short word, both ends of a long one.
 *
 * A text's words get theirs from two looks at four letters each, without a loop; the second hash tells the rest apart.
 *
 * @param first - up to four letters at the start, a byte each, the first one lowest
 * @param last - the last four, the last one highest; 0 for words of less than four
 */
export function hashEnds(first: number, last: number, length: number): number {
  return Math.imul(Math.imul(first, firstPrime) ^ last ^ length, secondPrime);
}

/** Takes a letter into the second hash. */
export function mixCheck(check: number, letter: number): number {
  return Math.imul(check ^ letter, checkPrime);
}

/** Joins the hash of the next word to that of a prefix. */
export function chain(prefix: number, word: number): number {
  return Math.imul(((prefix << 5) | (prefix >>> 27)) ^ word, secondPrime);
}

/** Hashes a word letter by letter; two hashes together identify it. */
export class WordHash {
  #first = 0;
  #last = 0;
  #length = 0;
  #isPlain = true;
  #whole = 0;
  /** The second hash. */
  check = checkSeed;

  /** The first hash. */
  get hash(): number {
    if (!this.#isPlain) return this.#whole;
    return hashEnds(this.#first, this.#length < 4 ? 0 : this.#last, this.#length);
  }

  begin(): void {
    this.#first = 0;
    this.#last = 0;
    this.#length = 0;
    this.#isPlain = true;
    this.#whole = 0;
    this.check = checkSeed;
  }

  /** Takes one folded letter: a code point. */
  add(letter: number): void {
    if (this.#length < 4) this.#first |= letter << (8 * this.#length);
    this.#last = (this.#last >>> 8) | (letter << 24);
    this.#length++;
    if (letter >= 0x80) this.#isPlain = false;
    this.#whole = chain(this.#whole, letter);
    this.check = mixCheck(this.check, letter);
  }
}

/** Both hashes of one folded word, the same that reading a text gives it. */
export function hashWord(word: string): readonly [hash: number, check: number] {
  const hash = new WordHash();
  for (let at = 0; at < word.length; at++) {
    const point = word.codePointAt(at) ?? 0;
    hash.add(point);
    if (point >= 0x1_0000) at++;
  }
  return [hash.hash, hash.check];
}

/** Both hashes of a text that is no word, every character counting in each. */
export function hashKey(key: string): readonly [hash: number, check: number] {
  let hash = 0;
  let check = checkSeed;
  for (let at = 0; at < key.length; at++) {
    const unit = key.charCodeAt(at);
    hash = chain(hash, unit);
    check = mixCheck(check, unit);
  }
  return [hash, check];
}
