import type { AlertDelivery, Listing, Match, Notice } from "../model.ts";
import { listMentionable } from "./message.ts";
import { formatCountShort, formatMoneyShort, formatPrice } from "./money.ts";
import { findLeadCount } from "./facts.ts";
import { findLeadPrice } from "./prices.ts";
import { judgeAlert, severities } from "./severity.ts";
import { changeWords, summariseEvent } from "./words.ts";

// More than one message shows is not kept either: a night of quiet hours may hold thousands.
const maxLines = 60;
const maxCompanies = 20;

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
  const companies = [...new Set(told.map(({ alert }) => alert.company.slice(0, 80)))];
  const count = told.length === 1 ? "1 alert" : `${told.length} alerts`;
  return {
    id,
    tone: "neutral",
    title: `${count} from the quiet hours`,
    content: `${count} from the quiet hours: ${companies.slice(0, maxCompanies).join(", ")}`,
    lines: told.slice(0, maxLines).map(describeDelivery),
    more: Math.max(0, told.length - maxLines),
    roleIds: [
      ...new Set(told.flatMap(({ kind, alert }) => (kind === "fresh" ? listMentionable(alert) : []))),
    ],
  };
}

function describeDelivery({ kind, alert }: AlertDelivery): string {
  const { flood, listing, title, sourceName, listingId } = alert;
  const company = alert.company.slice(0, 80);
  if (flood !== undefined)
    return `${company}: ${flood.concerned} of ${flood.posts} new posts at once from ${sourceName}`;
  if (kind === "fresh") return describe({ company, listing, title, sourceName, listingId });
  const changes = alert.changes.slice(0, 5).map((change) => {
    const from = change.from === null ? "" : `${change.from.slice(0, 60)} → `;
    return `${changeWords[change.kind].toLowerCase()} ${from}${change.to.slice(0, 60)}`;
  });
  return `${company}: ${changes.join(", ") || "updated"} · ${title.slice(0, 160)} (${listingId})`;
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
  return {
    id,
    tone: "neutral",
    title: `${every === "daily" ? "Daily" : "Weekly"} digest: ${count} that alerted nobody`,
    lines: entries.map((entry) => `${describe(entry)} · ${explain(entry)}`),
    more: Math.max(0, total - entries.length),
  };
}

function explain({ match }: DigestEntry): string {
  if (match.tier === "possible") return "possible match";
  return match.party === "mentioned" ? "mentioned only" : "an older post";
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
