import type { DigestTimes, QuietHours } from "../model.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Whether this is a time zone of the IANA database, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    // RangeError: there is no such zone.
    return false;
  }
}

/** Whether the clocks of a zone show a quiet hour. */
export function isQuiet({ from, to }: QuietHours, timeZone: string, now: Date): boolean {
  const local = wallClock(timeZone, now.getTime());
  const minutes = Math.floor((local % dayMs) / minuteMs);
  return from <= to ? from <= minutes && minutes < to : minutes >= from || minutes < to;
}

/**
 * The newest instant at which a digest is due, at or before `now`.
 *
 * Where the clocks skip the hour, it is due as long after the change; where they repeat it, the first time counts.
 */
export function lastDue({ every, at }: DigestTimes, timeZone: string, now: Date): Date | null {
  if (every === "off") return null;
  const today = Math.floor(wallClock(timeZone, now.getTime()) / dayMs) * dayMs;
  // A week and two days back: the newest Monday is among them, whatever the hour is.
  for (let day = today + dayMs; day >= today - 8 * dayMs; day -= dayMs) {
    if (every === "weekly" && new Date(day).getUTCDay() !== 1) continue;
    const due = instantOf(timeZone, day + at * minuteMs);
    if (due <= now.getTime()) return new Date(due);
  }
  return null;
}

/** What the clocks of a zone show at an instant, as epoch ms of the same digits in UTC. */
function wallClock(timeZone: string, time: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(time);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? Number.NaN);
  return Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
}

/** The first instant at which the clocks of a zone show this, or have gone past it. */
function instantOf(timeZone: string, wall: number): number {
  const offsetAt = (time: number): number => wallClock(timeZone, time) - Math.floor(time / 1000) * 1000;
  // The offsets a day before and after are those on either side of a change of the clocks.
  const candidates = [wall - offsetAt(wall - dayMs), wall - offsetAt(wall + dayMs)];
  const shown = candidates.filter((time) => wallClock(timeZone, time) === wall);
  return shown.length > 0 ? Math.min(...shown) : Math.max(...candidates);
}
