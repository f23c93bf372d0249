import type { SourceDay } from "../model.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** How long a source's days are kept: long enough to know its habit. */
export const keptDays = 90;

/** The day of a time, UTC: `2026-03-01`. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The day that lies some days before a time's own. */
export function dayBefore(time: Date, days: number): string {
  return dayOf(new Date(time.getTime() - days * dayMs));
}

/** What one visit adds to its day. */
export type VisitCounts = Omit<SourceDay, "day" | "visits">;

/** Adds a visit to its day; a day that is over is not continued. */
export function addVisit(today: SourceDay | null, day: string, visit: VisitCounts): SourceDay {
  const before = today?.day === day ? today : null;
  return {
    day,
    visits: (before?.visits ?? 0) + 1,
    unchanged: (before?.unchanged ?? 0) + visit.unchanged,
    failures: (before?.failures ?? 0) + visit.failures,
    partial: (before?.partial ?? 0) + visit.partial,
    newPosts: (before?.newPosts ?? 0) + visit.newPosts,
    items: (before?.items ?? 0) + visit.items,
    bytes: (before?.bytes ?? 0) + visit.bytes,
  };
}
