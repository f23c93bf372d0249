import type { Alert, Evidence, Listing, Post } from "../model.ts";
import type { Embed } from "./embed.ts";
import { listVictims, showChanged } from "./facts.ts";
import { formatBytes, formatCount, formatPrice } from "./money.ts";
import { describeTerm } from "./prices.ts";
import { makeQuote } from "./quote.ts";
import { pickColour } from "./severity.ts";
import { show, showTime, showTimeAndDistance, strike } from "./show.ts";
import { renderLots } from "./table.ts";
import { cut, escapeCode } from "./text.ts";
import { changeWords, foundByWords, partyWords, placeWords, priceWords, tierWords } from "./words.ts";

// A page is one embed; together with its title it stays far below the 6,000 characters of a message.
const maxPage = 3600;
const maxPages = 25;
const maxFacts = 60; // of each sort
const lotsInBlock = 25;

/** What an alert's details are made of. */
export interface AlertDetails {
  readonly alert: Alert;
  /** The post as it was read last, and what was read from it; null where it is kept no longer. */
  readonly read: { readonly post: Post; readonly listing: Listing } | null;
  /** Every post of the incident, oldest first. */
  readonly posts: readonly { readonly sourceName: string; readonly title: string; readonly at: Date }[];
}

/** Renders everything known of an alert in as many pages as it takes: each fact with its quote and confidence. */
export function renderDetails({ alert, read, posts }: AlertDetails): Embed[] {
  const blocks = [
    "**Why it matched**",
    ...explainMatch(alert, read?.post ?? null),
    ...(read === null ? ["The post is kept no longer."] : listFacts(read.listing, read.post)),
    ...listLots(read?.listing ?? alert.listing),
    ...listChanges(alert),
    "**Posts of this incident**",
    ...posts.slice(-maxFacts).map(({ sourceName, title, at }) => {
      const when = showTime(at, "f") ?? "";
      return `${when} · ${show(sourceName, 60) || "Unnamed source"}: ${show(title, 160) || "Untitled post"}`;
    }),
  ];
  const pages = paginate(blocks);
  return pages.map((description, page) => ({
    title: show(alert.title, 200) || "Untitled post",
    description,
    color: pickColour(alert),
    footer: {
      text: `Page ${page + 1} of ${pages.length} · listing ${cut(escapeCode(alert.listingId), 40)}`,
    },
  }));
}

/** Fills pages with blocks; no block is split, and none is longer than a page. */
function paginate(blocks: readonly string[]): string[] {
  const pages: string[] = [];
  let page = "";
  for (const block of blocks) {
    const next = page === "" ? block : `${page}\n${block}`;
    if (next.length > maxPage && page !== "") {
      pages.push(page);
      page = block;
    } else page = next;
  }
  pages.push(page);
  const told = pages.slice(0, maxPages).map((text) => cut(text, 4000));
  if (pages.length > maxPages) told[maxPages - 1] += "\n… and more than fits here";
  return told;
}

function explainMatch({ match, company }: Alert, post: Post | null): string[] {
  const cues = match.cues.slice(0, 12).map((cue) => show(cue, 80));
  const why = cues.length === 0 ? "" : ` · ${cues.join("; ")}`;
  const found = `${tierWords[match.tier]}, ${partyWords[match.party]}: ${foundByWords[match.by]} ${placeWords[match.field]}`;
  return [quoteFact(`${show(company, 80) || "Unnamed company"} · ${found}${why}`, match, post)];
}

/** A fact with how sure it is and where it stands in the post. */
function quoteFact(fact: string, evidence: Evidence, post: Post | null): string {
  const sure = Number.isFinite(evidence.confidence)
    ? `${Math.round(Math.min(1, Math.max(0, evidence.confidence)) * 100)} %`
    : "unsure";
  const quote = makeQuote(post?.[evidence.field] ?? "", evidence);
  const text = show(quote.text, 160);
  const line = `${fact} · ${sure}`;
  if (text === "") return line;
  const [before, after] = [show(quote.before, 160), show(quote.after, 160)];
  const gapBefore = /\s$/u.test(quote.before) ? " " : "";
  const gapAfter = /^\s/u.test(quote.after) ? " " : "";
  return `${line}\n> ${before}${gapBefore}**${text}**${gapAfter}${after}`;
}

function listFacts(listing: Listing, post: Post): string[] {
  const section = <T extends Evidence>(
    title: string,
    facts: readonly T[],
    describe: (fact: T) => string,
  ): string[] => {
    const shown = facts.slice(0, maxFacts).map((fact) => quoteFact(describe(fact), fact, post));
    if (facts.length > maxFacts) shown.push(`… and ${facts.length - maxFacts} more`);
    return shown.length === 0 ? [] : [`**${title}**`, ...shown];
  };
  const deadline = showTimeAndDistance(listing.deadline);
  return [
    ...section(
      "Victims",
      listing.victims,
      (victim) => listVictims({ ...listing, victims: [victim] })[0] ?? "?",
    ),
    ...section("Threat actors", listing.actors, ({ name }) => show(name, 80) || "?"),
    ...section("Prices", listing.prices, (price) => {
      const per = price.per === null ? "" : ` per ${show(price.per, 40)}`;
      return `${priceWords[price.role]} ${show(formatPrice(price), 80)}${per}`;
    }),
    ...section("Terms", listing.terms, describeTerm),
    ...(deadline === null ? [] : ["**Deadline**", deadline]),
    ...section("Records", listing.records, (record) => {
      const role = record.role === "total" ? "" : `${record.role}: `;
      return `${role}${formatCount(record)} ${show(record.of ?? record.unit ?? "records", 60)}`;
    }),
    ...section("Sizes", listing.sizes, ({ bytes }) => formatBytes(bytes)),
    ...section("Data types", listing.dataTypes, ({ label, negated }) => {
      const name = show(label, 80) || "?";
      return negated ? `${name} (not affected)` : name;
    }),
  ];
}

function listLots(listing: Listing): string[] {
  const blocks: string[] = [];
  for (let from = 0; from < listing.lots.length && blocks.length < 20; from += lotsInBlock) {
    const lots = listing.lots.slice(from, from + lotsInBlock);
    const table = renderLots({ ...listing, lots }, maxPage, lotsInBlock);
    if (table !== null) blocks.push(table);
  }
  return blocks.length === 0 ? [] : ["**Lots**", ...blocks];
}

function listChanges({ history }: Alert): string[] {
  const changes = history.slice(-maxFacts).map(({ kind, from, to }) => {
    const before = from === null ? "" : `${strike(showChanged(from))} → `;
    return `${changeWords[kind]}: ${before}${showChanged(to) || "not stated"}`;
  });
  return changes.length === 0 ? [] : ["**What has changed**", ...changes];
}
