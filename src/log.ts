import { pino, type Logger } from "pino";

export type Log = Logger;

/** pino's levels, as `LEAKWATCH_LOG_LEVEL` takes them. */
export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/**
 * Makes the process's log: JSON lines on stderr, since stdout belongs to data.
 *
 * @param level - the least severe level that is written
 */
export function createLog(level: (typeof logLevels)[number]): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ["token", "*.token", "headers", "*.headers"], censor: "[redacted]" },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
