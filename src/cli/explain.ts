import { UserError } from "../errors.ts";
import { asOperator } from "./operator.ts";
import { exit } from "./start.ts";

/** `explain LISTING`: why a listing alerted whom, and why it was silent otherwise. */
export async function explain(args: readonly string[]): Promise<number> {
  const [id, ...more] = args;
  if (id === undefined || more.length > 0)
    throw new UserError("explain takes one LISTING, such as /listings shows it");
  await asOperator(async ({ store, services }) => {
    const found = await services.listings.find(id);
    if (found === undefined) throw new UserError(`there is no listing ${id}`);
    const { post, listing, sourceName, discoveredAt, incidentId } = found;
    const watches = new Map((await store.watches.all()).map((watch) => [watch.id, watch.name]));
    const lines = [
      post.title,
      `  source      ${sourceName}, discovered ${discoveredAt.toISOString()}`,
      `  read as     ${listing.kind}${listing.status === null ? "" : `, ${listing.status}`}`,
      `  victims     ${listing.victims.map((victim) => victim.name).join(", ") || "none named"}`,
      `  incident    ${incidentId ?? "none"}`,
    ];
    const matches = await store.incidents.matchesOf(found.id);
    if (matches.length === 0) lines.push("  silent      no watched company was found in it");
    for (const { match, outcome } of matches) {
      const name = watches.get(match.watch) ?? `a watch that is gone (${match.watch})`;
      const cues = match.cues.length === 0 ? "" : ` (${match.cues.join("; ")})`;
      lines.push(`  ${outcome === "alerted" ? "alerted" : "silent "}     ${name}: ${outcome}`);
      lines.push(
        `              ${match.tier}, ${match.party}, by ${match.by} “${match.text}” in its ${match.field}${cues}`,
      );
    }
    process.stdout.write(`${lines.join("\n")}\n`);
  });
  return exit.done;
}
