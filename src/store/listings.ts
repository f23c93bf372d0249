import { sql } from "kysely";
import type { Listing, ListingKind, Post } from "../model.ts";
import { parseListing, parsePost } from "./json.ts";
import type { Engine } from "./migrations.ts";
import type { Handle, Schema } from "./schema.ts";
import { indexText, textMatches } from "./search.ts";

/** A listing as the database keeps it. */
export interface ListingRow {
  readonly id: string;
  readonly sourceId: string;
  readonly incidentId: string;
  readonly post: Post;
  readonly listing: Listing;
  readonly discoveredAt: Date;
}

/** What to look for; everything absent means "any". Names are normalised keys. */
export interface ListingQuery {
  readonly text?: string | undefined;
  /** A victim's key or domain; listings that only name it in their text count too. */
  readonly victim?: { readonly key: string; readonly name: string } | undefined;
  readonly actor?: string | undefined;
  readonly kind?: ListingKind | undefined;
  readonly dataType?: string | undefined;
  readonly minPrice?: number | undefined;
  readonly sourceId?: string | undefined;
  readonly since?: Date | undefined;
}

/** Where a page of listings ended. */
export interface PageEnd {
  readonly discoveredAt: Date;
  readonly seq: number;
}

/** A listing as a page gives it, its post and what was read from it still JSON. */
export interface PagedListing extends PageEnd, Pick<ListingRow, "id" | "sourceId" | "incidentId"> {
  readonly post: string;
  readonly listing: string;
}

/** What a listing is called; a later one has a higher `seq`. */
export interface ListingTitle {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
}

/** What a listing is found by besides its text. */
export interface ListingFacets {
  readonly victim: readonly string[];
  readonly actor: readonly string[];
  readonly domain: readonly string[];
  readonly type: readonly string[];
}

/** The listings, with what they are searched by. */
export function listingTable(db: Handle, engine: Engine) {
  const having = (facets: readonly (keyof ListingFacets)[], value: string) =>
    db
      .selectFrom("listing_facets")
      .select("listing_id")
      .where("facet", "in", [...facets])
      .where("value", "=", value);
  const searched = (query: ListingQuery) => {
    let rows = db.selectFrom("listings");
    if (query.kind !== undefined) rows = rows.where("kind", "=", query.kind);
    if (query.sourceId !== undefined) rows = rows.where("source_id", "=", query.sourceId);
    if (query.since !== undefined) rows = rows.where("discovered_at", ">=", query.since.getTime());
    if (query.minPrice !== undefined) rows = rows.where("price_amount", ">=", query.minPrice);
    if (query.actor !== undefined) rows = rows.where("id", "in", having(["actor"], query.actor));
    if (query.dataType !== undefined) rows = rows.where("id", "in", having(["type"], query.dataType));
    if (query.victim !== undefined) {
      const { key, name } = query.victim;
      const named = textMatches(engine, name, "phrase");
      rows = rows.where((e) =>
        e.or([e("id", "in", having(["victim", "domain"], key)), ...(named === null ? [] : [named])]),
      );
    }
    const text = query.text === undefined ? null : textMatches(engine, query.text);
    return text === null ? rows : rows.where(text);
  };

  return {
    /** Stores a listing, or replaces what was read from the same post before. */
    async put(row: ListingRow, facets: ListingFacets): Promise<void> {
      const price = row.listing.prices.find((p) => p.role === "asking" || p.role === "ransom") ?? null;
      const content = {
        incident_id: row.incidentId,
        kind: row.listing.kind,
        post: JSON.stringify(row.post),
        listing: JSON.stringify(row.listing),
        published_at: row.post.publishedAt?.getTime() ?? null,
        price_amount: price?.amount ?? null,
        price_currency: price?.currency ?? null,
      };
      const { seq } = await db
        .insertInto("listings")
        .values({
          id: row.id,
          source_id: row.sourceId,
          discovered_at: row.discoveredAt.getTime(),
          ...content,
        })
        .onConflict((c) => c.column("id").doUpdateSet(content))
        .returning("seq")
        .executeTakeFirstOrThrow();
      await db.deleteFrom("listing_facets").where("listing_id", "=", row.id).execute();
      const values = (["victim", "actor", "domain", "type"] as const).flatMap((facet) =>
        [...new Set(facets[facet])].map((value) => ({ listing_id: row.id, facet, value })),
      );
      if (values.length > 0) await db.insertInto("listing_facets").values(values).execute();
      const { title, author, victim, domain, body, summary } = row.post;
      const text = [title, victim, domain, author, body ?? summary]
        .filter((part) => typeof part === "string")
        .join("\n");
      await indexText(db, engine, seq, text);
    },

    async find(id: string): Promise<ListingRow | undefined> {
      const row = await db.selectFrom("listings").selectAll().where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : toListing(row);
    },

    /**
     * Listings discovered since then whose posts are not older than that, newest first, from where the last page ended.
     * Their JSON is left as it is: whoever reads through thousands parses what he needs.
     */
    async page(since: Date, after: PageEnd | null, limit: number): Promise<PagedListing[]> {
      const from = since.getTime();
      let rows = db
        .selectFrom("listings")
        .select(["seq", "id", "source_id", "incident_id", "post", "listing", "published_at", "discovered_at"])
        .where("discovered_at", ">=", from)
        .where((e) => e.or([e("published_at", "is", null), e("published_at", ">=", from)]));
      if (after !== null) {
        const { discoveredAt, seq } = after;
        rows = rows.where((e) =>
          e(e.refTuple("discovered_at", "seq"), "<", e.tuple(discoveredAt.getTime(), seq)),
        );
      }
      const found = await rows.orderBy("discovered_at", "desc").orderBy("seq", "desc").limit(limit).execute();
      return found.map((row) => ({
        seq: row.seq,
        id: row.id,
        sourceId: row.source_id,
        incidentId: row.incident_id,
        discoveredAt: new Date(row.discovered_at),
        post: row.post,
        listing: row.listing,
      }));
    },

    /** What listings between two others are called, the newest first. */
    async titles({
      after,
      before,
      limit,
    }: {
      after: number;
      before: number;
      limit: number;
    }): Promise<ListingTitle[]> {
      const title =
        engine === "sqlite" ? sql<string>`post ->> '$.title'` : sql<string>`post::json ->> 'title'`;
      return db
        .selectFrom("listings")
        .select(["seq", "id", title.as("name")])
        .where("seq", ">", after)
        .where("seq", "<", before)
        .orderBy("seq", "desc")
        .limit(limit)
        .execute();
    },

    /**
     * Replaces what was read from a post, facets and price excepted.
     *
     * @returns false where the post has changed since `row` was found: what was read is out of date then
     */
    async amend(row: ListingRow, listing: Listing): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("listings")
        .set({ listing: JSON.stringify(listing) })
        .where("id", "=", row.id)
        .where("post", "=", JSON.stringify(row.post))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** The newest listings of one incident, oldest first: some are told thousands of times. */
    async ofIncident(incidentId: string, newest = 100): Promise<ListingRow[]> {
      const rows = await db
        .selectFrom("listings")
        .selectAll()
        .where("incident_id", "=", incidentId)
        .orderBy("discovered_at", "desc")
        .orderBy("seq", "desc")
        .limit(newest)
        .execute();
      return rows.toReversed().map(toListing);
    },

    /** Ids of the sources that tell an incident, the first to tell it first. */
    async sourcesOf(incidentId: string): Promise<string[]> {
      const rows = await db
        .selectFrom("listings")
        .select("source_id")
        .where("incident_id", "=", incidentId)
        .groupBy("source_id")
        .orderBy((e) => e.fn.min("seq"))
        .execute();
      return rows.map((row) => row.source_id);
    },

    /** One page of what was asked for, newest first, and how many there are. */
    async search(
      query: ListingQuery,
      offset: number,
      limit: number,
    ): Promise<{ rows: ListingRow[]; total: number }> {
      const counted = await searched(query)
        .select((e) => e.fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow();
      const rows = await searched(query)
        .selectAll()
        .orderBy("discovered_at", "desc")
        .orderBy("seq", "desc")
        .offset(offset)
        .limit(limit)
        .execute();
      return { rows: rows.map(toListing), total: counted.total };
    },
  };
}

type StoredRow = Omit<Schema["listings"], "seq">;

function toListing(row: StoredRow): ListingRow {
  return {
    id: row.id,
    sourceId: row.source_id,
    incidentId: row.incident_id,
    post: parsePost(row.post),
    listing: parseListing(row.listing),
    discoveredAt: new Date(row.discovered_at),
  };
}
