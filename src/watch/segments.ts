import { codeLimit, edgeBit, type FoldTable, rareCode } from "./fold.ts";

const firstCapacity = 1024;
/** How far behind its place a letter is kept, so that four of them can be read before any end and behind any start. */
export const margin = 4;
// Below this the way to the encoder and back costs more than it saves.
const shortText = 48;

/**
 * A text cut at everything that is no plain letter, before anybody knows what of it matters.
 *
 * One pass without a branch in it: a guess at where a word ends is wrong for every other word, and costs more than the rest.
 */
export class Segments {
  /** Each letter folded to a byte, {@link margin} behind its place; between segments what an edge is, as {@link FoldTable.codes} says. */
  letters = new DataView(new ArrayBuffer(firstCapacity + 2 * margin));
  /** Where each segment ends; the next begins one behind. Only the first `count` count. */
  ends = new Int32Array(firstCapacity + 1);
  count = 0;
  #bytes = new Uint8Array(this.letters.buffer, margin, firstCapacity + margin);
  readonly #encoder = new TextEncoder();

  /** Cuts a text; what was cut before is forgotten. */
  cut(text: string, { codes }: FoldTable): void {
    const { length } = text;
    this.#reserve(length);
    const bytes = this.#bytes;
    const count = this.#isPlain(text)
      ? cutPlain(length, codes, bytes, this.ends)
      : cutAny(text, codes, bytes, this.ends);
    this.ends[count] = length;
    bytes[length] = 0;
    this.count = count + 1;
  }

  /** Whether a text is ASCII; its characters are in the buffer then, at a speed that asking for each is far from. */
  #isPlain(text: string): boolean {
    if (text.length < shortText) return false;
    const { read, written } = this.#encoder.encodeInto(text, this.#bytes);
    return read === text.length && written === read;
  }

  #reserve(length: number): void {
    const capacity = this.ends.length - 1;
    if (length <= capacity) return;
    const wanted = Math.max(length, 2 * capacity);
    this.letters = new DataView(new ArrayBuffer(wanted + 2 * margin));
    this.#bytes = new Uint8Array(this.letters.buffer, margin, wanted + margin);
    this.ends = new Int32Array(wanted + 1);
  }
}

/** Folds the characters of a buffer in place, and notes the edges; how many there are. */
function cutPlain(length: number, codes: Uint16Array, bytes: Uint8Array, ends: Int32Array): number {
  let count = 0;
  for (let at = 0; at < length; at++) {
    const code = codes[bytes[at] as number] as number;
    bytes[at] = code;
    // Noted always, counted where it is one.
    ends[count] = at;
    count += code >>> edgeBit;
  }
  return count;
}

/** The same for a text of any characters. */
function cutAny(text: string, codes: Uint16Array, bytes: Uint8Array, ends: Int32Array): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const code = unit < codeLimit ? (codes[unit] as number) : rareCode;
    bytes[at] = code;
    ends[count] = at;
    count += code >>> edgeBit;
  }
  return count;
}
