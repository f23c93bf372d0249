import { writeSync } from "node:fs";
import { pino, type Logger } from "pino";

export type Log = Logger;

/** pino's levels, as `LEAKWATCH_LOG_LEVEL` takes them. */
type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

const stderr = 2;

/**
 * Makes the process's log, on stderr since stdout belongs to data.
 *
 * JSON lines where a program reads them, one readable line an event where a person does.
 * @param level - the least severe level that is written
 * @param isForPeople - whether stderr is a terminal
 */
export function createLog(level: LogLevel, isForPeople = false): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ["token", "*.token", "headers", "*.headers"], censor: "[redacted]" },
    },
    isForPeople
      ? { write: (line: string) => void writeSync(stderr, `${renderLogLine(line)}\n`) }
      : pino.destination({ fd: stderr, sync: true }),
  );
}

/**
 * Renders one of pino's lines for a person: `04:07:44 warn  source not read  source=news code=timeout`.
 *
 * Values stay JSON where they hold more than plain characters: text from outside must not steer the terminal.
 */
export function renderLogLine(line: string): string {
  const { level, time, msg, err, ...facts } = JSON.parse(line) as {
    level: number;
    time: string;
    msg?: string;
  } & Record<string, unknown>;
  const name = pino.levels.labels[level] ?? "info";
  const failure = typeof err === "object" && err !== null && "message" in err ? { error: err.message } : {};
  const shown = Object.entries({ ...facts, ...failure }).map(([key, value]) => `${key}=${showValue(value)}`);
  return [time.slice(11, 19), name.padEnd(5), showText(msg ?? ""), shown.join(" ")].join(" ").trimEnd();
}

function showValue(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[\w.:/@-]+$/u.test(text) ? text : showText(JSON.stringify(value));
}

/** JSON leaves the C1 controls and the line separators as they are. */
function showText(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
