import fc from "fast-check";
import { expect, test } from "vitest";
import { PrefixTable } from "../../src/watch/prefix-table.ts";

const hash = fc.integer({ min: -2, max: 2 });
const step = fc.record({ a: hash, b: fc.oneof(hash, fc.integer()), value: fc.integer({ min: 0, max: 9 }) });

test("keeps and forgets what a plain map does", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const table = new PrefixTable();
      const kept = new Map<string, number>();
      for (const { a, b, value } of steps) {
        if (value === 0) {
          table.delete(a, b);
          kept.delete(`${a} ${b}`);
        } else {
          table.set(a, b, value);
          kept.set(`${a} ${b}`, value);
        }
      }
      for (const { a, b } of steps) expect(table.get(a, b)).toBe(kept.get(`${a} ${b}`) ?? 0);
      const seen: number[] = [];
      for (let shard = 0; shard < table.shardCount; shard++)
        table.visit(shard, (_, value) => seen.push(value));
      expect(seen.toSorted()).toEqual([...kept.values()].toSorted());
    }),
  );
});

test("no insertion moves more than a few entries, however many there are", () => {
  const table = new PrefixTable();
  let most = 0;
  for (let key = 1; key <= 300_000; key++) {
    const before = table.moved;
    table.set(hashOf(key), key, key);
    most = Math.max(most, table.moved - before);
  }
  expect(most).toBeLessThan(3000);
  for (let key = 1; key <= 300_000; key += 997) expect(table.get(hashOf(key), key)).toBe(key);
  const seen = new Set<number>();
  for (let shard = 0; shard < table.shardCount; shard++) table.visit(shard, (_, value) => seen.add(value));
  expect(seen.size).toBe(300_000);
});

function hashOf(key: number): number {
  return Math.imul(key ^ (key >>> 7), 0x85eb_ca6b | 0);
}
