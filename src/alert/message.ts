import type { Acknowledgement, Alert, Change, Rates, StoredListing } from "../model.ts";
import { renderButtons } from "./buttons.ts";
import type { Embed, EmbedField, Message } from "./embed.ts";
import { type FactWords, factWords } from "./fact-words.ts";
import { listVictims, makeField, renderCountShort, renderFacts, showChanged } from "./facts.ts";
import { findSafeLink } from "./links.ts";
import { namePrice, renderPriceShort } from "./prices.ts";
import { pickColour, pickListingColour } from "./severity.ts";
import { redact } from "./redact.ts";
import { show, showEach, showTime, showTimeAndDistance, strike } from "./show.ts";
import { clean, cut, escapeCode, escapeMarkdown, joinWithin } from "./text.ts";
import { changeWords, foundByWords, placeWords, summariseEvent, tierWords } from "./words.ts";
import { renderFlood } from "./flood.ts";

export type { Embed, Message, MessageButton } from "./embed.ts";

const maxHeadline = 180;
const maxRoles = 10;
const maxTitle = 240;
const maxLink = 360;
const maxExcerpt = 300;
const maxLine = 300;
const maxReply = 1800;

function showCompany(alert: Alert): string {
  return show(alert.company, 80) || "Unnamed company";
}

function showTitle(title: string, { untitled }: FactWords = factWords): string {
  return show(title, maxTitle) || untitled;
}

function renderFooter(id: string): { text: string } {
  return { text: `Leakwatch · ${cut(escapeCode(id), 80)}` };
}

/** The roles that an alert mentions. Only a well-formed id is mentioned: anything else would stand there as text. */
export function listMentionable({ roleId, alsoConcerns, severityRoleIds = [] }: Alert): string[] {
  const all = [roleId, ...severityRoleIds, ...alsoConcerns.map((other) => other.roleId)];
  const roles = all.flatMap((role) => (role !== null && /^\d{1,20}$/u.test(role) ? [role] : []));
  return [...new Set(roles)].slice(0, maxRoles);
}

/** Everything that changed so far, oldest first, this update's own changes included. */
function listPastChanges({ history, changes }: Alert): Change[] {
  const isKnown = (change: Change): boolean =>
    history.some(({ kind, from, to }) => kind === change.kind && from === change.from && to === change.to);
  return [...history, ...changes.filter((change) => !isKnown(change))];
}

function renderHeadline(alert: Alert): string {
  const { party, tier } = alert.match;
  const part = party === "victim" ? "" : party === "mentioned" ? " (mentioned only)" : " (third party)";
  const price = renderPriceShort(alert.listing, listPastChanges(alert));
  const count = renderCountShort(alert.listing);
  const event = summariseEvent(alert.listing);
  const priced = price === null ? event : event + (event === "ransom demand" ? ` ${price}` : `, ${price}`);
  const lots = price === null && alert.listing.lots.length > 1 ? [`${alert.listing.lots.length} lots`] : [];
  const parts = [`${showCompany(alert)}${part}: ${priced}`, ...lots, ...(count === null ? [] : [count])];
  const headline = parts.join(" · ") + (tier === "possible" ? " · possible match" : "");
  return cut(alert.kind === "test" ? `Test alert, nothing happened · ${headline}` : headline, maxHeadline);
}

function renderParty(alert: Alert): string {
  const company = `**${showCompany(alert)}**`;
  if (alert.match.party === "victim") {
    const stance = listPastChanges(alert).findLast(({ kind }) => kind === "victim")?.to;
    const says = stance === undefined ? "" : `, and ${showChanged(stance)}`;
    return `${company} is named as the victim${says}.`;
  }
  const victims = joinWithin(listVictims(alert.listing).slice(0, 3), ", ", 160);
  const of = victims === "" ? "" : ` The post names ${victims} as the victim.`;
  return alert.match.party === "mentioned"
    ? `${company} is mentioned only.${of}`
    : `${company} appears as a third party.${of}`;
}

function renderOthers({ alsoConcerns }: Alert): string | null {
  const names = showEach(
    alsoConcerns.map(({ company }) => company),
    80,
  );
  return names.length === 0
    ? null
    : `Also concerns ${joinWithin(
        names.map((name) => `**${name}**`),
        ", ",
        300,
      )}.`;
}

function renderQuote({ quote, title }: Alert): string | null {
  // The title stands above it already.
  const quoted = clean(quote.before + quote.text + quote.after).replaceAll(/^…|…$/gu, "");
  if (quoted !== "" && clean(title.slice(0, 2000)).slice(0, maxTitle).includes(quoted)) return null;
  const before = show(quote.before, 300);
  const text = show(quote.text, 200);
  const after = show(quote.after, 300);
  if (text === "") return null;
  const gapBefore = before !== "" && /\s$/u.test(quote.before) ? " " : "";
  const gapAfter = after !== "" && /^\s/u.test(quote.after) ? " " : "";
  return `> ${before}${gapBefore}**${text}**${gapAfter}${after}`;
}

function renderReason({ match, quote }: Alert): string {
  const cues = showEach(match.cues, 60).slice(0, 4);
  const why = cues.length === 0 ? "" : ` (${joinWithin(cues, "; ", 200)})`;
  return `${tierWords[match.tier]}: ${foundByWords[match.by]} ${placeWords[quote.field]}${why}.`;
}

function renderDescription(alert: Alert): string {
  const lines = [
    alert.kind === "test" ? "**This is a test.** Nothing has happened; what follows is an example." : null,
    renderParty(alert),
    renderQuote(alert),
    renderReason(alert),
    renderOthers(alert),
    alert.generated ? factWords.generated : null,
  ];
  return lines.filter((line) => line !== null).join("\n");
}

interface Origin {
  readonly sourceName: string;
  readonly links: "show" | "defang";
  readonly url: string | null;
}

function findLink({ links, url }: Origin): string | null {
  const link = links === "show" && url !== null ? findSafeLink(url, maxLink) : null;
  // Characters that Discord would read as format, as an end of the link or as a mention.
  return link === null
    ? null
    : link.replace(/[@`*~|()[\]]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function renderSource(origin: Origin, { names, unnamedSource }: FactWords = factWords): EmbedField[] {
  const name = show(origin.sourceName, 80) || unnamedSource;
  const link = findLink(origin) ?? (origin.url === null ? "" : show(origin.url, maxLink));
  return makeField(names.source, link === "" ? name : `${name}\n${link}`);
}

function makeEmbed(title: string, description: string, origin: Origin, fields: EmbedField[]): Embed {
  const link = findLink(origin);
  return {
    title,
    ...(link === null ? {} : { url: link }),
    ...(description === "" ? {} : { description }),
    fields,
  };
}

function renderTimes(
  publishedAt: Date | null,
  discoveredAt: Date,
  { names, notStated }: FactWords = factWords,
): EmbedField[] {
  return [
    ...makeField(names.published, showTimeAndDistance(publishedAt) ?? notStated, true),
    ...makeField(names.discovered, showTimeAndDistance(discoveredAt), true),
  ];
}

/** A name in an embed notifies nobody. */
function renderAcknowledgement(acknowledgement: Acknowledgement | null): EmbedField[] {
  if (acknowledgement === null || !/^\d{1,20}$/u.test(acknowledgement.userId)) return [];
  const at = showTime(acknowledgement.at, "f");
  return makeField(
    "Acknowledged",
    `Acknowledged by <@${acknowledgement.userId}>${at === null ? "" : ` at ${at}`}`,
  );
}

/** Names the thread in which an alert is worked on: plain text of at most 100 characters. */
export function nameCase(alert: Alert): string {
  const company = cut(redact(clean(alert.company.slice(0, 400))), 60) || "Unnamed company";
  return cut(`${company}: ${summariseEvent(alert.listing)}`, 100);
}

/**
 * Renders an alert as the message that is posted: today's truth, with what an update replaced struck through.
 *
 * Within Discord's limits whatever the input; nothing in it notifies anybody but the alert's own roles.
 * @param rates - by which amounts are shown in dollars besides; null: as stated alone
 */
export function renderAlert(
  alert: Alert,
  acknowledgement: Acknowledgement | null = null,
  rates: Rates | null = null,
): Message {
  const roles = listMentionable(alert);
  const buttons = renderButtons(alert, acknowledgement);
  const threadName = nameCase(alert);
  if (alert.flood !== undefined) {
    const summary = renderFlood(alert, alert.flood, roles);
    const fields = renderAcknowledgement(acknowledgement);
    const embeds = summary.embeds.map((embed) => (fields.length === 0 ? embed : { ...embed, fields }));
    return { ...summary, embeds, buttons, threadName };
  }
  const embed = makeEmbed(
    (alert.kind === "test" ? "Test · " : "") + showTitle(alert.title),
    renderDescription(alert),
    alert,
    [
      ...renderFacts(alert.listing, listPastChanges(alert), rates),
      ...renderTimes(alert.publishedAt, alert.discoveredAt),
      ...renderSource(alert),
      ...makeField("Also seen at", joinWithin(showEach(alert.alsoSeenAt, 60), ", ", 260)),
      ...renderAcknowledgement(acknowledgement),
    ],
  );
  return {
    content: [...roles.map((role) => `<@&${role}>`), renderHeadline(alert)].join(" "),
    embeds: [{ ...embed, color: pickColour(alert), footer: renderFooter(alert.id) }],
    mentionRoles: roles,
    buttons,
    threadName,
  };
}

function nameChange({ kind }: Change, alert: Alert): string {
  switch (kind) {
    case "price-lowered":
      return `${namePrice(alert.listing)} lowered`;
    case "price-raised":
      return `${namePrice(alert.listing)} raised`;
    case "price-set":
      return namePrice(alert.listing);
    default:
      return changeWords[kind];
  }
}

function renderChange(change: Change, alert: Alert): string {
  const to = `**${showChanged(change.to) || "not stated"}**`;
  const from = change.from === null ? "" : showChanged(change.from);
  return `${nameChange(change, alert)}: ${from === "" ? to : `${strike(from)} → ${to}`}`;
}

/** Keeps the newest change of each fact: one that was lowered twice is told once. Every added lot counts. */
function newestChanges(changes: readonly Change[]): Change[] {
  const fact = ({ kind }: Change): string => (kind.startsWith("price-") ? "price" : kind);
  return changes.filter(
    (change, index) =>
      change.kind === "lot-added" || !changes.slice(index + 1).some((later) => fact(later) === fact(change)),
  );
}

/**
 * Renders the short reply that tells what changed, below an edited alert.
 *
 * It notifies no role: the alert did. Its footer holds the delivery id, as the alert's does.
 */
export function renderChanges(alert: Alert): Message {
  const changes = newestChanges(alert.changes.slice(-50)).map((change) => renderChange(change, alert));
  const told = changes.length === 0 ? ["Updated"] : changes;
  const test = alert.kind === "test" ? "Test alert, nothing happened · " : "";
  return {
    content: `${test}**${showCompany(alert)}** · ${joinWithin(told, "\n", maxReply)}`,
    embeds: [
      { description: showTitle(alert.title), color: pickColour(alert), footer: renderFooter(alert.id) },
    ],
    mentionRoles: [],
  };
}

/** Renders one stored listing with all its facts, for `/listings show`. */
export function renderListing(
  stored: StoredListing,
  rates: Rates | null = null,
  words: FactWords = factWords,
): Embed {
  const { post, listing } = stored;
  const origin = { sourceName: stored.sourceName, links: stored.links, url: post.url };
  const generated = post.generated === true ? [words.generated] : [];
  // Hidden before it is cut: half an address would pass for none.
  const excerpt = escapeMarkdown(
    cut(redact(clean((post.summary ?? post.body ?? "").slice(0, 4096))), maxExcerpt),
  );
  const description = [...(excerpt === "" ? [] : [`> ${excerpt}`]), ...generated].join("\n");
  const embed = makeEmbed(showTitle(post.title, words), description, origin, [
    ...renderFacts(listing, [], rates, words),
    ...renderTimes(post.publishedAt, stored.discoveredAt, words),
    ...renderSource(origin, words),
  ]);
  return {
    ...embed,
    color: pickListingColour(listing),
    footer: { text: words.listing(cut(escapeCode(stored.id), 80)) },
  };
}

export { renderHistory } from "./history.ts";

/** Renders one stored listing as one line, for lists; at most 300 characters. */
export function renderListingLine(stored: StoredListing, words: FactWords = factWords): string {
  const { listing, post } = stored;
  // As published: who the victim is, is what was read from it.
  const name = show(post.title, 80) || listVictims(listing)[0] || words.untitled;
  const actor = show(listing.actors[0]?.name ?? "", 40);
  const count = renderCountShort(listing);
  const facts = [
    `**${cut(name, 80)}**`,
    words.kinds[listing.kind] + (listing.status === "sold" ? words.sold : ""),
    ...[
      renderPriceShort(listing, []),
      count,
      actor,
      showTime(post.publishedAt ?? stored.discoveredAt, "R"),
    ].filter((fact) => fact !== null && fact !== ""),
  ];
  return joinWithin(
    [`\`${cut(escapeCode(stored.id), 40) || "?"}\` ${facts[0]}`, ...facts.slice(1).map(String)],
    " · ",
    maxLine,
  );
}
