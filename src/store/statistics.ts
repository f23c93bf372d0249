import { sql } from "kysely";
import type { Delivery, ListingKind, Money } from "../model.ts";
import { parseListing } from "./json.ts";
import type { Handle } from "./schema.ts";

const dayMs = 24 * 60 * 60 * 1000;
const weekMs = 7 * dayMs;
// Epoch day 0 was a Thursday; weeks begin on Monday.
const mondayMs = 4 * dayMs;
const maxPrices = 20_000;

/** How many listings of one kind a week brought. */
export interface WeekCount {
  /** Monday, 00:00 UTC. */
  readonly week: Date;
  readonly kind: ListingKind;
  readonly listings: number;
}

/** Counts over everything kept, for `/stats`. */
export function statisticsTable(db: Handle) {
  /** When it was published, as far as the source tells. */
  const at = sql<number>`coalesce(published_at, discovered_at)`;
  return {
    /** Listings by week and kind; weeks without any are left out. */
    async weeks(since: Date): Promise<WeekCount[]> {
      const week = sql<number>`(coalesce(published_at, discovered_at) - ${mondayMs}) / ${weekMs}`;
      const { rows } = await sql<{ week: number; kind: ListingKind; listings: number }>`
        select ${week} as week, kind, count(*) as listings from listings
        where ${at} >= ${since.getTime()} group by 1, 2`.execute(db);
      return rows.map((row) => ({
        week: new Date(Math.floor(row.week) * weekMs + mondayMs),
        kind: row.kind,
        listings: row.listings,
      }));
    },

    /** The threat actors with most listings, each by the name that its newest listing gives. */
    async actors(since: Date, limit: number): Promise<{ key: string; listings: number; names: string[] }[]> {
      const rows = await db
        .selectFrom("listing_facets")
        .innerJoin("listings", "listings.id", "listing_facets.listing_id")
        .where("facet", "=", "actor")
        .where(at, ">=", since.getTime())
        .groupBy("value")
        .select([
          "value",
          (e) => e.fn.countAll<number>().as("n"),
          (e) => e.fn.max("listings.seq").as("newest"),
        ])
        .orderBy("n", "desc")
        .orderBy("value")
        .limit(limit)
        .execute();
      return Promise.all(
        rows.map(async ({ value, n, newest }) => {
          const row = await db
            .selectFrom("listings")
            .select("listing")
            .where("seq", "=", newest)
            .executeTakeFirstOrThrow();
          return { key: value, listings: n, names: parseListing(row.listing).actors.map(({ name }) => name) };
        }),
      );
    },

    /** What was asked or demanded, in the currencies stated; the newest 20,000. */
    async prices(since: Date): Promise<Money[]> {
      const rows = await db
        .selectFrom("listings")
        .select(["price_amount", "price_currency"])
        .where(at, ">=", since.getTime())
        .where("price_amount", "is not", null)
        .orderBy("seq", "desc")
        .limit(maxPrices)
        .execute();
      return rows.flatMap(({ price_amount: amount, price_currency: currency }) =>
        amount === null || currency === null ? [] : [{ amount, currency }],
      );
    },

    /** What waits for one server: `oldestMs` is how long ago the first that is due should have left. */
    async queue(
      serverId: string,
      now: Date,
    ): Promise<{ waiting: number; held: number; failed: number; oldestMs: number }> {
      const rows = await db
        .selectFrom("deliveries")
        .select([
          "state",
          (e) => e.fn.countAll<number>().as("n"),
          (e) => e.fn.min("next_attempt_at").as("first"),
        ])
        .where("server_id", "=", serverId)
        .where("state", "<>", "sent")
        .groupBy("state")
        .execute();
      const count = (...states: Delivery["state"][]): number =>
        rows.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0);
      const due = rows.flatMap(({ state, first }) => (state === "pending" ? [first] : []));
      return {
        waiting: count("pending", "sending", "waiting"),
        held: count("held"),
        failed: count("failed"),
        oldestMs: Math.max(0, ...due.map((at) => now.getTime() - at)),
      };
    },

    /** The alerts of one server, by kind and state. */
    async alerts(
      serverId: string,
      since: Date,
    ): Promise<{ kind: Delivery["kind"]; state: Delivery["state"]; deliveries: number }[]> {
      const rows = await db
        .selectFrom("deliveries")
        .select(["kind", "state", (e) => e.fn.countAll<number>().as("deliveries")])
        .where("server_id", "=", serverId)
        .where("created_at", ">=", since.getTime())
        .groupBy(["kind", "state"])
        .execute();
      return rows;
    },
  };
}
