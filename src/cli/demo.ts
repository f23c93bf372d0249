import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs, styleText } from "node:util";
import { stringify } from "yaml";
import { startApp, type App } from "../app.ts";
import { loadConfig, type Config } from "../config/config.ts";
import { ConfigError } from "../errors.ts";
import { createLog } from "../log.ts";
import { localServer } from "../model.ts";
import type { VisitReport } from "../poll.ts";
import { startDemoServer, type DemoServer } from "./demo/server.ts";
import { events, playSeconds } from "./demo/stories.ts";
import { followParent } from "./follow-parent.ts";
import { describeReport } from "./poll.ts";
import { describeTerminal, exit, printingMessenger, readConfig } from "./start.ts";

const watched = [
  { company: "NIO", aliases: ["蔚来"], domains: ["nio.example"] },
  { company: "Toyota" },
  { company: "Mazda" },
  { company: "iRent", aliases: ["Heyun Mobile Services"] },
  { company: "Suishenma", aliases: ["随申码"] },
];

/**
 * `demo`: the whole job on invented sources of its own, in about half a minute.
 *
 * The same code as `run`; only the addresses and, without `--discord`, the printing channel differ.
 */
export async function demo(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { keep: { type: "boolean" }, discord: { type: "string" } },
  });
  const isKept = values.keep === true;
  const folder = mkdtempSync(join(tmpdir(), "leakwatch-demo-"));
  const server = await startDemoServer(new Date());
  const counts = { visits: 0, unchanged: 0, newPosts: 0, alerts: 0, updates: 0, failed: 0 };
  const interrupt = new AbortController();
  const fatal: ConfigError[] = [];
  const stopPlaying = (): void => interrupt.abort();
  process.once("SIGINT", stopPlaying).once("SIGTERM", stopPlaying);
  followParent(stopPlaying);
  let app: App | null = null;
  try {
    app = await startApp({
      config: makeConfig(folder, server, values.discord),
      commands: [],
      log: createLog("error", process.stderr.isTTY),
      terminal: printingMessenger(),
      onReport: (report) => {
        count(counts, report);
        if (report.outcome === "failed" || report.newPosts + report.changedPosts > 0)
          say("  ", describeReport(report));
      },
      onFatal: (error) => {
        fatal.push(error);
        stopPlaying();
      },
    });
    for (const company of watched) {
      await app.services.watches.add(
        localServer,
        { ...company, channelId: values.discord },
        { userId: "demo", channelId: null },
      );
    }
    introduce(values.discord);
    await play(server, isKept, interrupt.signal);
  } finally {
    process.off("SIGINT", stopPlaying).off("SIGTERM", stopPlaying);
    await app?.outbox?.drain();
    await app?.stop();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  if (fatal[0] !== undefined) throw fatal[0];
  summarise(counts);
  return exit.done;
}

/** A configuration as an operator would write it: a folder of sources and an environment. */
function makeConfig(folder: string, server: DemoServer, discordChannel: string | undefined): Config {
  const every = "1s";
  const request = { delay: "0s" };
  const sources = [
    {
      id: "demo-forum",
      name: "Demo forum",
      kind: "forum",
      preset: "mybb",
      urls: server.forumMirrors,
      every,
      request,
    },
    { id: "demo-news", name: "Demo security news", kind: "feed", urls: [server.newsUrl], every, request },
    {
      id: "demo-tracker",
      name: "Demo tracker",
      kind: "json",
      preset: "ransomware-live",
      urls: [server.trackerUrl],
      every,
      request,
    },
  ];
  writeFileSync(join(folder, "demo.yaml"), stringify({ sources }, { aliasDuplicateObjects: false }));
  const config = loadConfig(
    {
      LEAKWATCH_FEEDS: folder,
      LEAKWATCH_DATABASE_URL: `sqlite:${join(folder, "demo.db")}`,
      LEAKWATCH_ALLOW_HOSTS: "127.0.0.1",
    },
    process.cwd(),
  );
  if (discordChannel === undefined) return config;
  // Only who names a channel on the command line gets invented leaks posted.
  const { discordToken, discordApiUrl } = readConfig();
  if (discordToken === null) throw new ConfigError(["demo --discord needs DISCORD_TOKEN"]);
  return { ...config, discordToken, discordApiUrl };
}

async function play(server: DemoServer, isKept: boolean, signal: AbortSignal): Promise<void> {
  const start = Date.now();
  const until = (seconds: number): Promise<void> =>
    wait(Math.max(0, start + seconds * 1000 - Date.now()), undefined, { signal });
  try {
    for (const event of events) {
      await until(event.atSeconds);
      say("▸ ", event.says);
      server.show(event.change);
    }
    await until(playSeconds);
    if (!isKept) return;
    say("▸ ", "staying, as --keep asks: Ctrl+C ends it");
    process.stdout.write(
      `  forum   ${server.forumMirrors.join("\n          ")}\n  news    ${server.newsUrl}\n  tracker ${server.trackerUrl}\n`,
    );
    await wait(2 ** 31 - 1, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function introduce(discordChannel: string | undefined): void {
  const where =
    discordChannel === undefined ? "printed here as they would be posted" : `posted to ${discordChannel}`;
  process.stdout.write(
    `Leakwatch demo: three invented sources on this machine, visited every second.\n` +
      `Watched: ${watched.map(({ company }) => company).join(", ")}. Alerts are ${where}.\n\n`,
  );
}

/** A line of progress, dimmed where the terminal can. */
function say(mark: string, text: string): void {
  const time = new Date().toISOString().slice(11, 19);
  const line = `${time} ${mark}${text}`;
  process.stdout.write(
    `${describeTerminal().colour ? styleText(mark === "  " ? "dim" : "bold", line) : line}\n`,
  );
}

type Counts = Record<"visits" | "unchanged" | "newPosts" | "alerts" | "updates" | "failed", number>;

function count(counts: Counts, report: VisitReport): void {
  counts.visits++;
  if (report.outcome === "unchanged") counts.unchanged++;
  if (report.outcome === "failed") counts.failed++;
  counts.newPosts += report.newPosts;
  counts.alerts += report.alerts;
  counts.updates += report.updates;
}

function summarise({ visits, unchanged, newPosts, alerts, updates, failed }: Counts): void {
  process.stdout.write(
    `\n${visits} visits, ${unchanged} of them answered “not modified”, ${failed} failed. ` +
      `${newPosts} posts read, ${alerts} alerts, ${updates} updates.\n` +
      `Next: npm run -s leakwatch -- watch add NAME, then npm start (README).\n`,
  );
}
