import type { AlertDelivery, Listing, Match, Notice } from "../model.ts";
import { listMentionable } from "./message.ts";
import { formatCountShort, formatMoneyShort, formatPrice } from "./money.ts";
import { findLeadCount } from "./facts.ts";
import { findLeadPrice } from "./prices.ts";
import { judgeAlert, severities } from "./severity.ts";
import { changeWords, summariseEvent } from "./words.ts";

/** A match that alerted nobody by itself, as a digest tells it. */
export interface DigestEntry {
  readonly company: string;
  readonly match: Pick<Match, "tier" | "party">;
  readonly title: string;
  readonly listing: Listing;
  readonly listingId: string;
  readonly sourceName: string;
}

/**
 * Makes the one message that tells what quiet hours kept of a channel, the most urgent first.
 *
 * It mentions the roles that the alerts would have mentioned.
 */
export function gatherWaiting(id: string, deliveries: readonly AlertDelivery[]): Notice {
  const urgency = ({ alert }: AlertDelivery): number => severities.indexOf(judgeAlert(alert));
  const told = deliveries.toSorted((a, b) => urgency(a) - urgency(b));
  const companies = [...new Set(told.map(({ alert }) => alert.company))];
  const count = told.length === 1 ? "1 alert" : `${told.length} alerts`;
  return {
    id,
    tone: "neutral",
    title: `${count} from the quiet hours`,
    content: `${count} from the quiet hours: ${companies.join(", ")}`,
    lines: told.map(describeDelivery),
    roleIds: [
      ...new Set(told.flatMap(({ kind, alert }) => (kind === "fresh" ? listMentionable(alert) : []))),
    ],
  };
}

function describeDelivery({ kind, alert }: AlertDelivery): string {
  const { company, flood, listing, title, sourceName, listingId } = alert;
  if (flood !== undefined)
    return `${company}: ${flood.listings.length} of ${flood.posts} new posts at once from ${sourceName}`;
  if (kind === "fresh") return describe({ company, listing, title, sourceName, listingId });
  const changes = alert.changes.slice(0, 5).map((change) => {
    const from = change.from === null ? "" : `${change.from} → `;
    return `${changeWords[change.kind].toLowerCase()} ${from}${change.to}`;
  });
  return `${company}: ${changes.join(", ") || "updated"} · ${title} (${listingId})`;
}

/**
 * Makes a digest: what concerned a server's watches and alerted nobody by itself.
 *
 * @param entries - the newest; `total` says how many there were
 */
export function renderDigest(
  id: string,
  every: "daily" | "weekly",
  entries: readonly DigestEntry[],
  total: number,
): Notice {
  const count = total === 1 ? "1 match" : `${total} matches`;
  const more = total - entries.length;
  return {
    id,
    tone: "neutral",
    title: `${every === "daily" ? "Daily" : "Weekly"} digest: ${count} that alerted nobody`,
    lines: [
      ...entries.map((entry) => {
        const why = entry.match.tier === "possible" ? "possible match" : "mentioned only";
        return `${describe(entry)} · ${why}`;
      }),
      ...(more > 0 ? [`… and ${more} more`] : []),
    ],
  };
}

/** Plain text: whoever renders the notice escapes it. */
function describe({ company, listing, title, sourceName, listingId }: Omit<DigestEntry, "match">): string {
  const price = findLeadPrice(listing);
  const count = findLeadCount(listing);
  const facts = [
    summariseEvent(listing),
    ...(price === undefined ? [] : [formatPrice(price, formatMoneyShort)]),
    ...(count === undefined
      ? []
      : [`${formatCountShort(count)} ${(count.of ?? count.unit ?? "records").slice(0, 40)}`]),
  ];
  return `${company.slice(0, 80)}: ${facts.join(", ")} · ${title.slice(0, 160)} · ${sourceName.slice(0, 60)} (${listingId})`;
}
