import { gateBits } from "./tokens.ts";

const shardBits = 8;
const shardCount = 1 << shardBits;
const firstSlots = 8;

/** One open-addressing table; a slot is two hashes and a value, 0 for free. */
interface Shard {
  slots: Int32Array;
  used: number;
}

/**
 * The token trie: for each prefix of a name (identified by 64 bits of hash) whether a name ends there and whether one goes on.
 *
 * It is cut into shards that grow one by one, so that no single insertion pays for moving the whole.
 */
export class PrefixTable {
  readonly #shards: Shard[] = Array.from({ length: shardCount }, () => ({
    slots: new Int32Array(firstSlots * 3),
    used: 0,
  }));
  /** Bits that say which first tokens lead anywhere; asked while a text is read. */
  readonly gate = new Uint32Array(1 << (gateBits - 5));

  /** Opens the way for a first token. */
  admit(a: number): void {
    const bit = a >>> (32 - gateBits);
    this.gate[bit >>> 5] = (this.gate[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  /** The value of a prefix; 0 where there is none. */
  get(a: number, b: number): number {
    const mixed = mix(a, b);
    const { slots } = this.#shards[mixed >>> (32 - shardBits)] as Shard;
    const mask = slots.length / 3 - 1;
    for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
      const value = slots[slot * 3 + 2] as number;
      if (value === 0) return 0;
      if (slots[slot * 3] === a && slots[slot * 3 + 1] === b) return value;
    }
  }

  set(a: number, b: number, value: number): void {
    const shard = this.#shards[mix(a, b) >>> (32 - shardBits)] as Shard;
    if (put(shard.slots, a, b, value)) shard.used++;
    const capacity = shard.slots.length / 3;
    if (shard.used * 4 > capacity * 3) {
      const grown = new Int32Array(shard.slots.length * 2);
      for (let at = 0; at < shard.slots.length; at += 3) {
        const kept = shard.slots[at + 2] as number;
        if (kept !== 0) put(grown, shard.slots[at] as number, shard.slots[at + 1] as number, kept);
      }
      shard.slots = grown;
    }
  }

  delete(a: number, b: number): void {
    const shard = this.#shards[mix(a, b) >>> (32 - shardBits)] as Shard;
    const { slots } = shard;
    const mask = slots.length / 3 - 1;
    let slot = mix(a, b) & mask;
    while (slots[slot * 3] !== a || slots[slot * 3 + 1] !== b) {
      if (slots[slot * 3 + 2] === 0) return;
      slot = (slot + 1) & mask;
    }
    if (slots[slot * 3 + 2] === 0) return;
    shard.used--;
    // What stands behind moves up, so that no chain of probes is cut.
    for (let next = (slot + 1) & mask; slots[next * 3 + 2] !== 0; next = (next + 1) & mask) {
      const home = mix(slots[next * 3] as number, slots[next * 3 + 1] as number) & mask;
      if (((next - home) & mask) < ((next - slot) & mask)) continue;
      slots.copyWithin(slot * 3, next * 3, next * 3 + 3);
      slot = next;
    }
    slots.fill(0, slot * 3, slot * 3 + 3);
  }
}

function put(slots: Int32Array, a: number, b: number, value: number): boolean {
  const mask = slots.length / 3 - 1;
  let slot = mix(a, b) & mask;
  while (slots[slot * 3 + 2] !== 0) {
    if (slots[slot * 3] === a && slots[slot * 3 + 1] === b) {
      slots[slot * 3 + 2] = value;
      return false;
    }
    slot = (slot + 1) & mask;
  }
  slots[slot * 3] = a;
  slots[slot * 3 + 1] = b;
  slots[slot * 3 + 2] = value;
  return true;
}

function mix(a: number, b: number): number {
  const h = Math.imul(a ^ (b >>> 16) ^ (b << 7), 0x9e37_79b1 | 0);
  return h ^ (h >>> 15);
}
