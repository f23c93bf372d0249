import { sql, type Kysely } from "kysely";
import type { Engine } from "../migrations.ts";

/** The first published schema. */
export async function createFirst(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("sources")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("next_visit_at", "bigint", (c) => c.notNull())
    .addColumn("lease_owner", "text")
    .addColumn("lease_until", "bigint")
    .addColumn("baseline_at", "bigint")
    .addColumn("last_visit_at", "bigint")
    .addColumn("last_success_at", "bigint")
    .addColumn("error_code", "text")
    .addColumn("error_message", "text")
    .addColumn("error_at", "bigint")
    .addColumn("failures", "integer", (c) => c.notNull())
    .addColumn("retry_after_at", "bigint")
    .addColumn("working_url", "text")
    .execute();
  await schema.createIndex("sources_due").on("sources").column("next_visit_at").execute();

  await schema
    .createTable("posts")
    .addColumn("source_id", "text", (c) => c.notNull())
    .addColumn("post_id", "text", (c) => c.notNull())
    .addColumn("listing_id", "text", (c) => c.notNull())
    .addColumn("row_hash", "text", (c) => c.notNull())
    .addColumn("content_hash", "text", (c) => c.notNull())
    .addColumn("thread_owed", "integer")
    .addColumn("baseline", "integer", (c) => c.notNull())
    .addColumn("seen_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("posts_pk", ["source_id", "post_id"])
    .execute();

  await schema
    .createTable("incidents")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("actors", "text", (c) => c.notNull())
    .addColumn("listing", "text", (c) => c.notNull())
    .addColumn("listing_id", "text", (c) => c.notNull())
    .addColumn("changes", "text", (c) => c.notNull())
    .addColumn("first_seen_at", "bigint", (c) => c.notNull())
    .addColumn("last_seen_at", "bigint", (c) => c.notNull())
    .execute();
  await schema
    .createTable("incident_keys")
    .addColumn("incident_id", "text", (c) => c.notNull().references("incidents.id").onDelete("cascade"))
    .addColumn("key", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("incident_keys_pk", ["key", "incident_id"])
    .execute();

  await schema
    .createTable("listings")
    // A number of its own: the full-text table refers to it.
    .addColumn("seq", engine === "sqlite" ? "integer" : "bigserial", (c) =>
      engine === "sqlite" ? c.primaryKey().autoIncrement() : c.primaryKey(),
    )
    .addColumn("id", "text", (c) => c.notNull().unique())
    .addColumn("source_id", "text", (c) => c.notNull())
    .addColumn("incident_id", "text", (c) => c.notNull().references("incidents.id"))
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("post", "text", (c) => c.notNull())
    .addColumn("listing", "text", (c) => c.notNull())
    .addColumn("published_at", "bigint")
    .addColumn("discovered_at", "bigint", (c) => c.notNull())
    .addColumn("price_amount", "double precision")
    .addColumn("price_currency", "text")
    .execute();
  await schema.createIndex("listings_newest").on("listings").column("discovered_at").execute();
  await schema.createIndex("listings_incident").on("listings").column("incident_id").execute();
  await schema
    .createTable("listing_facets")
    .addColumn("listing_id", "text", (c) => c.notNull().references("listings.id").onDelete("cascade"))
    .addColumn("facet", "text", (c) => c.notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("listing_facets_pk", ["facet", "value", "listing_id"])
    .execute();
  await schema.createIndex("listing_facets_listing").on("listing_facets").column("listing_id").execute();
  if (engine === "sqlite") {
    await sql`create virtual table listing_text using fts5(terms, content='', contentless_delete=1, tokenize='unicode61')`.execute(
      db,
    );
  } else {
    await sql`create table listing_text (seq bigint primary key references listings(seq) on delete cascade, terms tsvector not null)`.execute(
      db,
    );
    await sql`create index listing_text_terms on listing_text using gin (terms)`.execute(db);
  }

  await schema
    .createTable("watches")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("server_id", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("name_key", "text", (c) => c.notNull())
    .addColumn("aliases", "text", (c) => c.notNull())
    .addColumn("domains", "text", (c) => c.notNull())
    .addColumn("exclude", "text", (c) => c.notNull())
    .addColumn("require", "text", (c) => c.notNull())
    .addColumn("mode", "text", (c) => c.notNull())
    .addColumn("mentions", "text", (c) => c.notNull())
    .addColumn("channel_id", "text")
    .addColumn("added_in_channel_id", "text")
    .addColumn("role_id", "text")
    .addColumn("paused", "integer", (c) => c.notNull())
    .addColumn("created_by", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addUniqueConstraint("watches_name", ["server_id", "name_key"])
    .execute();

  await schema
    .createTable("matches")
    .addColumn("listing_id", "text", (c) => c.notNull().references("listings.id").onDelete("cascade"))
    .addColumn("watch_id", "text", (c) => c.notNull())
    .addColumn("tier", "text", (c) => c.notNull())
    .addColumn("match", "text", (c) => c.notNull())
    .addColumn("outcome", "text", (c) => c.notNull())
    .addColumn("matched_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("matches_pk", ["listing_id", "watch_id"])
    .execute();

  await schema
    .createTable("deliveries")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("server_id", "text", (c) => c.notNull())
    .addColumn("channel_id", "text", (c) => c.notNull())
    .addColumn("watch_id", "text", (c) => c.notNull())
    .addColumn("incident_id", "text", (c) => c.notNull())
    .addColumn("alert", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("nonce", "text", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("sending_since", "bigint")
    .addColumn("next_attempt_at", "bigint", (c) => c.notNull())
    .addColumn("message_id", "text")
    .addColumn("error", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("sent_at", "bigint")
    .execute();
  // One fresh alert an incident and channel, whatever else goes wrong.
  await sql`create index posts_owed on posts (source_id) where thread_owed is not null`.execute(db);
  await sql`create unique index deliveries_fresh on deliveries (incident_id, channel_id) where kind = 'fresh'`.execute(
    db,
  );
  await schema.createIndex("deliveries_due").on("deliveries").columns(["state", "next_attempt_at"]).execute();

  await schema
    .createTable("channels")
    .addColumn("server_id", "text", (c) => c.notNull())
    .addColumn("purpose", "text", (c) => c.notNull())
    .addColumn("channel_id", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("channels_pk", ["server_id", "purpose"])
    .execute();
  await schema
    .createTable("facts")
    .addColumn("key", "text", (c) => c.primaryKey())
    .addColumn("value", "text", (c) => c.notNull())
    .execute();
  await schema
    .createTable("cache")
    .addColumn("namespace", "text", (c) => c.notNull())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .addColumn("expires_at", "bigint")
    .addPrimaryKeyConstraint("cache_pk", ["namespace", "key"])
    .execute();
}
