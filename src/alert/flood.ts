import type { Alert, Flood } from "../model.ts";
import type { Message } from "./embed.ts";
import { show, showEach } from "./show.ts";
import { cut, escapeCode, joinWithin } from "./text.ts";

/** A summary names at most these; the others are counted. */
export const maxFloodListings = 20;
const colour = 0xe0_8e_0b;

/**
 * Renders the summary of many listings that one visit brought: a repaired page, or a tracker after an outage.
 *
 * Each of them would have been an alert of its own; a channel that gets a hundred at once reads none.
 */
export function renderFlood(alert: Alert, flood: Flood, roles: readonly string[]): Message {
  const { listings, posts, concerned: total } = flood;
  const companies = [...new Set(listings.flatMap((listing) => listing.companies))];
  const source = show(alert.sourceName, 80) || "a source";
  const lines = listings.slice(0, maxFloodListings).map(({ id, title, companies: named }) => {
    const concerned = joinWithin(showEach(named, 40), ", ", 80) || "Unnamed company";
    return `\`${cut(escapeCode(id), 20) || "?"}\` **${concerned}** · ${show(title, 80) || "Untitled post"}`;
  });
  const more = total - lines.length;
  const count = `${total} of ${posts} new posts`;
  return {
    content: [
      ...roles.map((role) => `<@&${role}>`),
      `${joinWithin(showEach(companies, 40), ", ", 120) || "Unnamed company"}: ${count} at once from ${source}`,
    ].join(" "),
    embeds: [
      {
        title: `${count} concern companies you watch`,
        description: [
          `${source} brought more new posts at once than its \`flood\` setting lets through one by one.`,
          ...lines,
          ...(more > 0 ? [`… and ${more} more`] : []),
          "`/listings show listing:…` tells everything about one.",
        ].join("\n"),
        color: colour,
        footer: { text: `Leakwatch · ${cut(escapeCode(alert.id), 80)}` },
      },
    ],
    mentionRoles: [...roles],
  };
}
