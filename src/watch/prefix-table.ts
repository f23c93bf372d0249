// Shards are split one by one so that each keeps about so many entries: that bounds what one insertion moves.
const entriesOfShard = 512;
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

/**
 * A table from 64 bits of hash to a number that is not 0.
 *
 * It is cut into shards, and grows by linear hashing: one shard after the other is split in two. However large the table is,
 * no single insertion pays for more than growing one shard and splitting one.
 */
export class PrefixTable {
  readonly #shards: Shard[] = [newShard(0)];
  // Shards below this have been split in this round; `mask` chooses among the shards of the round's beginning.
  #split = 0;
  #mask = 0;
  #used = 0;
  #moved = 0;

  /** How many shards there are; new ones are added behind the others. */
  get shardCount(): number {
    return this.#shards.length;
  }

  /** How many entries growing has moved so far. */
  get moved(): number {
    return this.#moved;
  }

  /** The value of a prefix; 0 where there is none. */
  get(a: number, b: number): number {
    const mixed = mix(a, b);
    const { slots, capacity } = this.#shardOf(mixed);
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
    const shard = this.#shardOf(mixed);
    if (shard.used + 1 > shard.capacity * fullness) {
      this.#moved += shard.used;
      const larger = newShard(Math.max(firstSlots, Math.ceil(shard.capacity * growth)));
      visitSlots(shard, (oneA, oneB, one) => put(larger, oneA, oneB, one));
      Object.assign(shard, larger);
    }
    if (!put(shard, a, b, value)) return;
    if (++this.#used > this.#shards.length * entriesOfShard) this.#splitNext();
  }

  delete(a: number, b: number): void {
    const mixed = mix(a, b);
    const shard = this.#shardOf(mixed);
    const { slots, capacity } = shard;
    if (capacity === 0) return;
    const { length } = slots;
    let slot = home(mixed, capacity);
    for (; slots[slot] !== a || slots[slot + 1] !== b; slot = (slot + 3) % length) {
      if (slots[slot + 2] === 0) return;
    }
    if (slots[slot + 2] === 0) return;
    shard.used--;
    this.#used--;
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
    visitSlots(this.#shards[shard] as Shard, (a, _, value) => {
      see(a, value);
    });
  }

  #shardOf(mixed: number): Shard {
    const at = mixed & this.#mask;
    return this.#shards[at < this.#split ? mixed & (2 * this.#mask + 1) : at] as Shard;
  }

  /** Splits the next shard of the round: what has the next bit of its hash set goes to a new one. */
  #splitNext(): void {
    const old = this.#shards[this.#split] as Shard;
    const bit = this.#mask + 1;
    let leaving = 0;
    visitSlots(old, (a, b) => {
      if ((mix(a, b) & bit) !== 0) leaving++;
    });
    const kept = newShard(roomFor(old.used - leaving));
    const added = newShard(roomFor(leaving));
    visitSlots(old, (a, b, value) => put((mix(a, b) & bit) === 0 ? kept : added, a, b, value));
    this.#moved += old.used;
    this.#shards[this.#split++] = kept;
    this.#shards.push(added);
    if (this.#split < bit) return;
    this.#split = 0;
    this.#mask = 2 * this.#mask + 1;
  }
}

function newShard(capacity: number): Shard {
  return { slots: new Int32Array(capacity * 3), capacity, used: 0 };
}

/** The capacity in which some entries have room for a few more. */
function roomFor(entries: number): number {
  return Math.ceil((entries + 8) / fullness);
}

function visitSlots({ slots }: Shard, see: (a: number, b: number, value: number) => void): void {
  for (let at = 0; at < slots.length; at += 3) {
    const value = slots[at + 2] as number;
    if (value !== 0) see(slots[at] as number, slots[at + 1] as number, value);
  }
}

/** Keeps a value; whether it is a new one. */
function put(shard: Shard, a: number, b: number, value: number): boolean {
  const { slots, capacity } = shard;
  let slot = home(mix(a, b), capacity);
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
  shard.used++;
  return true;
}

/** Where the probing begins: the upper half of the hash, spread over a table of any length; the lower half chooses the shard. */
function home(mixed: number, capacity: number): number {
  return (((mixed >>> 16) * capacity) >>> 16) * 3;
}

function mix(a: number, b: number): number {
  const h = Math.imul(a ^ (b >>> 16) ^ (b << 7), 0x9e37_79b1 | 0);
  return h ^ (h >>> 15);
}
