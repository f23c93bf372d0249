import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { Problem, SourceHealth, SourceStatus } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";

/**
 * How a source stands, the ones that need somebody first.
 *
 * `limping`: it is read, but something is wrong with what it gives.
 */
export type Standing = "paused" | "failing" | "limping" | "new" | "well" | "off";

/** All of them, in the order in which they are listed. */
export const standings: readonly Standing[] = ["paused", "failing", "limping", "new", "well", "off"];

/** Finds how a source stands. */
export function findStanding({ source, health }: SourceStatus): Standing {
  if (!source.enabled) return "off";
  if (health.isPaused) return "paused";
  if (health.lastError !== null) return "failing";
  if (health.lastSuccessAt === null) return "new";
  const { memory } = health;
  return (memory?.streak ?? null) === null && (memory?.quiet ?? null) === null ? "well" : "limping";
}

/** Says what is wrong with a source that can be read; nothing where nothing is. */
export function describeComplaint({ memory }: SourceHealth, { sources }: Words): string {
  if (memory === null) return "";
  if (memory.streak !== null) return describeProblem(memory.streak.problem, sources);
  return memory.quiet === null ? "" : sources.quiet(new Date(memory.quiet.since).toISOString().slice(0, 10));
}

function describeProblem({ code, message, isPartial }: Problem, { partial }: Words["sources"]): string {
  const what = escapeMarkdown(cut(message, 300));
  return isPartial && !code.startsWith("no-") ? partial(code, what) : what;
}
