import type { Change, ListingKind, ListingStatus, Match, Price, Quote, RecordCount } from "../model.ts";
import {
  changeWords,
  foundByWords,
  kindWords,
  partyWords,
  placeWords,
  priceWords,
  statusWords,
  tierWords,
} from "./words.ts";

/** What the facts of a listing are called where one person asks for them; alerts, which many read, are in English. */
export interface FactWords {
  readonly kinds: Readonly<Record<ListingKind, string>>;
  readonly statuses: Readonly<Record<ListingStatus, string>>;
  /** In front of a price that is not the one asked. */
  readonly priceRoles: Readonly<Record<Price["role"], string>>;
  readonly changes: Readonly<Record<Change["kind"], string>>;
  readonly names: Readonly<Record<FactName, string>>;
  /** Terms of an offer; null: not stated. */
  readonly terms: {
    readonly discount: (percent: number | null, hours: number | null) => string;
    readonly increase: (percent: number | null, hours: number | null) => string;
    readonly negotiable: string;
    readonly escrow: string;
    readonly exclusive: string;
  };
  readonly units: Readonly<Record<NonNullable<RecordCount["unit"]>, string>>;
  readonly notStated: string;
  readonly unnamedSource: string;
  readonly untitled: string;
  readonly generated: string;
  readonly sold: string;
  readonly listing: (id: string) => string;
  readonly details: DetailWords;
}

/** What stands around the facts in an alert's details. */
interface DetailWords {
  readonly why: string;
  readonly tiers: Readonly<Record<Match["tier"], string>>;
  readonly parties: Readonly<Record<Match["party"], string>>;
  readonly foundBy: Readonly<Record<Match["by"], string>>;
  readonly places: Readonly<Record<Quote["field"], string>>;
  readonly found: (tier: string, party: string, by: string, place: string) => string;
  readonly unnamedCompany: string;
  readonly unsure: string;
  readonly noPost: string;
  readonly victims: string;
  readonly actors: string;
  readonly prices: string;
  readonly per: (what: string) => string;
  readonly recordRoles: Readonly<Record<RecordCount["role"], string>>;
  readonly sizes: string;
  readonly negated: (dataType: string) => string;
  readonly more: (count: number) => string;
  readonly changed: string;
  readonly posts: string;
  readonly tooLong: string;
  readonly footer: (page: number, pages: number, listing: string) => string;
}

type FactName =
  | "victim"
  | "kind"
  | "actor"
  | "asking"
  | "ransom"
  | "start"
  | "blitz"
  | "minimum"
  | "otherPrices"
  | "terms"
  | "deadline"
  | "lots"
  | "records"
  | "size"
  | "dataTypes"
  | "negated"
  | "added"
  | "published"
  | "discovered"
  | "source"
  | "history"
  | "seenAt"
  | "asked"
  | "changed";

const within = (hours: number | null): string => (hours === null ? "" : ` within ${hours} h`);

/** In English. */
export const factWords: FactWords = {
  kinds: kindWords,
  statuses: statusWords,
  priceRoles: priceWords,
  changes: changeWords,
  names: {
    victim: "Victim",
    kind: "Kind",
    actor: "Threat actor",
    asking: "Asking price",
    ransom: "Ransom demand",
    start: "Starting price",
    blitz: "Buy-now price",
    minimum: "Minimum price",
    otherPrices: "Other prices",
    terms: "Terms",
    deadline: "Deadline",
    lots: "Lots",
    records: "Records",
    size: "Size",
    dataTypes: "Data types",
    negated: "Not affected",
    added: "Added by the enricher",
    published: "Published",
    discovered: "Discovered",
    source: "Source",
    history: "History",
    seenAt: "Seen at",
    asked: "Asked",
    changed: "Changed",
  },
  terms: {
    discount: (percent, hours) => `${percent === null ? "" : `${percent}% `}discount${within(hours)}`,
    increase(percent, hours) {
      if (percent === 100) return `price doubles${within(hours)}`;
      return `price rises${percent === null ? "" : ` by ${percent}%`}${within(hours)}`;
    },
    negotiable: "negotiable",
    escrow: "escrow accepted",
    exclusive: "one buyer only",
  },
  units: { people: "people", records: "records", accounts: "accounts", rows: "rows", files: "files" },
  notStated: "not stated",
  unnamedSource: "Unnamed source",
  untitled: "Untitled post",
  generated: "⚠ A machine wrote this source's text; take its details with care.",
  sold: " (sold)",
  listing: (id) => `Listing ${id}`,
  details: {
    why: "Why it matched",
    tiers: tierWords,
    parties: partyWords,
    foundBy: foundByWords,
    places: placeWords,
    found: (tier, party, by, place) => `${tier}, ${party}: ${by} ${place}`,
    unnamedCompany: "Unnamed company",
    unsure: "unsure",
    noPost: "The post is kept no longer.",
    victims: "Victims",
    actors: "Threat actors",
    prices: "Prices",
    per: (what) => ` per ${what}`,
    recordRoles: { total: "total", lot: "lot", sample: "sample" },
    sizes: "Sizes",
    negated: (dataType) => `${dataType} (not affected)`,
    more: (count) => `… and ${count} more`,
    changed: "What has changed",
    posts: "Posts of this incident",
    tooLong: "… and more than fits here",
    footer: (page, pages, listing) => `Page ${page} of ${pages} · listing ${listing}`,
  },
};
