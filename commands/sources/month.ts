import type { SourceDay } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";

const dayMs = 24 * 60 * 60 * 1000;
const heights = "▁▂▃▄▅▆▇█";
const notVisited = "·";
const maxDays = 30;
const units = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** What the visits of a source's last days came to; null where there was none. */
export function describeDays(days: readonly SourceDay[], { sources: words }: Words): string | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const sum = (count: (day: SourceDay) => number): number =>
    days.reduce((total, day) => total + count(day), 0);
  const span = (Date.parse(last.day) - Date.parse(first.day)) / dayMs + 1;
  const visits = sum((day) => day.visits);
  const unchanged = sum((day) => day.unchanged);
  const failures = sum((day) => day.failures);
  const partial = sum((day) => day.partial);
  const newPosts = sum((day) => day.newPosts);
  // A week's worth of less than a week would be a guess.
  const weekly = span < 7 ? null : Math.round((newPosts / span) * 7);
  const bytes = showBytes(sum((day) => day.bytes));
  return [
    words.visits(visits, unchanged, failures, partial),
    words.newPosts(newPosts, weekly, bytes),
    `\`${drawDays(days, last)}\``,
  ].join("\n");
}

/** One sign a day, as high as its new posts are many; the last day stands last. */
function drawDays(days: readonly SourceDay[], last: SourceDay): string {
  const byDay = new Map(days.map(({ day, newPosts }) => [day, newPosts]));
  const most = Math.max(1, ...byDay.values());
  const signs = Array.from({ length: maxDays }, (_, at) => {
    const day = new Date(Date.parse(last.day) - (maxDays - 1 - at) * dayMs).toISOString().slice(0, 10);
    const count = byDay.get(day);
    return count === undefined
      ? notVisited
      : heights.charAt(Math.ceil((count / most) * (heights.length - 1)));
  });
  return signs.join("");
}

function showBytes(bytes: number): string {
  const at = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** at;
  return `${at === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[at]}`;
}
