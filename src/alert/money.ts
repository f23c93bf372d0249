import type { Money, Price, RecordCount } from "../model.ts";

// A sign is shown only where it can mean one currency: "¥" alone is yen and yuan, "$" alone means US dollars here.
const signs: Readonly<Record<string, string>> = {
  AUD: "A$",
  BRL: "R$",
  CAD: "CA$",
  CNY: "CN¥",
  EUR: "€",
  GBP: "£",
  HKD: "HK$",
  ILS: "₪",
  INR: "₹",
  JPY: "JP¥",
  KRW: "₩",
  MXN: "MX$",
  NGN: "₦",
  NZD: "NZ$",
  PHP: "₱",
  PLN: "zł",
  RUB: "₽",
  SGD: "S$",
  THB: "฿",
  TRY: "₺",
  TWD: "NT$",
  UAH: "₴",
  USD: "$",
  VND: "₫",
};

// Signs that stand after the amount, as their users write them.
const trailing: ReadonlySet<string> = new Set(["PLN", "RUB", "VND"]);

const cryptoCurrencies: ReadonlySet<string> = new Set([
  "BCH",
  "BNB",
  "BTC",
  "DASH",
  "DOGE",
  "ETH",
  "LTC",
  "SOL",
  "TRX",
  "USDC",
  "USDT",
  "XMR",
  "XRP",
  "ZEC",
]);

const cryptoNames: readonly (readonly [RegExp, string])[] = [
  [/\b(?:bitcoins?|btc)\b|比特币|ビットコイン/iu, "Bitcoin"],
  [/\b(?:monero|xmr)\b|门罗币/iu, "Monero"],
  [/\b(?:ethereum|ether|eth)\b|以太坊/iu, "Ether"],
  [/\b(?:tether|usdt)\b|泰达币/iu, "Tether"],
];

const steps = [
  { from: 1e12, sign: "T" },
  { from: 1e9, sign: "B" },
  { from: 1e6, sign: "M" },
] as const;

// Beyond this no digit is meant, and the plain form could fill a whole field.
const largestPlain = 1e15;

function formatNumber(value: number, minDecimals: number, maxDecimals: number): string {
  if (!Number.isFinite(value)) return "?";
  if (Math.abs(value) >= largestPlain) return value.toExponential(2).replace(/\.?0*e\+/u, "e");
  // By hand: a locale's formatter took half of the time of a whole alert.
  const [whole = "", decimals = ""] = Math.abs(value).toFixed(maxDecimals).split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ",");
  const shown = decimals.replace(/0+$/u, "").padEnd(minDecimals, "0");
  return (value < 0 ? "-" : "") + grouped + (shown === "" ? "" : `.${shown}`);
}

function formatAmount(amount: number, currency: string): string {
  if (Number.isInteger(amount)) return formatNumber(amount, 0, 0);
  // Cents where cents are what is left over; prices per record go below them.
  const cents = Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6;
  return cents && !cryptoCurrencies.has(currency) ? formatNumber(amount, 2, 2) : formatNumber(amount, 0, 8);
}

function shorten(value: number): string | null {
  if (Math.abs(value) >= largestPlain) return null;
  const step = steps.find(({ from }) => Math.abs(value) >= from);
  return step === undefined ? null : formatNumber(value / step.from, 0, 2) + step.sign;
}

function withCurrency(amount: string, currency: string): string {
  const code = currency.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 10);
  const sign = Object.hasOwn(signs, code) ? signs[code] : undefined;
  if (code === "CREDITS") return `${amount} credits`;
  if (sign === undefined) return code === "" ? amount : `${amount} ${code}`;
  if (trailing.has(code)) return `${amount} ${sign}`;
  return amount.startsWith("-") ? `-${sign}${amount.slice(1)}` : sign + amount;
}

/** Shows an amount in full with its currency as stated: `$4,000`, `CN¥30,000`, `0.25 BTC`, `500 credits`. */
export function formatMoney(money: Money): string {
  return withCurrency(formatAmount(money.amount, money.currency), money.currency);
}

/** Shows an amount for a headline: `$2.25M`; below a million as {@link formatMoney} does. */
export function formatMoneyShort(money: Money): string {
  const short = shorten(money.amount);
  return short === null ? formatMoney(money) : withCurrency(short, money.currency);
}

// What an amount in ordinary money is to be paid in, where the price's own words say so.
function findPaymentCurrency(price: Pick<Price, "currency" | "text">): string | null {
  if (cryptoCurrencies.has(price.currency)) return null;
  return cryptoNames.find(([pattern]) => pattern.test(price.text))?.[1] ?? null;
}

/** Shows a price with its range and what it is to be paid in: `$4,000–$5,000`, `$2,250,000 in Bitcoin`. */
export function formatPrice(
  price: Pick<Price, "amount" | "max" | "currency" | "text">,
  format: (money: Money) => string = formatMoney,
): string {
  const upper = price.max === null ? "" : `–${format({ amount: price.max, currency: price.currency })}`;
  const paidIn = findPaymentCurrency(price);
  return format(price) + upper + (paidIn === null ? "" : ` in ${paidIn}`);
}

type Count = Pick<RecordCount, "count" | "max" | "approximate">;

/** Shows a count in full: `48,500,000`, `≈ 296,000`, `100,000–140,000`. */
export function formatCount({ count, max, approximate }: Count): string {
  const upper = max === null ? "" : `–${formatNumber(max, 0, 0)}`;
  return (approximate ? "≈ " : "") + formatNumber(count, 0, 0) + upper;
}

/** Shows a count for a headline: `48.5M`; below a million as {@link formatCount} does. */
export function formatCountShort(record: Count): string {
  const short = record.max === null ? shorten(record.count) : null;
  return short === null ? formatCount(record) : (record.approximate ? "≈ " : "") + short;
}

const byteUnits = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"] as const;

/** Shows a size in decimal units, as listings state it: `23 TB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return "?";
  const power = Math.min(byteUnits.length - 1, Math.max(0, Math.floor((Math.log10(bytes) + 1e-9) / 3)));
  return `${formatNumber(bytes / 1000 ** power, 0, 2)} ${byteUnits[power] ?? "bytes"}`;
}
