import { type CivilTime } from "./civil.ts";
import { dayWords, findWeekday, foldWord, unitBeginnings } from "./words.ts";

const agoSign =
  /\bago\b|\bvor\b|\bil y a\b|\bhace\b|\bha\b|\batras\b|\bfa\b|\bgeleden\b|\btemu\b|\bonce\b|\blalu\b|\bsedan\b|назад|тому|前|전/u;
const nowSign =
  /^(?:just now|now|(?:a )?(?:few )?(?:moments?|seconds?) ago|less than (?:a|1) minute ago|gerade eben|a l'instant|ahora|adesso|только что|刚刚|剛剛|방금)[.!]?$/u;
const amount = /(\d{1,4}|\ban?\b|\bone\b|\beine?[rm]?\b|\bune?\b|\buna?\b)\s?([\p{L}]{1,12})/gu;
const timeOfDay = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([ap]\.?m\.?)?/u;

function shiftDays(now: CivilTime, days: number): Pick<CivilTime, "year" | "month" | "day"> {
  const date = new Date(Date.UTC(now.year, now.month - 1, now.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** How long ago a text says something was, in ms: "2 hours, 3 minutes ago". Null where it does not say so. */
export function parseAgo(text: string): number | null {
  const folded = foldWord(text).trim();
  if (nowSign.test(folded)) return 0;
  if (!agoSign.test(folded)) return null;
  let total: number | null = null;
  for (const [, count = "", word = ""] of folded.matchAll(amount)) {
    // Han and Hangul write number, unit and "ago" as one word.
    const unitWord = word.replace(/(?:前|전)$/u, "");
    const unit = unitBeginnings.find(([name]) => name.test(unitWord));
    if (unit === undefined) continue;
    total = (total ?? 0) + (/^\d/.test(count) ? Number(count) : 1) * unit[1];
  }
  return total;
}

/**
 * Reads "Yesterday, 10:33 PM", "Monday at 5:03 PM": a day told from today, in the zone of the page.
 *
 * @param now - what the page's wall calendar shows
 */
export function parseDayWord(text: string, now: CivilTime): CivilTime | null {
  const folded = foldWord(text.replaceAll(/([ap])\.\s?m\.?/gi, "$1m"));
  const words = folded.match(/[\p{L}']{2,20}/gu) ?? [];
  const cjk = ["今天", "今日", "昨天", "昨日", "오늘", "어제"].find((word) => folded.includes(word));
  const dayWord = cjk ?? words.find((word) => Object.hasOwn(dayWords, word));
  const time = timeOfDay.exec(folded);
  let days = dayWord === undefined ? null : (dayWords[dayWord] ?? null);
  if (days === null) {
    const weekday = words
      .slice(0, 2)
      .map((word) => findWeekday(word))
      .find((found) => found !== null);
    // A weekday beside other numbers is part of a full date that another rule reads.
    const others = folded.replace(timeOfDay, "");
    if (weekday === undefined || time === null || /\d/.test(others)) return null;
    const today = new Date(Date.UTC(now.year, now.month - 1, now.day)).getUTCDay();
    days = -((today - weekday + 7) % 7 || 7);
  }
  const afternoon = time?.[4]?.startsWith("p");
  const hour = time === null ? 0 : Number(time[1]);
  return {
    ...shiftDays(now, days),
    hour: afternoon === undefined ? hour : (hour % 12) + (afternoon ? 12 : 0),
    minute: Number(time?.[2] ?? 0),
    second: Number(time?.[3] ?? 0),
    millisecond: 0,
    hasTime: time !== null,
    zone: null,
  };
}
