import { makeQuote } from "../alert/quote.ts";
import { readListing } from "../listing/listing.ts";
import type { Alert, Match } from "../model.ts";

/** An invented listing, read and rendered like a real one. */
export function makeExampleAlert(id: string, now: Date): Alert {
  const company = "Example Motors";
  const body =
    "Selling the customer database of Example Motors: 120,000 customers with names, phone numbers and " +
    "e-mail addresses. No passwords. Price: $2,500.";
  const title = `[SELLING] ${company} customer database`;
  const start = title.indexOf(company);
  const match: Match = {
    watch: "example",
    tier: "likely",
    by: "name",
    party: "victim",
    cues: [],
    field: "title",
    start,
    end: start + company.length,
    text: company,
    confidence: 1,
  };
  return {
    id,
    kind: "test",
    company,
    match,
    quote: makeQuote(title, match),
    title,
    listing: readListing({ title, body }),
    listingId: id,
    changes: [],
    history: [],
    sourceId: "example",
    sourceName: "Example Forum",
    links: "defang",
    url: "https://forum.example/threads/1",
    publishedAt: now,
    discoveredAt: now,
    generated: false,
    alsoSeenAt: [],
    roleId: null,
    alsoConcerns: [],
  };
}
