import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { commands } from "../../commands/index.ts";
import { startApp, type App } from "../../src/app.ts";
import { createTerminalMessenger } from "../../src/alert/terminal-messenger.ts";
import { loadConfig } from "../../src/config/config.ts";
import { createLog } from "../../src/log.ts";
import type { VisitReport } from "../../src/poll.ts";
import type { SimDiscord } from "../sim/discord.ts";

/** A folder with source files and a database, as an operator would have it. */
export interface Home {
  readonly folder: string;
  /** The environment that a bot of this home runs with. */
  readonly env: Record<string, string>;
  writeSources(sources: readonly object[]): void;
  dispose(): void;
}

export function makeHome(discord?: SimDiscord): Home {
  const folder = mkdtempSync(join(tmpdir(), "leakwatch-e2e-"));
  return {
    folder,
    env: {
      LEAKWATCH_FEEDS: folder,
      LEAKWATCH_DATABASE_URL: `sqlite:${join(folder, "test.db")}`,
      LEAKWATCH_ALLOW_HOSTS: "127.0.0.1",
      LEAKWATCH_LOG_LEVEL: "silent",
      ...(discord === undefined ? {} : { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }),
    },
    writeSources: (sources) => writeFileSync(join(folder, "sources.yaml"), stringify({ sources })),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A running bot, in this process. */
export interface Bot {
  readonly app: App;
  readonly reports: readonly VisitReport[];
  /** Everything printed so far. */
  readonly printed: () => string;
  /** Waits until a source was visited `times` more. */
  visited(sourceId: string, times?: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startBot(home: Home): Promise<Bot> {
  const reports: VisitReport[] = [];
  const waiting = new Set<() => void>();
  let printed = "";
  const app = await startApp({
    config: loadConfig(home.env, process.cwd()),
    commands,
    log: createLog("silent"),
    terminal: createTerminalMessenger({
      write: (text) => {
        printed += text;
      },
      now: () => new Date(),
      colour: false,
      width: 100,
    }),
    onReport: (report) => {
      reports.push(report);
      for (const look of waiting) look();
    },
    onFatal: (error) => {
      throw error;
    },
  });
  if (app.discord !== null) await app.discord.ready;
  return {
    app,
    reports,
    printed: () => printed,
    visited(sourceId, times = 1) {
      const count = (): number => reports.filter((report) => report.sourceId === sourceId).length;
      const wanted = count() + times;
      return new Promise((resolve) => {
        const look = (): void => {
          if (count() < wanted) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
    stop: () => app.stop(),
  };
}
