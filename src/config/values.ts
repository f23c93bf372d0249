import { z } from "zod";
import { readCron } from "./cron.ts";
import { bytesPattern, durationPattern, parseBytes, parseDuration } from "./durations.ts";
import { quote } from "./quote.ts";

/** A duration between two bounds, as written there; ms. */
export function duration(min: string, max: string) {
  return measure(
    { min, max, pattern: durationPattern, parse: parseDuration },
    { noun: "duration", examples: "500ms, 20s, 10m, 2h or 7d" },
  );
}

/** A size between two bounds, as written there; bytes. */
export function size(min: string, max: string) {
  return measure(
    { min, max, pattern: bytesPattern, parse: parseBytes },
    { noun: "size", examples: "512KiB or 4MiB" },
  );
}

function measure(
  range: { min: string; max: string; pattern: RegExp; parse: (text: string) => number | null },
  words: { noun: string; examples: string },
) {
  const { min, max, pattern, parse } = range;
  const error = (issue: { input?: unknown }) =>
    issue.input === null
      ? undefined
      : `${quote(issue.input)} is no ${words.noun}; write such as ${words.examples}`;
  return z
    .string({ error })
    .regex(pattern, { error })
    .transform((text, context) => {
      const value = parse(text) ?? 0;
      if (value < (parse(min) ?? 0) || value > (parse(max) ?? Infinity)) {
        context.addIssue({
          code: "custom",
          message: `${quote(text)} is out of range; write ${min} to ${max}`,
        });
      }
      return value;
    });
}

/** How often a source is visited: an interval in ms, or a cron expression. */
export function interval(min: string, max: string) {
  const ms = duration(min, max);
  return z
    .string({
      error: (issue) =>
        issue.input === null ? undefined : `${quote(issue.input)} has no unit; write such as 10m`,
    })
    .transform((text, context): number | string => {
      if (durationPattern.test(text)) {
        const parsed = ms.safeParse(text);
        if (parsed.success) return parsed.data;
        context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "is out of range" });
        return z.NEVER;
      }
      const cron = readCron(text);
      if ("expression" in cron) return cron.expression;
      // One word, or words alone, were not meant as cron fields.
      const isCron = /\s/.test(text.trim()) && /[*/,]/.test(text);
      const why = isCron ? `: ${cron.fault}` : "";
      context.addIssue({
        code: "custom",
        message: `${quote(text)} is neither a duration such as 10m nor a cron expression such as "*/10 * * * *"${why}`,
      });
      return z.NEVER;
    });
}

/** One line of text that somebody reads. */
export function line(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => text.trim() === text && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), {
      error: "must be one line without spaces around it",
    });
}

/** One text, or a list of them. */
export function texts(maxLength: number) {
  return listOf(z.string().min(1).max(maxLength), 50, 0);
}

/** One value, or a list of them. */
export function listOf<T extends z.ZodType<string, string>>(one: T, max: number, min = 1) {
  return z
    .union([one, z.array(one).min(min).max(max)])
    .transform((written): readonly string[] => (typeof written === "string" ? [written] : written));
}

/** An address that can be fetched, without a user name or password in it. */
export const address = z
  .string()
  .max(2048)
  .superRefine((text, context) => {
    const fault = findAddressFault(text);
    if (fault) context.addIssue({ code: "custom", message: fault });
  });

function findAddressFault(text: string): string | undefined {
  const url = URL.parse(text);
  if (url && (url.username || url.password)) {
    return "holds a user name or password; use request.headersEnv for secrets";
  }
  if (!/[\s\p{Cc}]/u.test(text) && isHttpAddress(text)) return undefined;
  // Even a broken address may hold a password; then it is not shown.
  const shown = text.includes("@") ? "" : `${quote(text)} `;
  return `${shown}is no http or https address; write such as https://news.example/feed`;
}

const archiveExample = "https://tracker.example/victims/{yyyy}/{MM}";

/** An address with `{yyyy}` and `{MM}`, or `{from}` and `{to}`, in it, whole or relative to the source's own. */
export const addressPattern = z
  .string()
  .max(2048)
  .superRefine((text, context) => {
    const fault = findPatternFault(text);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  });

function findPatternFault(text: string): string | null {
  if (!isHttpAddress(text.replaceAll(/\{\w+\}/g, "1"), "https://archive.example/"))
    return `is no address pattern; write such as ${archiveExample}`;
  const names = new Set([...text.matchAll(/\{(\w*)\}/g)].map(([, name]) => name));
  const unknown = [...names].find((name) => !["yyyy", "MM", "from", "to"].includes(name ?? ""));
  if (unknown !== undefined) return `knows {yyyy} and {MM}, or {from} and {to}, and not {${unknown}}`;
  const isMonthly = names.has("yyyy") && !names.has("from") && !names.has("to");
  const isPeriodic = names.has("from") && names.has("to") && !names.has("yyyy") && !names.has("MM");
  return isMonthly || isPeriodic ? null : `names no time; write such as ${archiveExample}`;
}

function isHttpAddress(text: string, base?: string): boolean {
  const url = URL.parse(text, base);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password;
}
