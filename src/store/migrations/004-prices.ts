import type { Kysely } from "kysely";

/** What was asked in each incident, and since when: the points of a price's history. */
export async function createPrices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("incident_prices")
    .addColumn("incident_id", "text", (c) => c.notNull().references("incidents.id").onDelete("cascade"))
    .addColumn("at", "bigint", (c) => c.notNull())
    .addColumn("amount", "double precision", (c) => c.notNull())
    .addColumn("currency", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("incident_prices_pk", ["incident_id", "at"])
    .execute();
}
