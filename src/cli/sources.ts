import { parseArgs } from "node:util";
import { UserError } from "../errors.ts";
import type { SourceStatus } from "../model.ts";
import { asOperator } from "./operator.ts";
import { trySource } from "./sources/try.ts";
import { exit } from "./start.ts";

/** `sources list`: every configured source and how it fares. `sources try URL`: what an address would be read as. */
export async function sources(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean" } },
    allowPositionals: true,
  });
  const [action = "list", ...more] = positionals;
  if (action === "try") {
    const [url, ...others] = more;
    if (url === undefined || others.length > 0) throw new UserError("sources try takes one URL");
    return trySource(url);
  }
  if (action !== "list") throw new UserError(`sources ${action} is not known; use list or try`);
  const list = await asOperator(({ services }) => services.sources.list());
  for (const status of list) {
    const line = values.json === true ? JSON.stringify(listFacts(status)) : describeSource(status);
    process.stdout.write(`${line}\n`);
  }
  return exit.done;
}

/** How a source fares, for programs. */
function listFacts({ source, health, postsAWeek }: SourceStatus) {
  const { memory, today: _, ...facts } = health;
  const quietSince = memory?.quiet ? new Date(memory.quiet.since) : null;
  const problem = memory?.streak?.problem ?? null;
  const failingMirrors = Object.entries(memory?.mirrors ?? {}).map(([url, { code, message, since }]) => {
    return { url, code, message, since: new Date(since) };
  });
  const moves = memory?.moves ?? {};
  return { id: source.id, ...facts, postsAWeek, problem, quietSince, failingMirrors, moves };
}

/** One line about a source: what it is, how it fares, when it is visited next. */
export function describeSource({ source, health, postsAWeek }: SourceStatus): string {
  const parts = [`${source.id.padEnd(28)} ${source.kind.padEnd(7)}`];
  if (!source.enabled) return `${parts.join("")} disabled (${source.definedAt})`;
  const { memory } = health;
  if (health.isPaused) return `${parts.join("")} paused, since its address is gone (${source.definedAt})`;
  if (health.lastError !== null) {
    const times = health.failures === 1 ? "" : ` (${health.failures} times in a row)`;
    parts.push(`${health.lastError.code}: ${health.lastError.message}${times}`);
  } else if (health.lastSuccessAt === null) parts.push("not visited yet");
  else
    parts.push(
      `read ${showTime(health.lastSuccessAt)}, ${health.posts} ${health.posts === 1 ? "post" : "posts"}, ${postsAWeek} in 7 days`,
    );
  if (health.lastError === null && memory?.streak) parts.push(memory.streak.problem.message);
  if (memory?.quiet) parts.push(`no new posts since ${showTime(new Date(memory.quiet.since)).slice(0, 10)}`);
  for (const [from, to] of Object.entries(memory?.moves ?? {})) parts.push(`${from} has moved to ${to}`);
  parts.push(
    health.nextVisitAt === null ? "next at the first start" : `next ${showTime(health.nextVisitAt)}`,
  );
  return parts.join("  ");
}

function showTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
