/** Dates in tokens: "January 15, 2024", "15 Januar", "2024-01-15", "2024年". */
import type { Token } from "./lex.ts";
import type { DateQuantity } from "./quantity.ts";
import { isGlued, isWithin } from "./adjacent.ts";

const months: ReadonlyMap<string, number> = new Map(
  [
    "january jan januar janvier enero janeiro gennaio января",
    "february feb februar fevrier febrero fevereiro febbraio февраля",
    "march mar marz mars marzo marco марта",
    "april apr avril abril aprile апреля",
    "may mai mayo maio maggio мая",
    "june jun juni juin junio junho giugno июня",
    "july jul juli juillet julio julho luglio июля",
    "august aug aout agosto августа",
    "september sept sep septembre septiembre setembro settembre сентября",
    "october oct oktober octobre octubre outubro ottobre октября",
    "november nov novembre noviembre novembro ноября",
    "december dec dezember decembre diciembre dezembro dicembre декабря",
  ].flatMap((names, month) => names.split(" ").map((name): [string, number] => [name, month + 1])),
);
/** Endings of "15th", "1er". */
export const ordinals = new Set(["st", "nd", "rd", "th", "er", "eme", "o", "a"]);

/** Reads the date that begins at `index`. */
export function dateAt(tokens: readonly Token[], index: number): DateQuantity | null {
  const token = tokens[index];
  if (token === undefined) return null;
  const make = (
    end: number,
    year: number | null,
    month: number | null,
    day: number | null,
  ): DateQuantity => ({ kind: "date", first: index, end, year, month, day });
  const integer = (at: number): number | null => {
    const candidate = tokens[at];
    return candidate?.kind === "number" && /^\d{1,4}$/.test(candidate.text) ? Number(candidate.text) : null;
  };
  const month = token.kind === "word" ? months.get(token.key) : undefined;
  if (month !== undefined && /^\p{Lu}/u.test(token.text)) {
    let at = index + 1;
    if (tokens[at]?.text === ".") at++;
    const first = integer(at);
    if (first !== null && isWithin(tokens[at]) && tokens[at]?.gap !== "line") {
      if (first >= 1900 && first < 2100) return make(at + 1, first, month, null);
      if (first >= 1 && first <= 31 && !/^\d{3,}/.test(tokens[at]?.text ?? "")) {
        at++;
        if (ordinals.has(tokens[at]?.key ?? "") && tokens[at]?.gap === "none") at++;
        const comma = tokens[at]?.text === "," ? at + 1 : at;
        const year = integer(comma);
        return year !== null && year >= 1900 && year < 2100
          ? make(comma + 1, year, month, first)
          : make(at, null, month, first);
      }
    }
    return null;
  }
  const number = integer(index);
  if (number === null) return null;
  const next = tokens[index + 1];
  if (next?.text === "年" && number >= 1900) {
    const month = tokens[index + 3]?.text === "月" ? integer(index + 2) : null;
    const day = month !== null && isDay(tokens[index + 5]) ? integer(index + 4) : null;
    return day === null ? make(index + 2, number, month, null) : make(index + 6, number, month, day);
  }
  // "3日以内", "残り3日": a span of time.
  if (
    next?.text === "日" &&
    ("以内間".includes(tokens[index + 2]?.text ?? "?") || tokens[index - 1]?.text === "り")
  )
    return null;
  if (next?.text === "月" && number <= 12 && isDay(tokens[index + 3])) {
    const day = integer(index + 2);
    if (day !== null && day <= 31) return make(index + 4, null, number, day);
  }
  if (
    (next?.text === "月" || next?.text === "日") &&
    number <= 31 &&
    !"元円圆".includes(tokens[index + 2]?.text ?? "?")
  )
    return make(index + 2, null, next.text === "月" ? number : null, next.text === "日" ? number : null);
  if (
    (next?.text === "-" || next?.text === "/" || next?.text === ".") &&
    isGlued(next) &&
    isGlued(tokens[index + 2]) &&
    integer(index + 2) !== null
  ) {
    const second = integer(index + 2) ?? 0;
    const third =
      tokens[index + 3]?.text === next.text && isGlued(tokens[index + 4]) ? integer(index + 4) : null;
    if (third !== null && number >= 1900 && number < 2100) return make(index + 5, number, second, third);
    if (third !== null && third >= 1900) return make(index + 5, third, null, null);
    if (third === null && next.text === "/" && number <= 31 && second <= 31)
      return make(index + 3, null, null, null);
  }
  let at = index + 1;
  if (ordinals.has(tokens[at]?.key ?? "") && tokens[at]?.gap === "none") at++;
  if (tokens[at]?.key === "of" || tokens[at]?.key === "de") at++;
  // "2. Dezember"
  if (tokens[at]?.text === "." && isGlued(tokens[at]) && tokens[at + 1]?.gap === "space") at++;
  const named = tokens[at]?.kind === "word" ? months.get(tokens[at]?.key ?? "") : undefined;
  if (
    named !== undefined &&
    number >= 1 &&
    number <= 31 &&
    tokens[index]?.text.length !== 3 &&
    isWithin(tokens[at]) &&
    (tokens[at]?.key !== "may" || tokens[at]?.text === "May") &&
    tokens[at]?.key !== "mar" &&
    tokens[at]?.key !== "mars"
  ) {
    const year = integer(at + 1);
    return year !== null && year >= 1900 && year < 2100
      ? make(at + 2, year, named, number)
      : make(at + 1, null, named, number);
  }
  // A bare number of this size is a year, unless something countable or a currency follows; the caller looks at money first.
  if (number >= 1900 && number < 2100 && token.text.length === 4 && yearContext(tokens, index))
    return make(index + 1, number, null, null);
  return null;
}

const isDay = (token: Token | undefined): boolean => token?.text === "日" || token?.text === "号";

const beforeYear = new Set(
  "in since until by of from early late mid year before after during between and to en im seit em v von de del c since".split(
    " ",
  ),
);

function yearContext(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1];
  const next = tokens[index + 1];
  if (
    next !== undefined &&
    next.gap === "none" &&
    (next.kind === "word" || next.text === "$" || next.text === "€")
  )
    return next.key === "s";
  if (
    previous !== undefined &&
    (beforeYear.has(previous.key) || previous.text === "(" || months.has(previous.key))
  )
    return true;
  return next === undefined || next.kind === "mark";
}
