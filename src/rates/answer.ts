import { z } from "zod";
import type { Rates } from "../model.ts";

// Names under which coins are asked for by those that give dollars for a coin.
const coins: Readonly<Record<string, string>> = {
  bitcoin: "BTC",
  "bitcoin-cash": "BCH",
  binancecoin: "BNB",
  dash: "DASH",
  dogecoin: "DOGE",
  ethereum: "ETH",
  litecoin: "LTC",
  monero: "XMR",
  ripple: "XRP",
  solana: "SOL",
  tether: "USDT",
  tron: "TRX",
  "usd-coin": "USDC",
  zcash: "ZEC",
};

const figures = z.record(z.string(), z.unknown());
const base = z.string().max(10);

/** Units of each currency for one of a base, as most services say it. */
const unitsForBase = z.union([
  z.object({ base, rates: figures }),
  z.object({ base_code: base, rates: figures }).transform((one) => ({ ...one, base: one.base_code })),
  z
    .object({ base_code: base, conversion_rates: figures })
    .transform((one) => ({ base: one.base_code, rates: one.conversion_rates })),
  z
    .object({ data: z.object({ currency: base, rates: figures }) })
    .transform(({ data }) => ({ base: data.currency, rates: data.rates })),
]);

/** Dollars for one of each, by a coin's name or a currency's code. */
const dollarsForUnit = z
  .record(z.string(), z.object({ usd: z.unknown() }))
  .refine((table) => Object.keys(table).length > 0);

const rate = z.coerce.number().positive().max(1e15);

/**
 * Reads what a service answered about rates.
 *
 * `{"base":"USD","rates":{"BTC":0.00001}}` says how many units one of the base is worth;
 * `{"bitcoin":{"usd":100000}}` says what one unit is worth in dollars.
 * @param at - when it was asked
 * @throws Error where no rate of anything can be read
 */
export function parseRates(answer: unknown, at: Date): Rates {
  const dollars = parseUnits(answer) ?? parseDollars(answer);
  if (dollars === null) throw new Error("the rates are in no known form");
  const { BTC = 1 } = dollars;
  // Somebody's own file may say dollars for a coin where the form says coins for a dollar.
  if (BTC < 1) throw new Error("the rates are upside down: they say how many units ONE of the base is worth");
  return { at, dollars };
}

function parseUnits(answer: unknown): Record<string, number> | null {
  const parsed = unitsForBase.safeParse(answer);
  if (!parsed.success) return null;
  const base = parsed.data.base.toUpperCase();
  const units = readTable(parsed.data.rates, readCode);
  const ofDollar = base === "USD" ? 1 : units["USD"];
  if (ofDollar === undefined) throw new Error(`there is no rate of USD for ${JSON.stringify(base)}`);
  if (Object.keys(units).length === 0) throw new Error("there is not one rate");
  const dollars = Object.entries({ ...units, [base]: 1 }).map(
    ([code, unit]) => [code, ofDollar / unit] as const,
  );
  return Object.fromEntries(
    dollars.filter(([code, rate]) => isCode(code) && Number.isFinite(rate) && rate > 0),
  );
}

function parseDollars(answer: unknown): Record<string, number> | null {
  const parsed = dollarsForUnit.safeParse(answer);
  if (!parsed.success) return null;
  const table = Object.fromEntries(Object.entries(parsed.data).map(([name, { usd }]) => [name, usd]));
  const dollars = readTable(table, (name) =>
    Object.hasOwn(coins, name) ? (coins[name] ?? null) : readCode(name),
  );
  if (Object.keys(dollars).length === 0) throw new Error("there is not one rate");
  return { ...dollars, USD: 1 };
}

/** What is no rate is left out: one currency that fails takes no other with it. */
function readTable(
  table: Readonly<Record<string, unknown>>,
  readName: (name: string) => string | null,
): Record<string, number> {
  const read = Object.entries(table).flatMap(([name, value]) => {
    const code = readName(name);
    const isFigure = typeof value === "number" || (typeof value === "string" && value.length < 40);
    const parsed = isFigure ? rate.safeParse(value) : null;
    return code !== null && parsed?.success === true ? [[code, parsed.data] as const] : [];
  });
  return Object.fromEntries(read);
}

const isCode = (code: string): boolean => /^[A-Z0-9]{2,10}$/u.test(code);

function readCode(name: string): string | null {
  const code = name.toUpperCase();
  return isCode(code) ? code : null;
}
