const units = [
  { seconds: 31_536_000, unit: "year" },
  { seconds: 2_592_000, unit: "month" },
  { seconds: 86_400, unit: "day" },
  { seconds: 3600, unit: "hour" },
  { seconds: 60, unit: "minute" },
  { seconds: 1, unit: "second" },
] as const;

function describeDistance(seconds: number): string {
  const step = units.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  if (step === undefined) return "just now";
  return new Intl.RelativeTimeFormat("en").format(Math.round(seconds / step.seconds), step.unit);
}

function makeDateFormat(timezone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: timezone,
    timeZoneName: "short",
  });
}

/** Makes a function that writes Discord timestamps out: `22 Nov 2026, 02:48 UTC`, `3 hours ago`. */
export function makeTimeWriter(now: Date, timezone = "UTC"): (seconds: number, style: string) => string {
  let format: Intl.DateTimeFormat;
  try {
    format = makeDateFormat(timezone);
  } catch {
    // An unknown zone is no reason to print no alert.
    format = makeDateFormat("UTC");
  }
  return (seconds, style) => {
    if (style === "R") return describeDistance(seconds - Math.floor(now.getTime() / 1000));
    const time = new Date(seconds * 1000);
    return Number.isNaN(time.getTime()) ? "unknown time" : format.format(time);
  };
}
