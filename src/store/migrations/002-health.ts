import { sql, type Kysely } from "kysely";

/** How sources fare: day by day, and what must be remembered to tell trouble once. */
export async function createHealth(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  // Singly: SQLite adds one column a statement.
  for (const column of ["memory", "today", "paused_for", "gap"]) {
    await schema.alterTable("sources").addColumn(column, "text").execute();
  }
  await schema
    .createTable("source_days")
    .addColumn("source_id", "text", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("visits", "integer", (c) => c.notNull())
    .addColumn("unchanged", "integer", (c) => c.notNull())
    .addColumn("failures", "integer", (c) => c.notNull())
    .addColumn("partial", "integer", (c) => c.notNull())
    .addColumn("new_posts", "integer", (c) => c.notNull())
    .addColumn("items", "integer", (c) => c.notNull())
    .addColumn("bytes", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("source_days_pk", ["source_id", "day"])
    .execute();
  await schema.alterTable("posts").addColumn("reread_at", "bigint").execute();
  await sql`create index posts_reread on posts (source_id, reread_at) where reread_at is not null`.execute(
    db,
  );
}
