import type { SourceDay } from "../model.ts";

/** A source that has not posted for much longer than it ever did. */
export interface Silence {
  /** Last day with new posts. */
  readonly lastDay: string;
  /** Days since, on which it was read and had nothing new. */
  readonly silentDays: number;
  /** Days from one with posts to the next, at most, while it still posted. */
  readonly longestPause: number;
}

/** How many days back a habit is looked for. */
export const habitDays = 60;

// Who has posted on fewer days, or for less than two weeks, has shown no habit yet.
const minPostingDays = 10;
const minHabitDays = 14;

/**
 * Finds out whether a source that used to post daily has fallen silent.
 *
 * Its own longest pause decides, weekends and holidays among them: it must have been silent for more than twice as
 * long. Days on which it was not read say nothing, neither of its habit nor of its silence.
 * @param days - its last {@link habitDays} days, oldest first, the day that is not over left out
 */
export function findSilence(days: readonly SourceDay[]): Silence | null {
  const read = days.filter((day) => day.visits > day.failures);
  const posting = read.flatMap(({ newPosts }, at) => (newPosts > 0 ? [at] : []));
  const [first, last] = [posting[0], posting.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (posting.length < minPostingDays || last - first < minHabitDays) return null;
  const pauses = posting.slice(1).map((at, index) => at - (posting[index] ?? at));
  const median = pauses.toSorted((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 0;
  if (median > 1) return null;
  const longestPause = Math.max(...pauses);
  const silentDays = read.length - 1 - last;
  const lastDay = read[last]?.day;
  if (lastDay === undefined || silentDays <= 2 * longestPause) return null;
  return { lastDay, silentDays, longestPause };
}
