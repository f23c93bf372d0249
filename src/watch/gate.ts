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
  { bits: 14, most: 1 << 11 },
  { bits: 16, most: 1 << 13 },
  { bits: 18, most: 1 << 16 },
  { bits: 21, most: 1 << 19 },
  { bits: 24, most: Number.POSITIVE_INFINITY },
] as const;
type Step = (typeof steps)[number];

/**
 * Turns away most words of a text that no watched name begins with, from two looks at a small table.
 *
 * What it lets through has still to be looked up; what it turns away is certain.
 */
export class Gate {
  bytes: Uint8Array;
  /** What a hash is shifted right by to find its byte. */
  shift: number;
  #step: number;
  #used = 0;

  constructor(step = 0) {
    const { bits } = stepAt(step);
    this.#step = step;
    this.bytes = new Uint8Array(1 << bits);
    this.shift = 32 - bits;
  }

  /** Whether so much is let through that a {@link larger} one is wanted, filled anew. */
  get isCrowded(): boolean {
    return this.#used > stepAt(this.#step).most;
  }

  /** Makes the next larger one, empty. */
  larger(): Gate {
    return new Gate(this.#step + 1);
  }

  /** Becomes what another is. */
  take(other: Gate): void {
    this.bytes = other.bytes;
    this.shift = other.shift;
    this.#step = other.#step;
    this.#used = other.#used;
  }

  admit(hash: number, flags: number): void {
    for (const at of [hash >>> this.shift, otherPlace(hash, this.shift)]) {
      const kept = this.bytes[at] as number;
      if (kept === 0) this.#used++;
      this.bytes[at] = kept | flags;
    }
  }

  /** What both looks say: at the byte that {@link shift} finds, and at {@link otherPlace}. */
  flags(hash: number): number {
    return (this.bytes[hash >>> this.shift] as number) & (this.bytes[otherPlace(hash, this.shift)] as number);
  }
}

/** Where the second look at a hash goes. */
export function otherPlace(hash: number, shift: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) >>> shift;
}

function stepAt(step: number): Step {
  return steps[Math.min(step, steps.length - 1)] ?? steps[0];
}
