/** A date as it stands on a wall calendar, before a time zone makes an instant of it. */
export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly hasTime: boolean;
  /** Minutes east of UTC, or an IANA zone, or null where the text names none. */
  readonly zone: number | string | null;
}

/** An instant that was read, and how exactly the text gave it; `about`: "6 hours ago". */
export interface ReadDate {
  readonly date: Date;
  readonly precision: "minute" | "about" | "day";
}

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** The wall calendar's fields as if they were UTC, in epoch ms; null where no such day exists. */
function utcOf(civil: CivilTime): number | null {
  const { year, month, day, hour, minute, second, millisecond } = civil;
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 61) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const time = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  return Number.isNaN(time) ? null : time;
}

/** Tells a zone's offset at an instant. */
export type OffsetOf = (zone: string, time: number) => number | null;

/** Makes the offset function of one document: what it asks Intl for is kept as long as the function. */
export function createOffsets(): OffsetOf {
  const formats = new Map<string, Intl.DateTimeFormat | null>();
  function formatOf(zone: string): Intl.DateTimeFormat | null {
    try {
      return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    } catch {
      // RangeError: no such zone. The caller treats it as none.
      return null;
    }
  }
  return (zone, time) => {
    if (zone === "UTC") return 0;
    const format = formats.get(zone) ?? formatOf(zone);
    if (formats.size < 20) formats.set(zone, format);
    const name = format?.formatToParts(time).find((part) => part.type === "timeZoneName")?.value;
    const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name ?? "");
    if (match === null) return null;
    const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
    return match[1] === "-" ? -minutes : minutes;
  };
}

/** The instant of a wall calendar's date; null where there is none between 1970 and 2100. */
export function toInstant(civil: CivilTime, defaultZone: string, offsetOf: OffsetOf): Date | null {
  const local = utcOf(civil);
  if (local === null) return null;
  let offset = typeof civil.zone === "number" ? civil.zone : null;
  if (offset === null) {
    const zone =
      typeof civil.zone === "string" && offsetOf(civil.zone, local) !== null ? civil.zone : defaultZone;
    const guess = offsetOf(zone, local) ?? 0;
    // Around a change of the clocks the offset at the guessed instant is the right one.
    offset = offsetOf(zone, local - guess * 60_000) ?? guess;
  }
  const time = local - offset * 60_000;
  return time >= earliest && time < latest ? new Date(time) : null;
}

/** What the wall calendar of a zone shows at an instant. */
export function civilAt(now: Date, zone: string, offsetOf: OffsetOf): CivilTime {
  const shifted = new Date(now.getTime() + (offsetOf(zone, now.getTime()) ?? 0) * 60_000);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: 0,
    millisecond: 0,
    hasTime: true,
    zone: null,
  };
}
