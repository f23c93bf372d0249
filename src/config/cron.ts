interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the numbers from `min` on; their first three letters stand for them too. */
  readonly names: readonly string[];
  /** Tokens beyond numbers, ranges and steps. */
  readonly special?: RegExp;
}

const months = "january february march april may june july august september october november december".split(
  " ",
);
const days = "sunday monday tuesday wednesday thursday friday saturday".split(" ");

const fields: readonly CronField[] = [
  { name: "second", min: 0, max: 59, names: [] },
  { name: "minute", min: 0, max: 59, names: [] },
  { name: "hour", min: 0, max: 23, names: [] },
  {
    name: "day of the month",
    min: 1,
    max: 31,
    names: [],
    special: /^(?:\?|l|l-(?:[1-9]|[12]\d|30)|(?:[1-9]|[12]\d|3[01])w)$/,
  },
  { name: "month", min: 1, max: 12, names: months },
  { name: "day of the week", min: 0, max: 7, names: days, special: /^(?:\?|[0-7]l|[0-7]#[1-5])$/ },
];

const nicknames = new Set(["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]);
/** Longest month of each, so that 31 February is caught and 29 February is not. */
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A cron expression that was understood, or what is wrong with it. */
export type CronReading =
  | { readonly expression: string; /** Between two visits. */ readonly shortestGapMs: number }
  | { readonly fault: string };

/**
 * Reads a cron expression as node-cron takes it: five fields, or six with seconds first, names of months and
 * days, ranges, steps, lists, `L`, `W`, `#`, and nicknames such as `@hourly`.
 */
export function readCron(text: string): CronReading {
  const expression = text.trim().replaceAll(/\s+/g, " ");
  if (nicknames.has(expression.toLowerCase())) return { expression, shortestGapMs: 3_600_000 };
  const parts = expression.split(" ");
  if (parts.length !== 5 && parts.length !== 6) return { fault: "a cron expression has 5 or 6 fields" };

  const written = parts.length === 6 ? parts : ["0", ...parts];
  const values: (ReadonlySet<number> | null)[] = [];
  for (const [index, field] of fields.entries()) {
    const part = written[index] ?? "";
    const value = expandField(part, field);
    if (value === undefined)
      return { fault: `${JSON.stringify(part)} is no ${field.name} of a cron expression` };
    values.push(value);
  }
  const [seconds, , , monthDays, yearMonths] = values;
  if (monthDays && yearMonths && !isPossible(monthDays, yearMonths)) return { fault: "that day never comes" };
  return { expression, shortestGapMs: shortestGapMs(seconds ?? new Set([0])) };
}

/** The numbers a field stands for; null where that depends on the month (`L`); undefined where it is wrong. */
function expandField(text: string, field: CronField): ReadonlySet<number> | null | undefined {
  const numbers = new Set<number>();
  let isSpecial = false;
  for (const written of text.split(",")) {
    const token = written.toLowerCase();
    if (token === "?" && text !== "?") return undefined;
    if (field.special?.test(token)) {
      isSpecial = true;
      continue;
    }
    const parts = /^(?:\*|([a-z]+|\d{1,2})(?:-([a-z]+|\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(token);
    if (!parts) return undefined;
    const [, from, to, step] = parts;
    // A step needs something to step through: `5/10` is refused by node-cron.
    if (step !== undefined && (Number(step) < 1 || (from !== undefined && to === undefined)))
      return undefined;
    const first = from === undefined ? field.min : readNumber(from, field);
    const last = from === undefined ? field.max : to === undefined ? first : readNumber(to, field);
    if (first === undefined || last === undefined) return undefined;
    const count = ((last - first + field.max + 1 - field.min) % (field.max + 1 - field.min)) + 1;
    for (let offset = 0; offset < count; offset += Number(step ?? 1)) {
      const value = first + offset;
      numbers.add(value > field.max ? value - field.max - 1 + field.min : value);
    }
  }
  return isSpecial ? null : numbers;
}

function readNumber(token: string, field: CronField): number | undefined {
  const named = field.names.findIndex((name) => token === name || token === name.slice(0, 3));
  const value = named >= 0 ? named + field.min : /^\d+$/.test(token) ? Number(token) : undefined;
  return value === undefined || value < field.min || value > field.max ? undefined : value;
}

function isPossible(monthDays: ReadonlySet<number>, yearMonths: ReadonlySet<number>): boolean {
  const longest = Math.max(...[...yearMonths].map((month) => daysInMonth[month - 1] ?? 0));
  return Math.min(...monthDays) <= longest;
}

function shortestGapMs(seconds: ReadonlySet<number>): number {
  const sorted = [...seconds].toSorted((a, b) => a - b);
  const gaps = sorted.map((second, index) => (sorted[index + 1] ?? (sorted[0] ?? 0) + 60) - second);
  return Math.min(...gaps) * 1000;
}
