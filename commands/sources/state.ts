import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { Problem, SourceHealth, SourceStatus } from "../../src/model.ts";

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
  return findComplaint(health) === null ? "well" : "limping";
}

/** What is wrong with a source that can be read; null where nothing is. */
export function findComplaint({ memory }: SourceHealth): string | null {
  if (memory === null) return null;
  if (memory.streak !== null) return describeProblem(memory.streak.problem);
  if (memory.quiet === null) return null;
  return `no new posts since ${new Date(memory.quiet.since).toISOString().slice(0, 10)}, against its habit`;
}

function describeProblem({ code, message, isPartial }: Problem): string {
  const what = escapeMarkdown(cut(message, 300));
  return isPartial && !code.startsWith("no-") ? `only a part was read (${code}): ${what}` : what;
}
