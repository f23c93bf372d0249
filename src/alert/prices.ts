import type { Change, Listing, Price, Rates, Term } from "../model.ts";
import { showDollars } from "./dollars.ts";
import { type FactWords, factWords } from "./fact-words.ts";
import { formatMoney, formatMoneyShort, formatPrice } from "./money.ts";
import { show, strike } from "./show.ts";
import { joinWithin } from "./text.ts";

const leadRoles = ["asking", "ransom", "blitz", "start", "minimum"] as const satisfies Price["role"][];
// Former prices stand struck beside today's; what a post's author reckoned in another currency is no second price.
const elsewhere: ReadonlySet<Price["role"]> = new Set(["previous", "equivalent"]);
const maxStruck = 3;

/** What is asked today: the asking price or ransom demand, else where an auction stands. */
export function findLeadPrice({ prices }: Listing): Price | undefined {
  return leadRoles
    .map((role) => prices.find((price) => price.role === role))
    .find((price) => price !== undefined);
}

/** Names the price of a listing: "Ransom demand", "Starting price". */
export function namePrice(listing: Listing, { names }: FactWords = factWords): string {
  const lead = findLeadPrice(listing)?.role;
  const role = leadRoles.find((one) => one === lead) ?? (listing.kind === "ransom" ? "ransom" : "asking");
  return names[role];
}

// What was asked before today, oldest first, as shown.
function listFormerPrices(listing: Listing, changes: readonly Change[]): string[] {
  const changed = changes.flatMap(({ kind, from }) =>
    kind.startsWith("price-") && from !== null ? [from] : [],
  );
  const stated = listing.prices.filter(({ role }) => role === "previous").map((price) => formatMoney(price));
  const lead = findLeadPrice(listing);
  const today = lead === undefined ? "" : formatMoney(lead);
  // What a post calls its earlier price lies before every change that was seen here.
  const former = [...stated.filter((price) => !changed.includes(price)), ...changed];
  return [...new Set(former)].filter((price) => price !== today).slice(-maxStruck);
}

function showPer(price: Price): string {
  const per = price.per === null ? "" : show(price.per.replace(/^\s*per\s/iu, ""), 40);
  return per === "" ? "" : ` per ${per}`;
}

/** Shows today's price with the former ones struck through: `~~$4,850~~ $4,000`. */
export function renderPrice(
  listing: Listing,
  changes: readonly Change[],
  rates: Rates | null,
  max: number,
): string {
  const lead = findLeadPrice(listing);
  const former = listFormerPrices(listing, changes).map((price) => strike(show(price, 40)));
  const today =
    lead === undefined ? [] : [show(formatPrice(lead), 80) + showDollars(lead, rates) + showPer(lead)];
  return joinWithin([...former, ...today], " ", max);
}

/** Shows today's price in a headline's few characters: `$4,000 (was $4,850)`; null where nothing is asked. */
export function renderPriceShort(listing: Listing, changes: readonly Change[]): string | null {
  const lead = findLeadPrice(listing);
  if (lead === undefined) return null;
  const former = listFormerPrices(listing, changes).at(-1);
  const was = former === undefined ? "" : ` (was ${show(former, 30)})`;
  return show(formatPrice(lead, formatMoneyShort), 60) + showPer(lead) + was;
}

/** Shows the prices beside the one that is asked: an auction's steps, what was paid, lots that stand in no table. */
export function renderOtherPrices(
  listing: Listing,
  rates: Rates | null,
  max: number,
  { priceRoles }: FactWords = factWords,
): string {
  const lead = findLeadPrice(listing);
  const inTable = new Set(listing.lots.map((lot) => lot.price));
  const others = listing.prices
    .slice(0, 100)
    .filter((price, index) => price !== lead && !elsewhere.has(price.role) && !inTable.has(index));
  const shown = others.map(
    (price) =>
      `${priceRoles[price.role]} ${show(formatPrice(price), 60)}${showDollars(price, rates)}${showPer(price)}`,
  );
  return joinWithin([...new Set(shown)], " · ", max);
}

/** A term of an offer in words. */
export function describeTerm(term: Term, { terms }: FactWords = factWords): string {
  switch (term.kind) {
    case "discount":
    case "increase":
      return terms[term.kind](term.percent, term.withinHours);
    case "copies":
      return `“${show(term.text, 80)}”`;
    case "negotiable":
    case "escrow":
    case "exclusive":
      return terms[term.kind];
  }
}

/** Shows the terms of an offer in words. */
export function renderTerms(listing: Listing, max: number, words: FactWords = factWords): string {
  const terms = listing.terms.slice(0, 50).map((term) => describeTerm(term, words));
  return joinWithin([...new Set(terms)], " · ", max);
}
