// A price edited in place moves no row of a list: threads that somebody was alerted of are read again by the day.
const rereadMs = 24 * 60 * 60 * 1000;

/** How many threads one visit reads again although nothing says that they changed. */
export const maxRereads = 3;

/** How long after a post was seen first its thread is read again. */
export const maxRereadAgeMs = 30 * rereadMs;

/** When the thread of a post that was read `now` is read again. */
export function nextReread(now: Date): Date {
  return new Date(now.getTime() + rereadMs);
}
