const shardBits = 8;
/** How many parts a table has, each of which grows and is visited by itself. */
export const shardCount = 1 << shardBits;
const firstSlots = 4;
// Grown by a half when four fifths are taken: little stays empty, and little is moved at once.
const growth = 1.5;
const fullness = 0.8;

/** One open-addressing table; a slot is two hashes and a value, 0 for free. */
interface Shard {
  slots: Int32Array;
  capacity: number;
  used: number;
}

const noSlots = new Int32Array(0);

/**
 * A table from 64 bits of hash to a number that is not 0.
 *
 * It is cut into shards that grow one by one, so that no single insertion pays for moving the whole.
 */
export class PrefixTable {
  readonly #shards: Shard[] = Array.from({ length: shardCount }, () => ({
    slots: noSlots,
    capacity: 0,
    used: 0,
  }));

  /** The value of a prefix; 0 where there is none. */
  get(a: number, b: number): number {
    const mixed = mix(a, b);
    const { slots, capacity } = this.#shards[mixed >>> (32 - shardBits)] as Shard;
    if (capacity === 0) return 0;
    const { length } = slots;
    for (let slot = home(mixed, capacity); ;) {
      const value = slots[slot + 2] as number;
      if (value === 0) return 0;
      if (slots[slot] === a && slots[slot + 1] === b) return value;
      slot += 3;
      if (slot === length) slot = 0;
    }
  }

  set(a: number, b: number, value: number): void {
    const mixed = mix(a, b);
    const shard = this.#shards[mixed >>> (32 - shardBits)] as Shard;
    if (shard.used + 1 > shard.capacity * fullness) grow(shard);
    if (put(shard, mixed, a, b, value)) shard.used++;
  }

  delete(a: number, b: number): void {
    const mixed = mix(a, b);
    const shard = this.#shards[mixed >>> (32 - shardBits)] as Shard;
    const { slots, capacity } = shard;
    if (capacity === 0) return;
    const { length } = slots;
    let slot = home(mixed, capacity);
    for (; slots[slot] !== a || slots[slot + 1] !== b; slot = (slot + 3) % length) {
      if (slots[slot + 2] === 0) return;
    }
    if (slots[slot + 2] === 0) return;
    shard.used--;
    // What stands behind moves up, so that no chain of probes is cut.
    for (let next = (slot + 3) % length; slots[next + 2] !== 0; next = (next + 3) % length) {
      const from = home(mix(slots[next] as number, slots[next + 1] as number), capacity);
      if ((next - from + length) % length < (next - slot + length) % length) continue;
      slots.copyWithin(slot, next, next + 3);
      slot = next;
    }
    slots.fill(0, slot, slot + 3);
  }

  /** Tells every first hash of a shard with its value, in no order. */
  visit(shard: number, see: (a: number, value: number) => void): void {
    const { slots } = this.#shards[shard] as Shard;
    for (let at = 0; at < slots.length; at += 3) {
      const value = slots[at + 2] as number;
      if (value !== 0) see(slots[at] as number, value);
    }
  }
}

function grow(shard: Shard): void {
  const { slots } = shard;
  shard.capacity = Math.max(firstSlots, Math.ceil(shard.capacity * growth));
  shard.slots = new Int32Array(shard.capacity * 3);
  for (let at = 0; at < slots.length; at += 3) {
    const value = slots[at + 2] as number;
    const a = slots[at] as number;
    const b = slots[at + 1] as number;
    if (value !== 0) put(shard, mix(a, b), a, b, value);
  }
}

/** Keeps a value; whether it is a new one. */
function put(shard: Shard, mixed: number, a: number, b: number, value: number): boolean {
  const { slots, capacity } = shard;
  let slot = home(mixed, capacity);
  while (slots[slot + 2] !== 0) {
    if (slots[slot] === a && slots[slot + 1] === b) {
      slots[slot + 2] = value;
      return false;
    }
    slot += 3;
    if (slot === slots.length) slot = 0;
  }
  slots[slot] = a;
  slots[slot + 1] = b;
  slots[slot + 2] = value;
  return true;
}

/** Where the probing begins: 16 bits of the hash, spread over a table of any length. */
function home(mixed: number, capacity: number): number {
  return (((mixed & 0xffff) * capacity) >>> 16) * 3;
}

function mix(a: number, b: number): number {
  const h = Math.imul(a ^ (b >>> 16) ^ (b << 7), 0x9e37_79b1 | 0);
  return h ^ (h >>> 15);
}
