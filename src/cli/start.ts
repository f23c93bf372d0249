import { existsSync } from "node:fs";
import { join } from "node:path";
import { createTerminalMessenger } from "../alert/terminal-messenger.ts";
import type { Messenger } from "../alert/messenger.ts";
import { loadConfig, type Config } from "../config/config.ts";

/** Exit statuses of the contract. */
export const exit = { done: 0, failed: 1, usage: 2, wall: 3 } as const;

/** Reads the configuration of this folder: `.env` where it exists, the environment over it, and the source files. */
export function readConfig(): Config {
  const file = join(process.cwd(), ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return loadConfig(process.env, process.cwd());
}

/** The messenger that prints to this process's stdout. */
export function printingMessenger(): Messenger {
  return createTerminalMessenger({
    write: (text) => void process.stdout.write(text),
    now: () => new Date(),
    ...describeTerminal(),
  });
}

/** How wide the terminal is, and whether it shows colour (https://no-color.org). */
export function describeTerminal(): { colour: boolean; width: number } {
  const { env, stdout } = process;
  const isWanted = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  return {
    colour: (env["NO_COLOR"] ?? "") === "" && (isWanted || (stdout.isTTY && env["TERM"] !== "dumb")),
    width: stdout.columns ?? 80,
  };
}
