import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Home } from "./bot.ts";

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

/** Starts `npm start` in a home; ended once everything is that npm started. */
export function startNpm(home: Pick<Home, "env">): Running {
  return launch(home, "npm", ["start"]);
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
