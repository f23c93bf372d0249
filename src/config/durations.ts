const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const unitsBytes = {
  B: 1,
  KB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
} as const;

/** A whole or decimal number and its unit: `500ms`, `20s`, `10m`, `1.5h`, `7d`. */
export const durationPattern = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/;
/** A whole or decimal number and its unit: `512KiB`, `4MiB`, `1.5MB`. */
export const bytesPattern = /^(\d{1,12}(?:\.\d{1,3})?)(B|[KMG]i?B)$/;

/**
 * Reads a length of time: `10m` is 600,000 ms.
 *
 * @returns whole milliseconds; null where the text is no duration
 */
export function parseDuration(text: string): number | null {
  return scale(durationPattern.exec(text), unitsMs);
}

/**
 * Reads a size: `4MiB` is 4,194,304 bytes, `4MB` is 4,000,000.
 *
 * @returns whole bytes; null where the text is no size
 */
export function parseBytes(text: string): number | null {
  return scale(bytesPattern.exec(text), unitsBytes);
}

function scale(parts: RegExpExecArray | null, units: Readonly<Record<string, number>>): number | null {
  const factor = units[parts?.[2] ?? ""];
  return factor === undefined ? null : Math.round(Number(parts?.[1]) * factor);
}
