import { UserError } from "../errors.ts";
import { sayEach } from "../words/words.ts";

const units = { h: 1, d: 24, w: 7 * 24 } as const; // hours

/**
 * Reads how far back somebody wants to look: "24h", "7d", "2w" or a date.
 *
 * @throws `UserError` where it is none of these
 */
export function readSince(typed: string, now: Date): Date {
  const [, amount, unit] = /^(\d{1,4})\s?([hdw])$/iu.exec(typed.trim()) ?? [];
  if (amount !== undefined && unit !== undefined) {
    const hours = Number(amount) * units[unit.toLowerCase() as keyof typeof units];
    return new Date(now.getTime() - hours * 3_600_000);
  }
  const date = /^\d{4}-\d{2}-\d{2}$/u.test(typed.trim()) ? new Date(typed.trim()) : null;
  if (date === null || Number.isNaN(date.getTime())) {
    throw new UserError(sayEach(({ listings }) => listings.unknownSince));
  }
  return date;
}
