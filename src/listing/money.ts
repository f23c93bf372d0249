/** Amounts of money in tokens: "$1,4M", "15BTC", "2,25 Millionen US-Dollar", "13 dollars 45 cents". */
import { isGlued, isWithin } from "./adjacent.ts";
import { currencyAt, isCoin, type CurrencyName } from "./currencies.ts";
import type { Language } from "./languages.ts";
import type { Token } from "./lex.ts";
import { numberAt, type NumberReading } from "./numbers.ts";
import type { MoneyQuantity } from "./quantity.ts";
import { opensBetween, rangeMarks } from "./ranges.ts";

/** Reads money whose currency stands first: "$5", "USD 5". */
export function prefixedMoney(
  tokens: readonly Token[],
  index: number,
  language: Language,
): MoneyQuantity | null {
  const token = tokens[index];
  if (
    token?.text === "\\" &&
    (language === "ja" || language === "zh") &&
    tokens[index + 1]?.kind === "number"
  ) {
    const yen = numberAt(tokens, index + 1, language);
    return yen === null
      ? null
      : { kind: "money", first: index, end: yen.end, amount: yen.value, max: null, currency: "JPY" };
  }
  let name = currencyAt(tokens, index);
  if (name === null || name.value.unit !== 1) return null;
  // "BTC 0.5" is money, "the bitcoin 3 people" is not: words stand before a number only where they are short codes.
  if (name.value.form === "word" && !/^(?:[A-Z]{3,4}|rmb|btc|xmr|eth|ltc|usdt|eur)$/.test(token?.text ?? ""))
    return null;
  const second = currencyAt(tokens, name.end);
  if (second !== null && second.value.form === "sign" && isWithin(tokens[name.end]))
    name = { end: second.end, value: name.value.exact ? name.value : second.value };
  let at = name.end;
  if (name.value.form === "code" && tokens[at]?.text === ":") at++;
  const next = tokens[at];
  if (!isWithin(next) || next.gap === "line") return null;
  if (next.kind !== "number" && !(next.kind === "glyph" && next.gap === "none")) return null;
  const number = numberAt(tokens, at, language, true);
  if (number === null) return null;
  return finishMoney(tokens, index, number.end, number, name.value, language);
}

/** Takes in what belongs to the amount: minor units, a second currency name, the end of a range. */
function finishMoney(
  tokens: readonly Token[],
  first: number,
  from: number,
  number: NumberReading,
  name: CurrencyName,
  language: Language,
): MoneyQuantity {
  let currency = name.code;
  let end = from;
  let amount =
    name.unit === 1
      ? exactAmount(number, currency, language)
      : Number((number.value * name.unit).toPrecision(12));
  const suffix = isWithin(tokens[end]) && tokens[end]?.gap !== "line" ? currencyAt(tokens, end) : null;
  if (suffix !== null && suffix.value.unit === 1 && name.form !== "word") {
    if (
      suffix.value.code === currency ||
      (currency === "USD" &&
        !name.exact &&
        suffix.value.exact &&
        !isCoin(suffix.value.code) &&
        /dollar|^[A-Z]{2}D$|^MXN$/i.test(suffix.value.code + (tokens[end]?.text ?? "")))
    ) {
      currency = suffix.value.code;
      end = suffix.end;
    } else if (isCoin(suffix.value.code)) end = suffix.end; // "$150k BTC": dollars, to be paid in bitcoin
  }
  const minor = name.unit === 1 ? minorUnit(tokens, end, language) : null;
  if (minor !== null && Number.isInteger(amount)) {
    amount = Number((amount + minor.value).toFixed(2));
    end = minor.end;
  }
  const range = rangeEnd(tokens, end, number, name, currency, language);
  return {
    kind: "money",
    first,
    end: range?.end ?? end,
    amount: range?.amount ?? amount,
    max: range?.max ?? null,
    currency,
  };
}

const exactAmount = (number: NumberReading, currency: string, language: Language): number =>
  number.otherwise !== null &&
  isCoin(currency) &&
  language !== "de" &&
  number.value !== number.otherwise &&
  number.value >= 1000 &&
  number.value % 1000 !== 0
    ? number.otherwise
    : number.value;

const joinsUnits = new Set(["and", "y", "e", "et", "und", "con", "com", "och", "ve", "と", "와", "과", "और"]);

/** "and 45 cents", "3角", "15 dollars and 15". */
function minorUnit(
  tokens: readonly Token[],
  from: number,
  language: Language,
): { value: number; end: number } | null {
  const token = tokens[from];
  if (!isWithin(token) || token.gap === "line") return null;
  const joined = joinsUnits.has(token.key);
  const at = joined ? from + 1 : from;
  const next = tokens[at];
  if (!isWithin(next) || next.kind === "mark") return null;
  const number = numberAt(tokens, at, language);
  if (number === null || number.scaled || number.value >= 100 || !Number.isInteger(number.value)) return null;
  const unit = currencyAt(tokens, number.end);
  if (unit !== null && unit.value.unit < 1 && isWithin(tokens[number.end])) {
    const more = minorUnit(tokens, unit.end, language);
    return { value: number.value * unit.value.unit + (more?.value ?? 0), end: more?.end ?? unit.end };
  }
  // "15 dollars and 15", "15 dólares 50": only where the text ends there, or else it may count something.
  const after = tokens[number.end];
  const closes = after === undefined || after.kind === "mark";
  return unit === null && closes && (joined || number.value >= 10)
    ? { value: number.value / 100, end: number.end }
    : null;
}

function rangeEnd(
  tokens: readonly Token[],
  from: number,
  low: NumberReading,
  name: CurrencyName,
  currency: string,
  language: Language,
): { amount: number; max: number; end: number } | null {
  const joint = tokens[from];
  if (!isWithin(joint) || !rangeMarks.has(joint.key)) return null;
  if (joint.key === "and" && !opensBetween(tokens, from)) return null;
  let at = from + 1;
  const again = currencyAt(tokens, at);
  if (again !== null && again.value.form === "sign") {
    if (again.value.code !== currency) return null;
    at = again.end;
  }
  if (tokens[at]?.kind !== "number") return null;
  const high = numberAt(tokens, at, language, true);
  if (high === null) return null;
  const suffix = currencyAt(tokens, high.end);
  const closed = suffix !== null && suffix.value.code === currency;
  if (again === null && !closed && !(joint.gap === "none" && isGlued(tokens[at])) && name.form !== "word")
    return null;
  // "$1-2 million": the scale word belongs to both.
  const factor =
    high.scaled && !low.scaled && low.value < 1000
      ? 10 ** Math.floor(Math.log10(high.value / Math.max(low.value, 1)))
      : 1;
  const amount = Number(
    (low.value * (factor >= 1000 ? 10 ** (3 * Math.floor(Math.log10(factor) / 3)) : 1)).toPrecision(12),
  );
  return high.value > amount ? { amount, max: high.value, end: closed ? suffix.end : high.end } : null;
}

const linksUnit = new Set(["de", "of", "d", "di", "个", "in"]);

/** "100 to 500 Bitcoin": the currency of both ends. */
export function rangedMoney(
  tokens: readonly Token[],
  index: number,
  low: NumberReading,
  language: Language,
): MoneyQuantity | null {
  const joint = tokens[low.end];
  if (
    !isWithin(joint) ||
    !rangeMarks.has(joint.key) ||
    (joint.key === "and" && !opensBetween(tokens, low.end)) ||
    tokens[low.end + 1]?.kind !== "number"
  )
    return null;
  const high = numberAt(tokens, low.end + 1, language);
  const money = high === null ? null : suffixedMoney(tokens, low.end + 1, high, language);
  if (money === null || money.max !== null || money.amount <= low.value) return null;
  return { ...money, first: index, amount: low.value, max: money.amount };
}

/** "50个比特币": what is counted one by one. */
function countsCoins(tokens: readonly Token[], at: number): boolean {
  const name = tokens[at]?.key === "个" ? currencyAt(tokens, at + 1) : null;
  return name !== null && isCoin(name.value.code);
}

/** Reads money whose currency follows the number: "5 €", "225万美元". */
export function suffixedMoney(
  tokens: readonly Token[],
  index: number,
  number: NumberReading,
  language: Language,
): MoneyQuantity | null {
  let at = number.end;
  if (tokens[at]?.text === "." && number.scaled) at++; // "1 тыс. $"
  if (linksUnit.has(tokens[at]?.key ?? "") && (number.scaled || number.worded || countsCoins(tokens, at)))
    at++;
  if (tokens[at]?.text === "'" && tokens[at - 1]?.key === "d") at++;
  if (!isWithin(tokens[at])) return null;
  const musd = /^(m|k|b)(usd|eur|sek|gbp)$/.exec(tokens[at]?.key ?? "");
  if (musd !== null) {
    const exponent = { m: 6, k: 3, b: 9 }[musd[1] ?? "m"] ?? 6;
    return {
      kind: "money",
      first: index,
      end: at + 1,
      amount: Number(`${number.value}e${exponent}`),
      max: null,
      currency: (musd[2] ?? "usd").toUpperCase(),
    };
  }
  const name = currencyAt(tokens, at);
  if (name === null || (name.value.form === "sign" && name.value.code === "TWD" && name.end === at + 1))
    return null;
  if (!suits(tokens, at, name.value, number)) return null;
  // "75 usd million"
  const later = name.value.form !== "sign" && !number.scaled ? numberScale(tokens, name.end, language) : null;
  if (later !== null)
    return {
      kind: "money",
      first: index,
      end: name.end + 1,
      amount: Number(`${number.value}e${later}`),
      max: null,
      currency: name.value.code,
    };
  // "users 100 $ 50": the sign belongs to the number that follows it without a space.
  if (
    name.value.form === "sign" &&
    tokens[at]?.gap !== "none" &&
    tokens[name.end]?.kind === "number" &&
    tokens[name.end]?.gap === "none"
  )
    return null;
  return finishMoney(tokens, index, name.end, number, name.value, language);
}

function numberScale(tokens: readonly Token[], at: number, language: Language): number | null {
  const key = tokens[at]?.key;
  void language;
  return key === "million" || key === "millions"
    ? 6
    : key === "billion"
      ? 9
      : key === "thousand" || key === "k"
        ? 3
        : null;
}

/** Whether a word that also means something else is a currency here. */
function suits(tokens: readonly Token[], at: number, name: CurrencyName, number: NumberReading): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (name.code === "KRW" && token.key === "won") return number.value >= 1000;
  if (token.key === "р" || token.key === "rs" || token.key === "rp") return number.value >= 10;
  if (name.code === "CREDITS")
    return (
      number.value < 1_000_000 &&
      tokens[at + 1]?.key !== "card" &&
      tokens[at + 1]?.key !== "cards" &&
      tokens[at + 1]?.key !== "and"
    );
  if (name.code === "BRL" && token.key === "real") return number.value === 1;
  if (token.text === "分" || token.text === "毛") return tokens[at + 1]?.kind !== "glyph";
  if (token.key === "crown") return false;
  // "three bitcoin exchanges", "2 bitcoin wallets": the word describes what follows.
  if (isCoin(name.code) && token.key.length > 4) return !describes.has(tokens[at + 1]?.key ?? "");
  if (token.key === "dollar" || token.key === "pound")
    return !describes.has(tokens[at + 1]?.key ?? "") || token.gap === "hyphen";
  return true;
}

const describes = new Set(
  "exchange exchanges wallet wallets address addresses forum forums companies company users accounts store stores general transactions mining miners owners related".split(
    " ",
  ),
);
