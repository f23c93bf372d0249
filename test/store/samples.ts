import type { Alert, AlertDelivery, Listing, Match, Post, Watch } from "../../src/model.ts";
import { noMemory } from "../../src/health/judge.ts";
import type { ListingRow } from "../../src/store/listings.ts";
import type { VisitOutcome } from "../../src/store/sources.ts";

export const noon = new Date("2026-03-01T12:00:00Z");

export const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);

export const post = (change: Partial<Post> = {}): Post => ({
  id: "thread-1",
  title: "[SELLING] Harbour Lines customers",
  url: "https://forum.example/thread-1",
  author: "greyfin",
  publishedAt: noon,
  updatedAt: null,
  summary: null,
  body: "400,000 customers of Harbour Lines. Price: $900.",
  sticky: false,
  ...change,
});

export const emptyListing: Listing = {
  kind: "other",
  status: null,
  actors: [],
  victims: [],
  prices: [],
  records: [],
  sizes: [],
  dataTypes: [],
  lots: [],
  terms: [],
  deadline: null,
  conflicts: [],
};

export const listing = (change: Partial<Listing> = {}): Listing => ({
  ...emptyListing,
  kind: "sale",
  prices: [
    {
      amount: 900,
      max: null,
      currency: "USD",
      role: "asking",
      per: null,
      field: "body",
      start: 43,
      end: 47,
      text: "$900",
      confidence: 0.9,
    },
  ],
  ...change,
});

export const listingRow = (change: Partial<ListingRow> = {}): ListingRow => ({
  id: "l1",
  sourceId: "forum",
  incidentId: "i1",
  post: post(),
  listing: listing(),
  discoveredAt: noon,
  ...change,
});

export const noFacets = { victim: [], actor: [], domain: [], type: [] };

export const match = (change: Partial<Match> = {}): Match => ({
  watch: "w1",
  tier: "likely",
  by: "name",
  party: "victim",
  cues: [],
  field: "title",
  start: 10,
  end: 23,
  text: "Harbour Lines",
  confidence: 0.9,
  ...change,
});

export const watch = (change: Partial<Watch> = {}): Watch => ({
  id: "w1",
  serverId: "s1",
  name: "Harbour Lines",
  aliases: [],
  domains: [],
  exclude: [],
  require: [],
  mode: "normal",
  channelId: null,
  addedInChannelId: "c1",
  roleId: null,
  mentions: "alert",
  paused: false,
  createdBy: "u1",
  createdAt: noon,
  ...change,
});

export const alert = (change: Partial<Alert> = {}): Alert => ({
  id: "d1",
  kind: "fresh",
  company: "Harbour Lines",
  match: match(),
  quote: { field: "title", before: "[SELLING] ", text: "Harbour Lines", after: " customers" },
  title: "[SELLING] Harbour Lines customers",
  listing: listing(),
  listingId: "l1",
  changes: [],
  history: [],
  sourceId: "forum",
  sourceName: "Example Forum",
  links: "defang",
  url: "https://forum.example/thread-1",
  publishedAt: noon,
  discoveredAt: noon,
  generated: false,
  alsoSeenAt: [],
  alsoConcerns: [],
  roleId: null,
  ...change,
});

type Enqueued = Pick<
  AlertDelivery,
  "id" | "kind" | "serverId" | "channelId" | "watchId" | "incidentId" | "alert" | "nonce"
>;

export const delivery = (change: Partial<Enqueued> = {}): Enqueued => ({
  id: "d1",
  kind: "fresh",
  serverId: "s1",
  channelId: "c1",
  watchId: "w1",
  incidentId: "i1",
  alert: alert(),
  nonce: "n1",
  ...change,
});

/** A visit at noon that went well; the source is due again in ten minutes. */
export const visitOutcome = (change: Partial<VisitOutcome> = {}): VisitOutcome => ({
  at: noon,
  nextVisitAt: later(10),
  error: null,
  workingUrl: null,
  retryAfterAt: null,
  memory: noMemory,
  today: null,
  pausedFor: null,
  ...change,
});
