/** Reads a time of day as people type it; null where it is none: `8`, `08:30`, `22:00`. */
export function parseTimeOfDay(text: string): number | null {
  const match = /^\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(?:h|uhr)?\s*$/iu.exec(text);
  const hour = Number(match?.[1] ?? Number.NaN);
  const minute = Number(match?.[2] ?? 0);
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** Shows minutes after midnight as a clock does: `08:30`. */
export function showTimeOfDay(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
