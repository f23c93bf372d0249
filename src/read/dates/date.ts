import { civilAt, createOffsets, toInstant, type CivilTime, type ReadDate } from "./civil.ts";
import { fullYear, hour24, parseByPattern, parseZone } from "./pattern.ts";
import { parseAgo, parseDayWord } from "./relative.ts";
import { findMonth } from "./words.ts";

type Order = "mdy" | "dmy" | "ymd";

/** How the dates of a document are written. */
export interface DateRules {
  /** IANA zone of dates that name none. Default: UTC. */
  readonly timezone?: string | undefined;
  /** Unicode tokens, such as `MM-dd-yyyy, hh:mm a`. */
  readonly format?: string | undefined;
  /** Order of all-number dates. */
  readonly order?: Order | undefined;
}

/** Longer texts hold no date, or more than one. */
const maxDateLength = 120;
const iso =
  /^([+-]?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|(\d{2})(\d{2})|[/.](\d{1,2})[/.](\d{1,2}))?(?:(?:[t_\s,]|\s-\s)+(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s?([ap]m)?)?\s?(.*)$/i;
const ordinalDay = /^(\d{4})-?(\d{3})$/;
const shortIso = /^-?(\d{2})-?(\d{2})(?:-?(\d{2}))?$/;
const clock =
  /(?:(오전|오후|上午|下午|午前|午後)\s?)?(?<!\d)(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(?:([ap])\.?m\b\.?)?|\s?([ap])\.?m\b\.?|h(\d{2})\b)/i;
const zoneBehind =
  /^[\s,(]*((?:gmt|utc|ut)?[+-]\d{1,2}:?\d{2}|(?:gmt|utc|ut)?[+-]\d{1,2}(?![\d:])|[a-z]{2,12}\/[a-z_]{2,20}(?:\/[a-z_]{2,20})?|[a-z]{1,5})(?![\p{L}])/iu;
const numericDate = /(?<!\d)(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{1,4})(?!\d)/;

/** What nearly every feed writes, and the language reads itself; the last days of a month are left to the slower way. */
const standard =
  /^(?:(?:[A-Z][a-z]{2}, )?(?:0?[1-9]|1\d|2[0-8]) [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|[ECMP][SD]T)|\d{4}-\d{2}-(?:0[1-9]|1\d|2[0-8])T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2}))$/;
const [earliest, latest] = [Date.UTC(1970, 0), Date.UTC(2100, 0)];

function parseStandard(text: string): Date | null {
  if (!standard.test(text)) return null;
  const time = Date.parse(text);
  return time >= earliest && time < latest ? new Date(time) : null;
}

/** 年月日 and 년월일 as numbers with dashes. */
function plainDigits(text: string): string {
  return text
    .replaceAll(/(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/gu, "$1-$2-$3 ")
    .replaceAll(
      /(\d{1,2})\s?[时時시点]\s?(\d{1,2})\s?[分분](?:\s?(\d{1,2})\s?[秒초])?/gu,
      (_, hour: string, minute: string, second?: string) => {
        return `${hour}:${minute.padStart(2, "0")}${second === undefined ? "" : `:${second.padStart(2, "0")}`}`;
      },
    )
    .trim();
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000);
}

function parseIso(text: string): CivilTime | null {
  const match = iso.exec(text);
  if (match !== null) {
    const [
      ,
      year = "",
      month,
      day,
      month2,
      day2,
      month3,
      day3,
      hour,
      minute,
      second,
      fraction,
      meridiem,
      rest = "",
    ] = match;
    // A four-digit number alone is a year; with a word behind it, something else.
    if (hour === undefined && rest !== "" && parseZone(rest) === null) return null;
    return {
      year: Number(year),
      month: Number(month ?? month2 ?? month3 ?? 1),
      day: Number(day ?? day2 ?? day3 ?? 1),
      hour: hour === undefined ? 0 : hour24(Number(hour), meridiem),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      millisecond: milliseconds(fraction),
      hasTime: hour !== undefined,
      zone: parseZone(/^(?:[+-]\d{1,2}:?\d{0,2}|[a-z/_]{1,40})/i.exec(rest.replace(/^\(/, ""))?.[0] ?? ""),
    };
  }
  return null;
}

/** ISO 8601's rarer shapes: the day of a year, years of two digits. */
function parseRareIso(text: string): CivilTime | null {
  const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0, hasTime: false, zone: null };
  const ordinal = ordinalDay.exec(text);
  if (ordinal !== null) {
    const date = new Date(Date.UTC(Number(ordinal[1]), 0, Number(ordinal[2])));
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      ...midnight,
    };
  }
  const short = shortIso.exec(text);
  if (short === null) return null;
  return { year: fullYear(short[1] ?? ""), month: Number(short[2]), day: Number(short[3] ?? 1), ...midnight };
}

/** Which of an all-number date's parts is which. */
function orderNumbers(
  parts: readonly [string, string, string],
  separator: string,
  order: Order | undefined,
): [string, string, string] {
  const [a, b, c] = parts;
  if (a.length === 4) return [a, b, c];
  if (order === "ymd" || (order === undefined && separator === "-" && c.length === 2)) return [a, b, c];
  const isDayFirst =
    Number(a) > 12 || (Number(b) <= 12 && (order === undefined ? separator === "." : order === "dmy"));
  return isDayFirst ? [c, b, a] : [c, a, b];
}

/** Takes a time of day, a zone, a month's name and numbers out of a text in whatever order they stand. */
function parseLoose(text: string, order: Order | undefined, thisYear: number | null): CivilTime | null {
  const time = clock.exec(text);
  const behind = time === null ? "" : text.slice(time.index + time[0].length);
  const zoneMatch = time === null ? null : zoneBehind.exec(behind);
  const zone = zoneMatch === null ? null : parseZone(zoneMatch[1] ?? "");
  const date =
    time === null
      ? text
      : `${text.slice(0, time.index)} ${zone === null ? behind : behind.slice(zoneMatch?.[0].length ?? 0)}`;

  const numeric = numericDate.exec(date);
  let parts: readonly [string, string | number, string] | null = null;
  const monthWord = (date.match(/[\p{L}\p{M}]{3,20}/gu) ?? [])
    .map((word) => ({ word, month: findMonth(word) }))
    .find((found) => found.month !== null);
  if (monthWord !== undefined) {
    const numbers = date.match(/\d{1,4}/g) ?? [];
    const year =
      numbers.find((number) => number.length === 4) ?? (numbers.length > 1 ? numbers[1] : undefined);
    const day =
      numbers.find((number) => number !== year && number.length <= 2) ??
      (numbers.length > 1 ? numbers[0] : undefined);
    if (year !== undefined) parts = [year, monthWord.month ?? 0, day ?? "1"];
    else if (thisYear !== null && day !== undefined) parts = [String(thisYear), monthWord.month ?? 0, day];
  } else if (numeric !== null) {
    parts = orderNumbers([numeric[1] ?? "", numeric[3] ?? "", numeric[4] ?? ""], numeric[2] ?? "", order);
  }
  if (parts === null) return null;
  const hour = time === null ? 0 : hour24(Number(time[2]), time[1] ?? time[6] ?? time[7]);
  return {
    year: fullYear(parts[0]),
    month: Number(parts[1]),
    day: Number(parts[2]),
    hour,
    minute: Number(time?.[3] ?? time?.[8] ?? 0),
    second: Number(time?.[4] ?? 0),
    millisecond: milliseconds(time?.[5]),
    hasTime: time !== null,
    zone,
  };
}

/** Seconds or milliseconds since 1970, from 2001 to 2033: other numbers of that length are dates without marks. */
function parseEpoch(text: string): Date | null {
  if (!/^1\d{9}(?:\d{3})?(?:\.\d{1,9})?$/.test(text)) return null;
  const number = Number(text);
  return new Date(number < 1e11 ? Math.trunc(number * 1000) : Math.trunc(number));
}

/** Tells day-first from month-first by the dates of one page of which only one reading exists. */
export function inferOrder(texts: readonly string[]): Order | undefined {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const text of texts) {
    const numeric = numericDate.exec(text.slice(0, maxDateLength));
    if (numeric === null || numeric[1]?.length === 4) continue;
    if (Number(numeric[1]) > 12) dayFirst++;
    else if (Number(numeric[3]) > 12) monthFirst++;
  }
  if (dayFirst === monthFirst) return undefined;
  return dayFirst > monthFirst ? "dmy" : "mdy";
}

const precisions: readonly ReadDate["precision"][] = ["day", "about", "minute"];

/** The most exact date of several texts that tell the same one, the first among equals. */
export function pickDate(texts: Iterable<string>, readDate: DateReader): Date | null {
  let best: ReadDate | null = null;
  for (const text of texts) {
    // What stands in brackets is about a later edit.
    const found = readDate(text) ?? (text.includes("(") ? readDate(text.slice(0, text.indexOf("("))) : null);
    if (
      found !== null &&
      (best === null || precisions.indexOf(found.precision) > precisions.indexOf(best.precision))
    )
      best = found;
  }
  return best?.date ?? null;
}

/** Reads the dates of one document. */
export type DateReader = (text: string) => ReadDate | null;

/**
 * Makes the date reader of one document: ISO 8601, RFC 822 with every sin, names of months in many languages,
 * all-number dates, a configured pattern, and on pages dates told from today.
 *
 * @param now - when a page was fetched; without it "yesterday" is not read
 * @returns a function that answers null for whatever is no date between 1970 and 2100, never "now"
 */
export function createDateReader(rules: DateRules, now: Date | null): DateReader {
  const offsetOf = createOffsets();
  const zone = rules.timezone ?? "UTC";

  function finish(civil: CivilTime | null, civilZone = zone): ReadDate | null {
    const date = civil === null ? null : toInstant(civil, civilZone, offsetOf);
    return date === null ? null : { date, precision: civil?.hasTime === true ? "minute" : "day" };
  }

  return (raw) => {
    const written = raw.length <= maxDateLength ? parseStandard(raw.trim()) : null;
    if (written !== null) return { date: written, precision: "minute" };
    const text = raw
      .replaceAll(/[\s\u00A0\u200E\u200F\u202F]+/gu, " ")
      .replaceAll(/[‐‑–—−]/g, "-")
      .trim();
    if (text === "" || text.length > maxDateLength || !/\d|\p{L}/u.test(text)) return null;
    const epoch = parseEpoch(text);
    if (epoch !== null) return { date: epoch, precision: "minute" };
    if (rules.format !== undefined) {
      const formatted = finish(parseByPattern(text, rules.format));
      if (formatted !== null) return formatted;
    }
    // Before the rest: "ago" is Spanish for August, too.
    const ago = now === null ? null : parseAgo(text);
    if (now !== null && ago !== null) {
      return { date: new Date(now.getTime() - ago), precision: ago < 86_400_000 ? "about" : "day" };
    }
    const plain = plainDigits(text);
    const isKorean = /\p{Script=Hangul}/u.test(text);
    // Korea has one zone, and texts in Korean seldom name it.
    const textZone = isKorean && rules.timezone === undefined ? "Asia/Seoul" : zone;
    const year = now === null ? null : civilAt(now, zone, offsetOf).year;
    const absolute =
      finish(parseIso(plain), textZone) ??
      finish(parseLoose(plain, rules.order, null), textZone) ??
      finish(parseRareIso(plain));
    if (absolute !== null || now === null || year === null) return absolute;
    const relative = finish(parseDayWord(plain, civilAt(now, zone, offsetOf)));
    if (relative !== null) return relative;
    // "14 Apr" is this year's, unless that is still to come.
    const thisYear = finish(parseLoose(plain, rules.order, year));
    if (thisYear === null || thisYear.date.getTime() <= now.getTime() + 86_400_000) return thisYear;
    return finish(parseLoose(plain, rules.order, year - 1));
  };
}
