import type { Kysely } from "kysely";

/** Where a server's alerts go and when, what it has muted, and what became of each alert after it was posted. */
export async function createRouting(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  // Empty text stands for "any", since a key holds no null.
  await schema
    .createTable("routes")
    .addColumn("server_id", "text", (c) => c.notNull())
    .addColumn("severity", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("channel_id", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("routes_pk", ["server_id", "severity", "kind"])
    .execute();
  await schema
    .createTable("severity_roles")
    .addColumn("server_id", "text", (c) => c.notNull())
    .addColumn("severity", "text", (c) => c.notNull())
    .addColumn("role_id", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("severity_roles_pk", ["server_id", "severity"])
    .execute();
  await schema
    .createTable("alert_times")
    .addColumn("server_id", "text", (c) => c.primaryKey())
    .addColumn("time_zone", "text", (c) => c.notNull())
    .addColumn("quiet_from", "integer")
    .addColumn("quiet_to", "integer")
    .addColumn("digest_every", "text", (c) => c.notNull())
    .addColumn("digest_at", "integer", (c) => c.notNull())
    .addColumn("digest_until", "bigint")
    .execute();
  await schema
    .createTable("mutes")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("server_id", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("until", "bigint", (c) => c.notNull())
    .execute();
  await schema.createIndex("mutes_server").on("mutes").column("server_id").execute();

  const columns = [
    ["stands_in", "text"],
    ["case_id", "text"],
    ["acknowledged_by", "text"],
    ["acknowledged_at", "bigint"],
    ["told_in", "text"],
  ] as const;
  // One at a time: SQLite adds no two columns in one statement.
  for (const [name, type] of columns) await schema.alterTable("deliveries").addColumn(name, type).execute();
  await schema
    .createIndex("deliveries_server")
    .on("deliveries")
    .columns(["server_id", "created_at"])
    .execute();
  await schema.alterTable("incidents").addColumn("deadline_at", "bigint").execute();
  await schema.createIndex("incidents_deadline").on("incidents").column("deadline_at").execute();
  await schema.createIndex("matches_outcome").on("matches").columns(["outcome", "matched_at"]).execute();
}
