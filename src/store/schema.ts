import type { Generated, Kysely, Transaction } from "kysely";
import type { DeliveryState, ListingKind, Severity } from "../model.ts";

/**
 * The tables as Kysely sees them. Times are epoch ms, structures are JSON text, truth values 0 or 1:
 * the same on SQLite and PostgreSQL.
 */
export interface Schema {
  /** What is known of each configured source, and who visits it at present. */
  sources: {
    id: string;
    next_visit_at: number;
    lease_owner: string | null;
    lease_until: number | null;
    /** When its first visit was stored; until then nothing alerts. */
    baseline_at: number | null;
    last_visit_at: number | null;
    last_success_at: number | null;
    error_code: string | null;
    error_message: string | null;
    error_at: number | null;
    failures: number;
    /** Server said: not before. */
    retry_after_at: number | null;
    /** Mirror that answered last. */
    working_url: string | null;
    /** What tells trouble from a hiccup: a `HealthMemory`. */
    memory: string | null;
    /** What the visits of the newest day came to so far: a `SourceDay`. */
    today: string | null;
    /** The entry whose address is gone: it is not asked again until it changes. */
    paused_for: string | null;
    /** What an outage has left out: a `Gap`. */
    gap: string | null;
  };
  /** What each day's visits came to, once it is over. */
  source_days: {
    source_id: string;
    /** `2026-03-01`, UTC. */
    day: string;
    visits: number;
    unchanged: number;
    failures: number;
    partial: number;
    new_posts: number;
    items: number;
    bytes: number;
  };
  /** Every post ever seen, small, kept for good: a pruned listing must not alert again. */
  posts: {
    source_id: string;
    post_id: string;
    listing_id: string;
    /** Of what the list page shows of it. */
    row_hash: string;
    /** Of all its text. */
    content_hash: string;
    /** Failed or postponed readings of its thread; null: nothing is owed. */
    thread_owed: number | null;
    /** Stored by a first visit, without alerts, and not read in full since: its thread's text is no news either. */
    baseline: number;
    seen_at: number;
    /** When its thread is read again although nothing says that it changed; null: never. */
    reread_at: number | null;
  };
  listings: {
    seq: Generated<number>;
    id: string;
    source_id: string;
    incident_id: string;
    kind: ListingKind;
    post: string;
    listing: string;
    published_at: number | null;
    discovered_at: number;
    /** The asking price or ransom demand, for filters. */
    price_amount: number | null;
    price_currency: string | null;
  };
  /** What listings are filtered by: one row a victim, actor, domain and data type. */
  listing_facets: {
    listing_id: string;
    facet: "victim" | "actor" | "domain" | "type";
    value: string;
  };
  incidents: {
    id: string;
    kind: ListingKind;
    actors: string;
    listing: string;
    /** The listing that `listing` was read from. */
    listing_id: string;
    changes: string;
    first_seen_at: number;
    last_seen_at: number;
    /** Of its deadline, as long as nobody was told that it has passed. */
    deadline_at: number | null;
  };
  /** What was asked, and since when. */
  incident_prices: { incident_id: string; at: number; amount: number; currency: string };
  /** Names that an incident is found by. */
  incident_keys: { incident_id: string; key: string };
  watches: {
    id: string;
    server_id: string;
    name: string;
    name_key: string;
    aliases: string;
    domains: string;
    exclude: string;
    require: string;
    mode: "strict" | "normal" | "broad";
    mentions: "alert" | "digest" | "off";
    channel_id: string | null;
    added_in_channel_id: string | null;
    role_id: string | null;
    paused: number;
    created_by: string;
    created_at: number;
  };
  matches: {
    listing_id: string;
    watch_id: string;
    tier: string;
    match: string;
    /** `alerted`, or why nobody was told. */
    outcome: string;
    matched_at: number;
  };
  deliveries: {
    id: string;
    kind: "fresh" | "update" | "notice";
    server_id: string;
    channel_id: string;
    watch_id: string;
    incident_id: string;
    /** What it says: an alert, or a notice. */
    alert: string;
    state: DeliveryState;
    nonce: string;
    attempts: number;
    sending_since: number | null;
    next_attempt_at: number;
    message_id: string | null;
    error: string | null;
    created_at: number;
    sent_at: number | null;
    /** Channel in which its message stands, where that is a thread of a forum. */
    stands_in: string | null;
    /** Thread that was opened at its message. */
    case_id: string | null;
    acknowledged_by: string | null;
    acknowledged_at: number | null;
    /** The delivery that told it together with others. */
    told_in: string | null;
  };
  /** Channels for a part of a server's alerts; "" is any severity, any kind. */
  routes: { server_id: string; severity: Severity | ""; kind: ListingKind | ""; channel_id: string };
  severity_roles: { server_id: string; severity: Severity; role_id: string };
  alert_times: {
    server_id: string;
    time_zone: string;
    /** Minutes after midnight; null: no quiet hours. */
    quiet_from: number | null;
    quiet_to: number | null;
    digest_every: "off" | "daily" | "weekly";
    digest_at: number;
    /** What was found before has been told. */
    digest_until: number | null;
  };
  mutes: {
    id: string;
    server_id: string;
    subject: "watch" | "source" | "actor";
    value: string;
    name: string;
    until: number;
  };
  channels: { server_id: string; purpose: "alerts" | "digest" | "health"; channel_id: string };
  facts: { key: string; value: string };
  cache: { namespace: string; key: string; value: string; expires_at: number | null };
}

/** The database itself, or one transaction of it. */
export type Handle = Kysely<Schema> | Transaction<Schema>;
