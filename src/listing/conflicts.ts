/** Statements of one post that contradict each other: both are kept. */
import type { Conflict, RecordCount } from "../model.ts";

/** Words of the noun phrase that name what is counted. */
const nounsOf = (of: string | null): ReadonlySet<string> =>
  new Set(
    (of ?? "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2 && !filler.has(word)),
  );
const filler = new Set([
  "pieces",
  "piece",
  "data",
  "records",
  "the",
  "unique",
  "stolen",
  "leaked",
  "exposed",
]);
const maxPairs = 400;

/**
 * Finds counts of the same thing that differ by a slip of the zeros: 399,000 and 39,900 owner IDs.
 *
 * Other differences are no contradiction: estimates grow, and a part is smaller than the whole.
 */
export function findConflicts(records: readonly RecordCount[]): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  let pairs = 0;
  for (const [left, a] of records.entries())
    for (let right = left + 1; right < records.length; right++) {
      if (++pairs > maxPairs) return conflicts;
      const b = records[right];
      if (b === undefined || a.count === b.count || !sameDigits(a.count, b.count)) continue;
      const nouns = nounsOf(a.of);
      const shared = [...nounsOf(b.of)].filter((word) => nouns.has(word));
      if (shared.length > 0)
        conflicts.push({
          records: [left, right],
          note: `${a.text} and ${b.text}: same digits, different size`,
        });
    }
  return conflicts;
}

function sameDigits(a: number, b: number): boolean {
  const digits = (value: number): string => String(value).replace(/0+$/, "");
  return digits(a).length >= 3 && digits(a) === digits(b);
}
