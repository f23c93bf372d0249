/**
 * The vocabulary of Leakwatch as types. Data flows one way:
 * source → post → listing → match → alert → Discord.
 *
 * Times are `Date` inside and ISO 8601 UTC outside (`JSON.stringify` makes the one into the other).
 */

// ── Sources ────────────────────────────────────────────────────────────────────────────────────

/** What a source publishes; decides which reader takes its bytes. */
export type SourceKind = "feed" | "forum" | "json" | "telegram" | "discourse";

/** One way to find a value: a CSS selector on pages, a JSON Pointer in JSON. */
export interface Selector {
  /** CSS selector or JSON Pointer; absent: the item itself. */
  readonly select?: string | undefined;
  /** Attribute to take; absent: the text. Pages only. */
  readonly attr?: string | undefined;
  /** Regular expression; its first group (else the whole match) is the value. */
  readonly match?: string | undefined;
  /** A fixed value, whatever the document says. */
  readonly static?: string | undefined;
}

/** One selector, or several of which the first that yields something counts. */
export type Selectors = readonly Selector[];

/** How the items of a page or a JSON answer are found. */
interface ListLayout {
  readonly item?: Selectors | undefined;
  readonly id?: Selectors | undefined;
  readonly title?: Selectors | undefined;
  readonly link?: Selectors | undefined;
  readonly author?: Selectors | undefined;
  readonly date?: Selectors | undefined;
  readonly updated?: Selectors | undefined;
  readonly sticky?: Selectors | undefined;
  /** Price cell of a market; its text becomes part of the body. */
  readonly price?: Selectors | undefined;
  /** CSS selectors of items that are no posts (announcements, advertisements). */
  readonly skip: readonly string[];
  /** Query parameters that are no part of a post's address (session ids). */
  readonly stripQuery: readonly string[];
}

/** How the dates of a source are written. */
export interface DateLayout {
  /** IANA zone of dates that name none. Default: UTC. */
  readonly timezone?: string | undefined;
  /** Unicode tokens, such as `MM-dd-yyyy, hh:mm a`. */
  readonly format?: string | undefined;
  /** Order of all-number dates. */
  readonly order?: "mdy" | "dmy" | "ymd" | undefined;
}

/** How one thread's page is read; only its first post counts. */
interface ThreadLayout {
  /** `all`: new and changed threads are read; `matches`: only where the title already matches; `never`. */
  readonly fetch: "all" | "matches" | "never";
  readonly post?: Selectors | undefined;
  readonly title?: Selectors | undefined;
  readonly body?: Selectors | undefined;
  readonly author?: Selectors | undefined;
  readonly date?: Selectors | undefined;
  /** CSS selectors cut out of the body before it is read: quotes, signatures. */
  readonly remove: readonly string[];
  /** CSS selectors of "you must log in to see this" notices. */
  readonly restricted: readonly string[];
}

/** Fields beyond the ordinary ones: JSON Pointers in JSON, CSS selectors on pages. */
interface FieldLayout {
  readonly victim?: Selectors | undefined;
  readonly domain?: Selectors | undefined;
  readonly actor?: Selectors | undefined;
  readonly country?: Selectors | undefined;
  readonly body?: Selectors | undefined;
  readonly records?: Selectors | undefined;
  readonly dataTypes?: Selectors | undefined;
  /** Present: a machine wrote the text. */
  readonly generated?: Selectors | undefined;
}

/** All that a reader needs to know about a document's shape: a preset with a source's own keys over it. */
export interface Layout {
  readonly list: ListLayout;
  readonly dates: DateLayout;
  readonly thread: ThreadLayout;
  readonly fields: FieldLayout;
  /** Selector of the next page's link, and how many pages one visit reads at most. */
  readonly pages: { readonly next?: Selectors | undefined; readonly max: number };
  /** CSS selectors (JSON Pointers) that must be there, else the page changed. */
  readonly require: readonly string[];
  /** Texts that give away a login, captcha or waiting page; compared without regard to case. */
  readonly wall: readonly string[];
}

/** How a source's requests are made. */
export interface RequestSettings {
  /** `tor`: only through `LEAKWATCH_TOR_PROXY`. Onion addresses always go there. */
  readonly proxy?: "tor" | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** For one request altogether, redirects included. */
  readonly timeoutMs: number;
  /** Of the decoded body. */
  readonly maxBytes: number;
  /** Between two requests to one host. */
  readonly delayMs: number;
}

/** One configured source, every default filled in. */
export interface Source extends Layout {
  /** Stable, `[a-z0-9-]`. */
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly preset?: string | undefined;
  /** Mirrors of one board, tried in order. */
  readonly urls: readonly string[];
  /** Interval in ms, or a cron expression read in UTC. */
  readonly every: number | string;
  readonly enabled: boolean;
  /** Whether links to it are shown as they are (news) or defanged. */
  readonly links: "show" | "defang";
  readonly request: RequestSettings;
  readonly robots: "respect" | "ignore";
  /** Older posts are stored, never alerted. */
  readonly lookbackMs: number;
  /** More new posts than this in one visit are summarised instead of alerted one by one. */
  readonly flood: number;
  /** Address pattern of older entries; `json` only. */
  readonly archive?: string | undefined;
  /** File and line of its entry, for messages: `feeds/news.yaml:12`. */
  readonly definedAt: string;
}

// ── Posts ──────────────────────────────────────────────────────────────────────────────────────

/** One thing a source published, as published. */
export interface Post {
  /** Stable across mirrors and visits; never made of a host or a date. */
  readonly id: string;
  /** One line of plain text. */
  readonly title: string;
  /** Absolute, http or https; null where the source gives none. */
  readonly url: string | null;
  /** As given. */
  readonly author: string | null;
  /** Null where the source gives none that can be read; never "now". */
  readonly publishedAt: Date | null;
  readonly updatedAt: Date | null;
  /** Plain text, paragraphs kept. */
  readonly summary: string | null;
  /** Plain text, paragraphs kept: the fullest text that the source gives. */
  readonly body: string | null;
  readonly sticky: boolean;
  /** What a tracker's own fields say. */
  readonly victim?: string | undefined;
  readonly domain?: string | undefined;
  readonly actor?: string | undefined;
  readonly country?: string | undefined;
  readonly records?: number | undefined;
  readonly dataTypes?: readonly string[] | undefined;
  /** A machine wrote the text: no source of prices or data types. */
  readonly generated?: boolean | undefined;
}

/** The fields of a post whose text is read; offsets point into them. */
export type TextField = "title" | "body" | "author" | "victim" | "actor" | "domain";

// ── Listings: what we read from a post; claims until confirmed ──────────────────────────────────

/** Where a fact stands: `text === post[field].slice(start, end)` (UTF-16 code units) always holds. */
export interface Evidence {
  readonly field: TextField;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What a listing is about. */
export type ListingKind = "sale" | "ransom" | "leak" | "breach" | "exposure" | "access" | "other";
export type ListingStatus = "offered" | "auction" | "negotiating" | "sold" | "released" | "withdrawn";

/** An amount in the currency stated, never converted. */
export interface Money {
  readonly amount: number;
  /** ISO 4217, or BTC, XMR, ETH, USDT, LTC, …; forum credits are `CREDITS`. */
  readonly currency: string;
}

/** What currencies are worth, so that an amount may be shown in dollars besides. */
export interface Rates {
  /** When they were taken. */
  readonly at: Date;
  /** US dollars for one unit, by ISO 4217 code or a coin's: `{USD: 1, BTC: 96000}`. */
  readonly dollars: Readonly<Record<string, number>>;
}

/** What was asked from a time on. */
export interface PricePoint extends Money {
  readonly at: Date;
}

/** What a price is for whom; the current asking price or ransom demand comes first in a listing. */
export type PriceRole =
  | "asking"
  | "ransom"
  | "lot"
  | "start"
  | "step"
  | "blitz"
  | "minimum"
  | "previous"
  | "paid"
  | "equivalent";

/** Where a fact comes from that was not read by ourselves. */
interface Origin {
  /** An operator's own model: it stands in the post, but alerts and incidents never follow from it. */
  readonly by?: "enricher" | undefined;
}

export interface Price extends Money, Evidence, Origin {
  /** Upper end of a range. */
  readonly max: number | null;
  readonly role: PriceRole;
  /** What one such price buys ("per record"), where it is not the whole. */
  readonly per: string | null;
}

export interface RecordCount extends Evidence, Origin {
  readonly count: number;
  /** Upper end of a range. */
  readonly max: number | null;
  readonly unit: "people" | "records" | "accounts" | "rows" | "files" | null;
  /** Of what, in the post's words: "customers". */
  readonly of: string | null;
  readonly role: "total" | "lot" | "sample";
  readonly approximate: boolean;
}

export interface DataSize extends Evidence {
  readonly bytes: number;
}

export interface DataType extends Evidence, Origin {
  /** Stable id, such as `phone`. */
  readonly id: string;
  /** In Have I Been Pwned's words where it has one. */
  readonly label: string;
  /** Said *not* to be affected. */
  readonly negated: boolean;
}

export interface Actor extends Evidence {
  readonly name: string;
}

export interface Victim extends Evidence {
  readonly name: string;
  readonly domain?: string | undefined;
}

/** One itemised offer; the numbers are indexes into the listing's arrays. */
export interface Lot {
  readonly price: number | null;
  readonly records: number | null;
  readonly dataTypes: readonly number[];
}

export interface Term extends Evidence {
  readonly kind: "discount" | "increase" | "negotiable" | "escrow" | "copies" | "exclusive";
  readonly percent: number | null;
  readonly withinHours: number | null;
}

/** Statements of one post that contradict each other; both are kept. */
export interface Conflict {
  /** Indexes into `records`. */
  readonly records: readonly number[];
  readonly note: string;
}

/** What one post offers, demands or tells, each fact with its evidence. */
export interface Listing {
  readonly kind: ListingKind;
  readonly status: ListingStatus | null;
  readonly actors: readonly Actor[];
  readonly victims: readonly Victim[];
  readonly prices: readonly Price[];
  readonly records: readonly RecordCount[];
  readonly sizes: readonly DataSize[];
  readonly dataTypes: readonly DataType[];
  readonly lots: readonly Lot[];
  readonly terms: readonly Term[];
  readonly deadline: Date | null;
  readonly conflicts: readonly Conflict[];
}

// ── Watches and matches ─────────────────────────────────────────────────────────────────────────

/** How readily a watch takes a weak mention of its name. */
export type WatchMode = "strict" | "normal" | "broad";

/** The terms by which a company is found in text. */
export interface WatchTerms {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Registrable domains, such as `nio.example`. */
  readonly domains: readonly string[];
  /** Words that rule a match out where they stand in the text. */
  readonly exclude: readonly string[];
  /** Words of which one must stand in the text. */
  readonly require: readonly string[];
  readonly mode: WatchMode;
}

/** A company that a server watches. */
export interface Watch extends WatchTerms {
  /** Discord's guild id; {@link localServer} without Discord. */
  readonly serverId: string;
  /** Where its alerts go; null: the server's alerts channel, else {@link addedInChannelId}. */
  readonly channelId: string | null;
  /** Channel in which it was added; null from the command line. */
  readonly addedInChannelId: string | null;
  /** Role to mention, where the server wants that. */
  readonly roleId: string | null;
  /** What a mere mention of the company does. */
  readonly mentions: "alert" | "digest" | "off";
  readonly paused: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Owner of the watches that are kept from the command line. */
export const localServer = "local";
/** Channel id that means "print it here". */
export const terminalChannel = "terminal";

/** How sure a match is. `confirmed` and `likely` alert; `possible` never does by itself. */
export type MatchTier = "confirmed" | "likely" | "possible";
/** The company's part in the post. */
export type MatchParty = "victim" | "third-party" | "mentioned";

/** Why a post concerns a watch. */
export interface Match extends Evidence {
  /** Id of the watch. */
  readonly watch: string;
  readonly tier: MatchTier;
  readonly by: "domain" | "name" | "alias" | "truncated" | "masked" | "leet" | "homoglyph";
  readonly party: MatchParty;
  /** What spoke for it, in words: `legal form follows`. */
  readonly cues: readonly string[];
}

// ── Incidents and alerts ────────────────────────────────────────────────────────────────────────

/** What changed between two readings of one incident. */
export interface Change {
  readonly kind:
    | "price-lowered"
    | "price-raised"
    | "price-set"
    | "status"
    | "records"
    | "lot-added"
    | "deadline"
    /** A step of an auction: where it stands. */
    | "auction-step"
    /** Somebody else claims it too. */
    | "actor"
    /** What the victim itself says of it: `confirms it`, `denies it`. */
    | "victim"
    /** The deadline has passed. */
    | "deadline-passed";
  /** As shown: `$4,850`. Null where there was nothing before. */
  readonly from: string | null;
  readonly to: string;
}

/** The same matter, seen in one or more posts. */
export interface Incident {
  readonly id: string;
  /** Names of its victims, normalised; what candidates are looked up by. */
  readonly victimKeys: readonly string[];
  readonly kind: ListingKind;
  /** Names of its threat actors, normalised. */
  readonly actors: readonly string[];
  /** Today's truth, as the listing that opened the incident (or corrected it) tells it. */
  readonly listing: Listing;
  /** Id of the listing that `listing` was read from. */
  readonly listingId: string;
  /** Everything that changed since it was first seen, oldest first. */
  readonly changes: readonly Change[];
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** A quoted fact: at most 300 characters, redacted. */
export interface Quote {
  readonly field: TextField;
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** Everything an alert shows; complete, so that rendering needs nothing else. */
export interface Alert {
  /** Of the delivery; stands in the footer. */
  readonly id: string;
  readonly kind: "fresh" | "update" | "test";
  readonly company: string;
  readonly match: Match;
  readonly quote: Quote;
  readonly title: string;
  readonly listing: Listing;
  readonly listingId: string;
  /** What this update tells; empty where the alert is fresh. */
  readonly changes: readonly Change[];
  /** Everything that changed since the incident was first seen, oldest first: what is struck through. */
  readonly history: readonly Change[];
  readonly sourceId: string;
  readonly sourceName: string;
  readonly links: "show" | "defang";
  readonly url: string | null;
  readonly publishedAt: Date | null;
  readonly discoveredAt: Date;
  readonly generated: boolean;
  /** Names of the other sources that tell the same incident. */
  readonly alsoSeenAt: readonly string[];
  readonly roleId: string | null;
  /** Further watched companies in the same post whose alerts go to the same channel. */
  readonly alsoConcerns: readonly { readonly company: string; readonly roleId: string | null }[];
  /** Roles that the server wants to be mentioned at this severity. */
  readonly severityRoleIds?: readonly string[] | undefined;
  /** Present: not one listing's alert but the summary of many that came at once. */
  readonly flood?: Flood | undefined;
}

/** How urgent an alert is for the people who read it. */
export type Severity = "critical" | "high" | "medium" | "low";

/** Many new posts of one visit, told in one message. */
export interface Flood {
  /** New posts of the visit altogether. */
  readonly posts: number;
  /** How many of them concern somebody of the channel. */
  readonly concerned: number;
  /** The first of those, as many as are shown. */
  readonly listings: readonly {
    readonly id: string;
    readonly title: string;
    readonly companies: readonly string[];
  }[];
}

/**
 * Where a delivery stands. `held`: its channel cannot take it at present · `waiting`: quiet hours keep it for the
 * message that tells everything they kept.
 */
export type DeliveryState = "pending" | "sending" | "sent" | "held" | "failed" | "waiting";

/** Who has taken note of an alert, and when. */
export interface Acknowledgement {
  /** Discord's user id. */
  readonly userId: string;
  readonly at: Date;
}

/** A message about no single listing: how a source fares, a digest. */
export interface Notice {
  /** Of the delivery; stands in the footer. */
  readonly id: string;
  readonly tone: "bad" | "good" | "neutral";
  /** Plain text, one line. */
  readonly title: string;
  /** Plain text, one paragraph each; text from outside in them is escaped when rendered. */
  readonly lines: readonly string[];
  /** How much more there is to tell than the lines do; absent: nothing. */
  readonly more?: number | undefined;
  /** Short, for a phone's notification; absent: the title. */
  readonly content?: string | undefined;
  /** Roles that are notified; absent: none. */
  readonly roleIds?: readonly string[] | undefined;
}

/** One message on its way to one channel. */
export type Delivery = AlertDelivery | NoticeDelivery;

export interface AlertDelivery extends DeliveryBase {
  readonly kind: "fresh" | "update";
  readonly alert: Alert;
}

export interface NoticeDelivery extends DeliveryBase {
  readonly kind: "notice";
  readonly notice: Notice;
}

interface DeliveryBase {
  readonly id: string;
  readonly serverId: string;
  readonly channelId: string;
  /** Empty for a notice. */
  readonly watchId: string;
  /** Empty for a notice. */
  readonly incidentId: string;
  readonly state: DeliveryState;
  /** Derived from the id, at most 25 characters: Discord's own protection against a repeat. */
  readonly nonce: string;
  readonly attempts: number;
  /** When the attempt in hand began. */
  readonly sendingSince: Date | null;
  /** Of the message that Discord made of it. */
  readonly messageId: string | null;
  /** For an update: the message of the incident's first alert in this channel. */
  readonly repliesTo: string | null;
  /** The channel in which the alert's message stands: in a forum the thread that was opened for it, else `channelId`. */
  readonly standsIn: string;
  /** The thread that somebody opened at the alert's message: what changes later is told there. */
  readonly caseId: string | null;
  readonly acknowledgement: Acknowledgement | null;
  readonly error: string | null;
  readonly createdAt: Date;
}

// ── Where a server's alerts go ──────────────────────────────────────────────────────────────────

/** Sends a part of a server's alerts to a channel of its own. */
export interface Route {
  /** This severity or above; null: any. */
  readonly severity: Severity | null;
  readonly kind: ListingKind | null;
  readonly channelId: string;
}

/** Hours of every day in which only critical alerts are posted; may span midnight. */
export interface QuietHours {
  /** Minutes after midnight, as the clocks of the server's time zone show them. */
  readonly from: number;
  readonly to: number;
}

/** How often a server is told what alerts nobody by itself. */
export interface DigestTimes {
  readonly every: "off" | "daily" | "weekly";
  /** Minutes after midnight in the server's time zone; weekly: on Mondays. */
  readonly at: number;
}

/** Something of which a server wants to hear nothing for a while. */
export interface Mute {
  readonly id: string;
  readonly serverId: string;
  readonly subject: "watch" | "source" | "actor";
  /** Id of the watch or source; name of the threat actor, normalised. */
  readonly value: string;
  /** As people know it. */
  readonly name: string;
  readonly until: Date;
}

/** Everything a server has set about its alerts. */
export interface ServerRouting {
  readonly channels: Readonly<Partial<Record<"alerts" | "digest" | "health", string>>>;
  readonly routes: readonly Route[];
  /** Roles to mention from a severity up. */
  readonly roles: readonly { readonly roleId: string; readonly severity: Severity }[];
  /** IANA name; default: `UTC`. */
  readonly timeZone: string;
  readonly quiet: QuietHours | null;
  readonly digest: DigestTimes;
  /** Those that have not ended yet. */
  readonly mutes: readonly Mute[];
}

/** A listing as it is kept: the post it was read from, and what was read. */
export interface StoredListing {
  /** Short and stable: what `/listings show` takes. */
  readonly id: string;
  readonly incidentId: string | null;
  readonly sourceId: string;
  readonly sourceName: string;
  readonly links: "show" | "defang";
  readonly post: Post;
  readonly listing: Listing;
  readonly discoveredAt: Date;
}

/** The whole matter that a listing belongs to, as it went on. */
export interface ListingHistory {
  /** The posts that tell of it, oldest first. */
  readonly sightings: readonly {
    readonly id: string;
    readonly sourceName: string;
    readonly title: string;
    readonly at: Date;
  }[];
  /** What was asked, and since when, oldest first. */
  readonly prices: readonly PricePoint[];
  /** Everything else that changed, oldest first. */
  readonly changes: readonly Change[];
}

/** What the sources told in a stretch of time, and what one server heard of it. */
export interface Statistics {
  readonly since: Date;
  readonly until: Date;
  /** Listings altogether. */
  readonly listings: number;
  /** Every week from `since` on, also those without listings; weeks begin on Monday, 00:00 UTC. */
  readonly weeks: readonly {
    readonly week: Date;
    readonly counts: Readonly<Partial<Record<ListingKind, number>>>;
  }[];
  /** The busiest, most listings first. */
  readonly actors: readonly { readonly name: string; readonly listings: number }[];
  /** What was asked or demanded, by currency, most listings first; never converted. */
  readonly prices: readonly {
    readonly currency: string;
    readonly listings: number;
    readonly median: number;
    readonly highest: number;
  }[];
  /** Listings by what they ask in US dollars; `to` is exclusive, null: no end. */
  readonly dollars: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly listings: number;
  }[];
  /** The server's own alerts, by what became of them. */
  readonly alerts: {
    readonly sent: number;
    readonly updates: number;
    readonly waiting: number;
    readonly failed: number;
  };
}

// ── How sources fare ────────────────────────────────────────────────────────────────────────────

/**
 * What keeps a source from being read as it should be.
 *
 * `down`: it does not answer, or not with posts · `wall`: a login or a check for humans · `layout-changed`: it answers,
 * but not with what it used to give · `gone`: its server says that the address is gone for good.
 */
export type TroubleKind = "down" | "wall" | "layout-changed" | "gone";

/** One thing that is wrong with a source. */
export interface Problem {
  readonly kind: TroubleKind;
  /** An error's code, or `no-posts`, `no-dates`, `no-threads`. */
  readonly code: string;
  /** One line. */
  readonly message: string;
  /** Posts are still read: a part of them, or without something that they used to have. */
  readonly isPartial: boolean;
}

/** Trouble that people were told of, until it is over. Times are epoch ms. */
export interface ToldTrouble {
  readonly problem: Problem;
  /** First visit that met it. */
  readonly since: number;
  readonly toldAt: number;
  readonly reminders: number;
  /** Everything that was told of it so far: each kind once. */
  readonly told: readonly TroubleKind[];
}

/** What is remembered of a source from visit to visit, to tell trouble from a hiccup, and to tell it once. */
export interface HealthMemory {
  /** What tells the source's entry from one that was changed since; null before the first visit. */
  readonly entry: string | null;
  /** Visits in a row that met a problem; null: the newest one met none. */
  readonly streak: {
    readonly problem: Problem;
    readonly since: number;
    readonly count: number;
    /** How many of the newest met this kind of problem. */
    readonly countOfKind: number;
  } | null;
  /** What is wrong with the document that was read last: while it stays the same, that is still so. */
  readonly lingering: Problem | null;
  readonly trouble: ToldTrouble | null;
  /** Its own habit says that there should have been posts. */
  readonly quiet: { readonly since: number; readonly toldAt: number; readonly reminders: number } | null;
  /** Its answers have held posts, most of them with dates. */
  readonly hasPosts: boolean;
  readonly hasDates: boolean;
  /** It was without posts for a while and mended itself. */
  readonly mayBeEmpty: boolean;
  /** Mirrors that failed when they were asked last, by address. */
  readonly mirrors: Readonly<
    Record<string, { readonly code: string; readonly message: string; readonly since: number }>
  >;
  /** Where addresses have moved for good. */
  readonly moves: Readonly<Record<string, string>>;
  /** When that was told of an address. */
  readonly movesTold: Readonly<Record<string, number>>;
}

/** What a source's visits of one day (UTC) came to. */
export interface SourceDay {
  /** `2026-03-01`. */
  readonly day: string;
  readonly visits: number;
  /** Visits that found the document as it was. */
  readonly unchanged: number;
  readonly failures: number;
  /** Visits that read only a part. */
  readonly partial: number;
  readonly newPosts: number;
  /** Posts that were read, new or not. */
  readonly items: number;
  /** Received and decoded. */
  readonly bytes: number;
}

/** What a source's last visits came to. */
export interface SourceHealth {
  readonly lastVisitAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly nextVisitAt: Date | null;
  /** Code and message of the newest failure; null once a visit has succeeded again. */
  readonly lastError: { readonly code: string; readonly message: string; readonly at: Date } | null;
  /** Failed visits in a row. */
  readonly failures: number;
  /** Posts stored so far. */
  readonly posts: number;
  /** Null before the first visit. */
  readonly memory: HealthMemory | null;
  /** The newest day with a visit. */
  readonly today: SourceDay | null;
  /** It is not visited: its address is gone, and its entry was not changed since. */
  readonly isPaused: boolean;
}

/** A configured source and how it fares. */
export interface SourceStatus {
  readonly source: Source;
  readonly health: SourceHealth;
  /** New posts of the last seven days, today's included. */
  readonly postsAWeek: number;
}

/** The same, with what its visits of the last days came to. */
export interface SourceHistory extends SourceStatus {
  /** The last 30 days at most, oldest first; days without a visit are left out. */
  readonly days: readonly SourceDay[];
}
