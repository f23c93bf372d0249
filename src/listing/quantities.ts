/** Tokens → typed quantities: money, counts, bytes, percentages, dates, durations. */
import { isGlued, isWithin } from "./adjacent.ts";
import { currencyAt } from "./currencies.ts";
import { dateAt, ordinals } from "./dates.ts";
import type { Language } from "./languages.ts";
import type { Token } from "./lex.ts";
import { prefixedMoney, rangedMoney, suffixedMoney } from "./money.ts";
import { numberAt, type NumberReading } from "./numbers.ts";
import type { Quantity } from "./quantity.ts";
import { opensBetween, rangeMarks } from "./ranges.ts";

const byteUnits: ReadonlyMap<string, number> = new Map([
  ["kb", 1],
  ["mb", 2],
  ["gb", 3],
  ["tb", 4],
  ["pb", 5],
  ["kib", 1],
  ["mib", 2],
  ["gib", 3],
  ["tib", 4],
  ["kilobytes", 1],
  ["kilobyte", 1],
  ["megabytes", 2],
  ["megabyte", 2],
  ["gigabytes", 3],
  ["gigabyte", 3],
  ["terabytes", 4],
  ["terabyte", 4],
  ["petabytes", 5],
  ["petabyte", 5],
  ["gigs", 3],
  ["гб", 3],
  ["тб", 4],
  ["мб", 2],
  ["go", 3],
  ["gigaoctets", 3],
  ["gigabajtow", 3],
  ["gbs", 3],
]);
const hours: ReadonlyMap<string, number> = new Map([
  ["hour", 1],
  ["hours", 1],
  ["hrs", 1],
  ["h", 1],
  ["day", 24],
  ["days", 24],
  ["week", 168],
  ["weeks", 168],
  ["month", 720],
  ["months", 720],
  ["year", 8760],
  ["years", 8760],
  ["minute", 1 / 60],
  ["minutes", 1 / 60],
  ["stunden", 1],
  ["tage", 24],
  ["tagen", 24],
  ["horas", 1],
  ["dias", 24],
  ["heures", 1],
  ["jours", 24],
  ["часов", 1],
  ["часа", 1],
  ["дней", 24],
  ["дня", 24],
  ["день", 24],
  ["ore", 1],
  ["giorni", 24],
  ["uur", 1],
  ["dagen", 24],
  ["суток", 24],
  ["semana", 168],
  ["semanas", 168],
  ["semaine", 168],
  ["semaines", 168],
  ["woche", 168],
  ["wochen", 168],
  ["неделя", 168],
  ["недели", 168],
  ["недель", 168],
  ["неделю", 168],
  ["tag", 24],
  ["dia", 24],
  ["jour", 24],
  ["seconds", 1 / 3600],
  ["second", 1 / 3600],
  ["decades", 87600],
  ["decade", 87600],
]);
const glyphHours: ReadonlyMap<string, number> = new Map([
  ["天", 24],
  ["日", 24],
  ["小", 1],
  ["時", 1],
  ["周", 168],
  ["年", 8760],
  ["月", 720],
  ["个", 720],
]);
// After such a word the number names a thing: "version 4", "CVE 2018", "Windows 10", "page 3".
const numberedThings = new Set(
  "version v cve windows page chapter article section port ver episode season no nr number room route part phase figure step level top item rule ms covid fortune ios android office sql server step".split(
    " ",
  ),
);

/** Reads every quantity of a text, in order, none overlapping another. */
export function readQuantities(tokens: readonly Token[], language: Language): readonly Quantity[] {
  const found: Quantity[] = [];
  let index = 0;
  while (index < tokens.length) {
    const quantity = quantityAt(tokens, index, language);
    if (quantity === null) {
      index++;
      continue;
    }
    found.push(quantity);
    index = Math.max(quantity.end, index + 1);
  }
  return found;
}

function quantityAt(tokens: readonly Token[], index: number, language: Language): Quantity | null {
  const token = tokens[index];
  if (token === undefined || token.kind === "host" || token.kind === "link") return null;
  const money = prefixedMoney(tokens, index, language);
  if (money !== null) return money;
  const date = dateAt(tokens, index);
  if (date !== null) return date;
  const number = numberAt(tokens, index, language);
  if (number === null) return null;
  return afterNumber(tokens, index, number, language);
}

function afterNumber(
  tokens: readonly Token[],
  index: number,
  number: NumberReading,
  language: Language,
): Quantity | null {
  const { end } = number;
  const next = tokens[end];
  if (isWithin(next)) {
    if (next.text === "%" || next.key === "percent" || next.key === "процентов")
      return { kind: "percent", first: index, end: end + 1, value: number.value };
    const unit = byteUnits.get(next.key);
    // "go" is French for gigabytes, and an English verb; "h" counts only where it is glued.
    if (unit !== undefined && next.gap !== "line" && (next.key !== "go" || language === "fr"))
      return {
        kind: "bytes",
        first: index,
        end: end + 1,
        bytes: Number((number.value * 1000 ** unit).toPrecision(15)),
      };
    const money =
      suffixedMoney(tokens, index, number, language) ?? rangedMoney(tokens, index, number, language);
    if (money !== null) return money;
    const span = hours.get(next.key) ?? (next.kind === "glyph" ? glyphHours.get(next.text) : undefined);
    if (
      span !== undefined &&
      (next.key !== "h" || next.gap === "none") &&
      !(next.text === "个" && tokens[end + 1]?.text !== "月")
    )
      return { kind: "duration", first: index, end: end + 1, hours: number.value * span };
  }
  if (isGlued(next) && next?.kind === "word" && next.gap === "none" && next.text !== "+")
    return ordinals.has(next.key)
      ? { kind: "date", first: index, end: end + 1, year: null, month: null, day: null }
      : null;
  const previous = tokens[index - 1];
  if (
    previous !== undefined &&
    (previous.text === "#" ||
      (previous.kind === "word" &&
        numberedThings.has(previous.key) &&
        !number.scaled &&
        number.value < 10_000))
  )
    return null;
  if (
    isGlued(tokens[index]) &&
    (previous?.text === "." || previous?.text === "/" || previous?.text === ":" || previous?.text === "_")
  )
    return null;
  if (
    isGlued(next) &&
    (next?.text === ":" || next?.text === "/") &&
    isGlued(tokens[end + 1]) &&
    tokens[end + 1]?.kind === "number"
  )
    return null;
  const range = plainRange(tokens, end, number, language);
  return {
    kind: "number",
    first: index,
    end: range?.end ?? end,
    value: range?.low ?? number.value,
    max: range?.high ?? null,
    worded: number.worded,
    scaled: number.scaled,
  };
}

function plainRange(
  tokens: readonly Token[],
  from: number,
  low: NumberReading,
  language: Language,
): { low: number; high: number; end: number } | null {
  const joint = tokens[from];
  if (!isWithin(joint) || !rangeMarks.has(joint.key) || low.worded) return null;
  if (
    (joint.key === "and" ||
      joint.key === "a" ||
      joint.key === "y" ||
      joint.key === "et" ||
      joint.key === "und") &&
    !opensBetween(tokens, from)
  )
    return null;
  if (tokens[from + 1]?.kind !== "number") return null;
  const high = numberAt(tokens, from + 1, language);
  if (high === null || currencyAt(tokens, high.end) !== null) return null;
  const scale =
    high.scaled && !low.scaled && low.value < 1000
      ? 1000 ** Math.floor(Math.log10(high.value / Math.max(low.value, 1)) / 3)
      : 1;
  const first = Number((low.value * scale).toPrecision(12));
  return high.value > first && (high.value >= 100 || joint.key === "to")
    ? { low: first, high: high.value, end: high.end }
    : null;
}
