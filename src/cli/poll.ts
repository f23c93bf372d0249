import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { startOutbox } from "../alert/outbox.ts";
import { userAgent, withoutToken } from "../app.ts";
import { UserError } from "../errors.ts";
import { createFetcher } from "../fetch/fetch.ts";
import { createLog } from "../log.ts";
import { terminalChannel } from "../model.ts";
import { visit, type VisitReport } from "../poll.ts";
import { wholeVisitLeaseMs } from "../schedule.ts";
import { asOperator } from "./operator.ts";
import { exit, printingMessenger } from "./start.ts";

/**
 * `poll --once [--source ID]`: visits the sources now, one after the other, and prints what alerts the terminal gets.
 *
 * Alerts that belong to Discord stay in the outbox for the running bot.
 */
export async function poll(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { once: { type: "boolean" }, source: { type: "string" } },
  });
  if (values.once !== true) throw new UserError("poll needs --once; to keep polling, use run");
  return asOperator(async ({ config, store, core }) => {
    const chosen = config.sources.filter((source) => source.enabled);
    const sources =
      values.source === undefined ? chosen : config.sources.filter((source) => source.id === values.source);
    if (sources.length === 0)
      throw new UserError(`there is no enabled source ${values.source ?? "in the feeds folder"}`);
    const now = (): Date => new Date();
    const log = createLog(config.logLevel, process.stderr.isTTY);
    const fetcher = createFetcher({
      allowHosts: config.allowHosts,
      torProxy: config.torProxy ?? undefined,
      userAgent,
    });
    const terminal = printingMessenger();
    const dependencies = { ...core.visitDependencies(log), fetcher, onDeliveries: () => undefined };
    await store.sources.register(
      sources.map((source) => source.id),
      now(),
    );
    const reports: VisitReport[] = [];
    for (const source of sources) {
      const owner = randomUUID();
      if (!(await store.sources.claim(source.id, owner, now(), wholeVisitLeaseMs))) {
        process.stderr.write(`${source.id}: is being visited at this moment by somebody else\n`);
        continue;
      }
      await store.sources.resume(source.id);
      const report = await visit(source, owner, dependencies, new AbortController().signal);
      process.stderr.write(`${describeReport(report)}\n`);
      reports.push(report);
    }
    const messengerFor = (channelId: string) => (channelId === terminalChannel ? terminal : withoutToken);
    const outbox = startOutbox({ store, messengerFor, log, now, onlyChannel: terminalChannel });
    await outbox.drain();
    await outbox.stop(0);
    await fetcher.close();
    const failed = reports.filter((report) => report.outcome === "failed");
    if (failed.length === 0) return exit.done;
    return failed.every((report) => report.error?.code === "blocked") ? exit.wall : exit.failed;
  });
}

/** One line about a visit. */
export function describeReport(report: VisitReport): string {
  const { sourceId, outcome, isFirst, newPosts, changedPosts, alerts, updates, partial, error } = report;
  if (error !== null) return `${sourceId}: ${error.code}: ${error.message}`;
  const unread = partial === null ? "" : `; not all was read: ${partial.code}: ${partial.message}`;
  if (outcome !== "stored") return `${sourceId}: ${outcome}${unread}`;
  const parts = [`${newPosts} new`, `${changedPosts} changed`];
  if (isFirst) parts.push("first visit: stored without alerts");
  else
    parts.push(
      `${alerts} ${alerts === 1 ? "alert" : "alerts"}`,
      `${updates} ${updates === 1 ? "update" : "updates"}`,
    );
  return `${sourceId}: ${parts.join(", ")}${unread}`;
}
