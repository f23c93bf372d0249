import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { makeHome, type Home } from "./bot.ts";

/** A Leakwatch process of its own, started as an operator would. */
export interface Running {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves once stdout or stderr holds this text; fails where the process ends before. */
  says(text: string | RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

const root = join(import.meta.dirname, "../..");

/** Starts `leakwatch ARGS` in a home; `input` is written to its stdin. */
export function start(home: Pick<Home, "env">, args: readonly string[], input?: string): Running {
  return launch(home, process.execPath, ["--import", "./src/require-node.js", "src/cli.ts", ...args], input);
}

function launch(home: Pick<Home, "env">, command: string, args: readonly string[], input?: string): Running {
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", NO_COLOR: "1", ...home.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  let isOver = false;
  const looks = new Set<() => void>();
  const look = (): void => {
    for (const each of looks) each();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    look();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    look();
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  const ended = once(child, "close").then(([code, signal]: (number | NodeJS.Signals | null)[]) => {
    isOver = true;
    look();
    return code ?? signal ?? 0;
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    kill: (signal) => void child.kill(signal),
    says(text) {
      return new Promise((resolve, reject) => {
        const check = (): void => {
          const all = stdout + stderr;
          if (typeof text === "string" ? all.includes(text) : text.test(all)) resolve();
          else if (isOver) reject(new Error(`it ended without saying ${String(text)}:\n${all}`));
          else return;
          looks.delete(check);
        };
        looks.add(check);
        check();
      });
    },
  };
}

/** An operator's machine: a home with one news source, its server, and whatever processes a test starts. */
export interface Machine {
  readonly home: Home;
  readonly web: HttpServer;
  run(...args: string[]): Running;
  /** @param shell - what npm starts its scripts with; absent: its own choice */
  runNpm(shell?: string): Running;
  close(): Promise<void>;
}

export async function openMachine(): Promise<Machine> {
  const web = await startHttpServer();
  const home = makeHome();
  home.env["LEAKWATCH_LOG_LEVEL"] = "info";
  home.writeSources([
    {
      id: "news",
      name: "Example News",
      kind: "feed",
      urls: [`${web.url}/feed`],
      every: "1s",
      request: { delay: "0s" },
    },
  ]);
  const running: Running[] = [];
  const keep = (started: Running): Running => {
    running.push(started);
    return started;
  };
  return {
    home,
    web,
    run: (...args) => keep(start(home, args)),
    runNpm: (shell) =>
      keep(launch(home, "npm", ["start", ...(shell === undefined ? [] : [`--script-shell=${shell}`])])),
    async close() {
      for (const each of running) {
        each.kill("SIGKILL");
        await each.ended;
      }
      await web.close();
      home.dispose();
    },
  };
}
