import { redact } from "./redact.ts";
import { clean, cut, escapeMarkdown } from "./text.ts";

/** Shows any text from outside: cleaned, personal data hidden, escaped, at most `max` code units; may be empty. */
export function show(text: string, max: number): string {
  // Far more than is shown, since much may be invisible; what lies beyond is not even looked at.
  const read = text.slice(0, Math.max(1024, max * 4));
  return cut(escapeMarkdown(redact(clean(read))), max);
}

/** Shows texts without empty ones and repetitions. */
export function showEach(texts: readonly string[], max: number): string[] {
  return [...new Set(texts.slice(0, 200).map((text) => show(text, max)))].filter((text) => text !== "");
}

/** Strikes shown text through, as a value that no longer holds. */
export function strike(shown: string): string {
  return `~~${shown}~~`;
}

// The largest time that Discord and Date both show.
const maxSeconds = 8_640_000_000_000;

/** A time as everybody reads it in their own zone: `f` date and time, `R` "3 hours ago". */
export function showTime(time: Date | null, style: "f" | "R"): string | null {
  const seconds = time === null ? Number.NaN : Math.floor(time.getTime() / 1000);
  return Math.abs(seconds) <= maxSeconds ? `<t:${seconds}:${style}>` : null;
}

/** Date and time with the distance from now: `<t:…:f> (<t:…:R>)`. */
export function showTimeAndDistance(time: Date | null): string | null {
  const full = showTime(time, "f");
  return full === null ? null : `${full} (${showTime(time, "R")})`;
}
