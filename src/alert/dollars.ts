import type { Price, Rates } from "../model.ts";
import { formatMoney } from "./money.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
// A rate of some hours ago supports no more digits.
const digits = 3;

type Amount = Pick<Price, "amount" | "max" | "currency">;

/** About how many US dollars an amount is: `$24,000`; null where it is in dollars, or no rate of it is known. */
export function formatDollars({ amount, max, currency }: Amount, rates: Rates | null): string | null {
  if (rates === null || currency === "USD" || !Object.hasOwn(rates.dollars, currency)) return null;
  const rate = rates.dollars[currency] ?? Number.NaN;
  const worths = [amount, ...(max === null ? [] : [max])].map((units) => units * rate);
  if (!worths.every((worth) => Number.isFinite(worth))) return null;
  const shown = worths.map((worth) =>
    formatMoney({ amount: Number(worth.toPrecision(digits)), currency: "USD" }),
  );
  return shown.join("–");
}

/** Says of when rates are: `2 Nov`, in UTC. */
export function formatRateDay({ at }: Rates): string {
  return `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ""}`.trim();
}

/** What follows an amount: ` (≈ $24,000, rate of 2 Nov)`; nothing where no rate is known. */
export function showDollars(amount: Amount, rates: Rates | null): string {
  const dollars = formatDollars(amount, rates);
  return dollars === null || rates === null ? "" : ` (≈ ${dollars}, rate of ${formatRateDay(rates)})`;
}
