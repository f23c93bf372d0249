/** A watched name of one word may stand here. */
export const endsHere = 1;
/** … one that is a name however it is written. */
export const endsStrong = 2;
/** A watched name of several words may begin with this word. */
export const opens = 4;
export const opensStrong = 8;
/** A watched name may begin with these two words. */
export const opensTwo = 16;
export const opensTwoStrong = 32;

/** Bits of a hash that choose a byte, and how many bytes may be set before a larger gate is made. */
const steps = [
  { bits: 14, most: 1 << 12 },
  { bits: 17, most: 1 << 16 },
  { bits: 19, most: 1 << 17 },
  { bits: 23, most: Number.POSITIVE_INFINITY },
] as const;

/**
 * Turns away most words of a text that no watched name begins with, from one look at a small table.
 *
 * What it lets through has still to be looked up; what it turns away is certain.
 */
export class Gate {
  bytes: Uint8Array;
  /** What a hash is shifted right by to find its byte. */
  shift: number;
  #step = 0;
  #used = 0;

  constructor() {
    this.bytes = new Uint8Array(1 << steps[0].bits);
    this.shift = 32 - steps[0].bits;
  }

  /** Whether so much is let through that a larger gate is wanted; then {@link enlarge} it and admit everything anew. */
  get isCrowded(): boolean {
    return this.#used > (steps[this.#step]?.most ?? Number.POSITIVE_INFINITY);
  }

  /** Makes it larger, and empty. */
  enlarge(): void {
    this.#step++;
    const bits = steps[this.#step]?.bits ?? 23;
    this.bytes = new Uint8Array(1 << bits);
    this.shift = 32 - bits;
    this.#used = 0;
  }

  admit(hash: number, flags: number): void {
    const at = hash >>> this.shift;
    const kept = this.bytes[at] as number;
    if (kept === 0) this.#used++;
    this.bytes[at] = kept | flags;
  }

  flags(hash: number): number {
    return this.bytes[hash >>> this.shift] as number;
  }
}
