import { parseArgs } from "node:util";
import { commands } from "../../commands/index.ts";
import { startApp } from "../app.ts";
import { createLog } from "../log.ts";
import { followParent } from "./follow-parent.ts";
import { exit, printingMessenger, readConfig } from "./start.ts";

// All parts have ended by then; what still hangs is cut off so that no supervisor has to.
const lastResortMs = 14_000;

/** Runs the bot until it is told to stop: what `npm start` does. */
export async function run(args: readonly string[] = []): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const config = readConfig();
  const log = createLog(config.logLevel, process.stderr.isTTY);
  let end: (status: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  const app = await startApp({
    config,
    commands,
    log,
    terminal: printingMessenger(),
    onFatal: (error) => {
      for (const problem of error.problems) log.fatal(problem);
      end(exit.usage);
    },
  });
  const enabled = config.sources.filter((source) => source.enabled).length;
  log.info({ sources: enabled, role: config.role, database: app.store.engine }, "leakwatch is running");
  if (config.discordToken === null) {
    log.warn(
      "DISCORD_TOKEN is not set: alerts are printed here. To post them to Discord, put the token of a bot into .env " +
        '(README, "Add the bot to Discord"); until then keep watches with: npm run -s leakwatch -- watch add NAME',
    );
    const watches = await app.services.watches.list("local");
    if (watches.length === 0) log.warn("nothing is watched yet");
  }
  followParent(() => end(exit.done));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => end(exit.done));
  const status = await ended;
  log.info("stopping: no new visits; what is in hand may finish");
  setTimeout(() => process.exit(status), lastResortMs).unref();
  await app.stop();
  log.info("stopped");
  return status;
}
