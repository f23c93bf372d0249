import type { Alert, Evidence, Listing, Post, Rates } from "../model.ts";
import { showDollars } from "./dollars.ts";
import type { Embed } from "./embed.ts";
import { type FactWords, factWords } from "./fact-words.ts";
import { listVictims, showChanged } from "./facts.ts";
import { formatBytes, formatCount, formatPrice } from "./money.ts";
import { describeTerm } from "./prices.ts";
import { makeQuote } from "./quote.ts";
import { pickColour } from "./severity.ts";
import { show, showTime, showTimeAndDistance, strike } from "./show.ts";
import { renderLots } from "./table.ts";
import { cut, escapeCode } from "./text.ts";

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
  /** By which amounts are shown in dollars besides; null: as stated alone. */
  readonly rates: Rates | null;
}

/** Renders everything known of an alert in as many pages as it takes: each fact with its quote and confidence. */
export function renderDetails(
  { alert, read, posts, rates }: AlertDetails,
  words: FactWords = factWords,
): Embed[] {
  const { details: say, unnamedSource, untitled } = words;
  const blocks = [
    `**${say.why}**`,
    ...explainMatch(alert, read?.post ?? null, words),
    ...(read === null ? [say.noPost] : listFacts(read.listing, read.post, rates, words)),
    ...listLots(read?.listing ?? alert.listing, rates, words),
    ...listChanges(alert, words),
    `**${say.posts}**`,
    ...posts.slice(-maxFacts).map(({ sourceName, title, at }) => {
      const when = showTime(at, "f") ?? "";
      return `${when} · ${show(sourceName, 60) || unnamedSource}: ${show(title, 160) || untitled}`;
    }),
  ];
  const pages = paginate(blocks, say.tooLong);
  return pages.map((description, page) => ({
    title: show(alert.title, 200) || untitled,
    description,
    color: pickColour(alert),
    footer: { text: say.footer(page + 1, pages.length, cut(escapeCode(alert.listingId), 40)) },
  }));
}

/** Fills pages with blocks; no block is split, and none is longer than a page. */
function paginate(blocks: readonly string[], tooLong: string): string[] {
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
  if (pages.length > maxPages) told[maxPages - 1] += `\n${tooLong}`;
  return told;
}

function explainMatch({ match, company }: Alert, post: Post | null, words: FactWords): string[] {
  const { found, tiers, parties, foundBy, places, unnamedCompany } = words.details;
  const cues = match.cues.slice(0, 12).map((cue) => show(cue, 80));
  const why = cues.length === 0 ? "" : ` · ${cues.join("; ")}`;
  const how = found(tiers[match.tier], parties[match.party], foundBy[match.by], places[match.field]);
  return [quoteFact(`${show(company, 80) || unnamedCompany} · ${how}${why}`, match, post, words)];
}

/** A fact with how sure it is and where it stands in the post. */
function quoteFact(fact: string, evidence: Evidence, post: Post | null, { details }: FactWords): string {
  const sure = Number.isFinite(evidence.confidence)
    ? `${Math.round(Math.min(1, Math.max(0, evidence.confidence)) * 100)} %`
    : details.unsure;
  const quote = makeQuote(post?.[evidence.field] ?? "", evidence);
  const text = show(quote.text, 160);
  const line = `${fact} · ${sure}`;
  if (text === "") return line;
  const [before, after] = [show(quote.before, 160), show(quote.after, 160)];
  const gapBefore = /\s$/u.test(quote.before) ? " " : "";
  const gapAfter = /^\s/u.test(quote.after) ? " " : "";
  return `${line}\n> ${before}${gapBefore}**${text}**${gapAfter}${after}`;
}

function listFacts(listing: Listing, post: Post, rates: Rates | null, words: FactWords): string[] {
  const { names, details: say } = words;
  const section = <T extends Evidence>(
    title: string,
    facts: readonly T[],
    describe: (fact: T) => string,
  ): string[] => {
    const shown = facts.slice(0, maxFacts).map((fact) => quoteFact(describe(fact), fact, post, words));
    if (facts.length > maxFacts) shown.push(say.more(facts.length - maxFacts));
    return shown.length === 0 ? [] : [`**${title}**`, ...shown];
  };
  const deadline = showTimeAndDistance(listing.deadline);
  return [
    ...section(
      say.victims,
      listing.victims,
      (victim) => listVictims({ ...listing, victims: [victim] })[0] ?? "?",
    ),
    ...section(say.actors, listing.actors, ({ name }) => show(name, 80) || "?"),
    ...section(say.prices, listing.prices, (price) => {
      const per = price.per === null ? "" : say.per(show(price.per, 40));
      return `${words.priceRoles[price.role]} ${show(formatPrice(price), 80)}${showDollars(price, rates)}${per}`;
    }),
    ...section(names.terms, listing.terms, (term) => describeTerm(term, words)),
    ...(deadline === null ? [] : [`**${names.deadline}**`, deadline]),
    ...section(names.records, listing.records, (record) => {
      const role = record.role === "total" ? "" : `${say.recordRoles[record.role]}: `;
      return `${role}${formatCount(record)} ${show(record.of ?? words.units[record.unit ?? "records"], 60)}`;
    }),
    ...section(say.sizes, listing.sizes, ({ bytes }) => formatBytes(bytes)),
    ...section(names.dataTypes, listing.dataTypes, ({ label, negated }) => {
      const name = show(label, 80) || "?";
      return negated ? say.negated(name) : name;
    }),
  ];
}

function listLots(listing: Listing, rates: Rates | null, { names }: FactWords): string[] {
  const blocks: string[] = [];
  for (let from = 0; from < listing.lots.length && blocks.length < 20; from += lotsInBlock) {
    const lots = listing.lots.slice(from, from + lotsInBlock);
    const table = renderLots({ ...listing, lots }, rates, maxPage, lotsInBlock);
    if (table !== null) blocks.push(table);
  }
  return blocks.length === 0 ? [] : [`**${names.lots}**`, ...blocks];
}

function listChanges({ history }: Alert, words: FactWords): string[] {
  const tell = (value: string): string => showChanged(value, undefined, words);
  const changes = history.slice(-maxFacts).map(({ kind, from, to }) => {
    const before = from === null ? "" : `${strike(tell(from))} → `;
    return `${words.changes[kind]}: ${before}${tell(to) || words.notStated}`;
  });
  return changes.length === 0 ? [] : [`**${words.details.changed}**`, ...changes];
}
