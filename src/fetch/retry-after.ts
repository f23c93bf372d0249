const longestMs = 24 * 60 * 60_000;

// The three spellings of RFC 9110, 5.6.7; anything looser is read differently by every engine.
const httpDate =
  /^(?:[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/;

/**
 * Reads how long a server asks to be left alone.
 *
 * @param value - of the header `Retry-After`: seconds or a date
 * @returns at most 24 hours; null where nothing readable is asked, or a time that has passed
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(value: string | null, now: Date): number | null {
  const text = value?.trim() ?? "";
  const waitMs = /^\d{1,20}$/.test(text) ? Number(text) * 1000 : parseHttpDate(text) - now.getTime();
  return waitMs > 0 ? Math.min(waitMs, longestMs) : null;
}

function parseHttpDate(text: string): number {
  if (!httpDate.test(text)) return Number.NaN;
  // The oldest spelling names no zone and means GMT all the same.
  return Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
}
