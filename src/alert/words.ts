import type { Change, Listing, ListingKind, ListingStatus, Match, Price, Quote } from "../model.ts";

/** What a listing is, as a field shows it. */
export const kindWords = {
  sale: "Data for sale",
  ransom: "Ransom demand",
  leak: "Data leaked",
  breach: "Data breach",
  exposure: "Data exposed",
  access: "Access for sale",
  other: "Other",
} as const satisfies Record<ListingKind, string>;

/** Where an offer stands, as a field shows it. */
export const statusWords = {
  offered: "on offer",
  auction: "at auction",
  negotiating: "in negotiation",
  sold: "sold",
  released: "released",
  withdrawn: "withdrawn",
} as const satisfies Record<ListingStatus, string>;

/** What a price is, in front of it. */
export const priceWords = {
  asking: "asking",
  ransom: "ransom",
  lot: "lot",
  start: "start",
  step: "step",
  blitz: "blitz",
  minimum: "minimum",
  previous: "before",
  paid: "paid",
  equivalent: "equal to",
} as const satisfies Record<Price["role"], string>;

/** By what a company was found. */
export const foundByWords = {
  domain: "its domain",
  name: "its name",
  alias: "an alias",
  truncated: "its name, cut short",
  masked: "its name, masked",
  leet: "its name, spelt with digits",
  homoglyph: "its name, spelt with look-alike letters",
} as const satisfies Record<Match["by"], string>;

/** How sure a match is; it says nothing about whether the post is true. */
export const tierWords = {
  confirmed: "Confirmed match",
  likely: "Likely match",
  possible: "Possible match, unconfirmed",
} as const satisfies Record<Match["tier"], string>;

/** A company's part in a post. */
export const partyWords = {
  victim: "named as the victim",
  "third-party": "a third party",
  mentioned: "mentioned only",
} as const satisfies Record<Match["party"], string>;

/** Names a change, whatever the listing. */
export const changeWords = {
  "price-lowered": "Price lowered",
  "price-raised": "Price raised",
  "price-set": "Price",
  status: "Status",
  records: "Record count",
  "lot-added": "Lot added",
  deadline: "Deadline",
  "auction-step": "Bidding",
  actor: "Also claimed by",
  victim: "The victim",
  "deadline-passed": "Deadline passed",
} as const satisfies Record<Change["kind"], string>;

/** Where a quote stands. */
export const placeWords = {
  title: "in the title",
  body: "in the text",
  author: "as the author",
  victim: "in the source's victim field",
  actor: "in the source's actor field",
  domain: "in the source's domain field",
} as const satisfies Record<Quote["field"], string>;

/** What happened, in the few words that a notification has room for. */
export function summariseEvent({ kind, status }: Pick<Listing, "kind" | "status">): string {
  if (kind === "sale" || kind === "ransom" || kind === "access") {
    const goods = kind === "access" ? "access" : "data";
    if (status === "sold") return `${goods} sold`;
    if (status === "released") return `${goods} released`;
    if (status === "withdrawn") return kind === "ransom" ? "ransom demand withdrawn" : "offer withdrawn";
    if (status === "auction") return `${goods} at auction`;
  }
  return kind === "other" ? "named in a post" : kindWords[kind].toLowerCase();
}
