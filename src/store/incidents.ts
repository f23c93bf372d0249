import type { Change, Incident, Match } from "../model.ts";
import { parseListing } from "./json.ts";
import type { Handle } from "./schema.ts";

/** A match, and what came of it: `alerted`, or why nobody was told. */
export interface JudgedMatch {
  readonly match: Match;
  readonly outcome: string;
}

/** The incidents, and which listings matched which watches. */
export function incidentTable(db: Handle) {
  const load = async (ids: readonly string[]): Promise<Incident[]> => {
    if (ids.length === 0) return [];
    const rows = await db
      .selectFrom("incidents")
      .selectAll()
      .where("id", "in", [...ids])
      .orderBy("last_seen_at", "desc")
      .execute();
    const keys = await db
      .selectFrom("incident_keys")
      .selectAll()
      .where("incident_id", "in", [...ids])
      .execute();
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      victimKeys: keys.filter((key) => key.incident_id === row.id).map((key) => key.key),
      actors: JSON.parse(row.actors) as string[],
      listing: parseListing(row.listing),
      listingId: row.listing_id,
      changes: JSON.parse(row.changes) as Change[],
      firstSeenAt: new Date(row.first_seen_at),
      lastSeenAt: new Date(row.last_seen_at),
    }));
  };

  return {
    async find(id: string): Promise<Incident | undefined> {
      return (await load([id]))[0];
    },

    /** Incidents with one of these names that were seen since then, newest first; at most 20. */
    async candidates(keys: readonly string[], since: Date): Promise<Incident[]> {
      if (keys.length === 0) return [];
      const rows = await db
        .selectFrom("incidents")
        .select(["id", "last_seen_at"])
        .where("last_seen_at", ">=", since.getTime())
        .where("id", "in", (e) =>
          e
            .selectFrom("incident_keys")
            .select("incident_id")
            .where("key", "in", [...keys]),
        )
        .orderBy("last_seen_at", "desc")
        .limit(20)
        .execute();
      return load(rows.map((row) => row.id));
    },

    /**
     * The incidents whose deadlines have passed and of which that has not been told: whoever gets them here tells it in
     * this transaction.
     */
    async takePassedDeadlines(now: Date): Promise<string[]> {
      const rows = await db
        .updateTable("incidents")
        .set({ deadline_at: null })
        .where("deadline_at", "<=", now.getTime())
        .returning("id")
        .execute();
      return rows.map((row) => row.id);
    },

    async put(incident: Incident): Promise<void> {
      const deadline = incident.listing.deadline?.getTime() ?? null;
      const isAhead = deadline !== null && deadline > incident.lastSeenAt.getTime();
      const isTold = incident.changes.some(
        ({ kind, to }) => kind === "deadline-passed" && Date.parse(to) === deadline,
      );
      const content = {
        kind: incident.kind,
        actors: JSON.stringify(incident.actors),
        listing: JSON.stringify(incident.listing),
        listing_id: incident.listingId,
        changes: JSON.stringify(incident.changes),
        last_seen_at: incident.lastSeenAt.getTime(),
        // One that had passed already when it was read is no news, nor is one that was told.
        ...(isAhead && !isTold ? { deadline_at: deadline } : {}),
      };
      await db
        .insertInto("incidents")
        .values({ id: incident.id, first_seen_at: incident.firstSeenAt.getTime(), ...content })
        .onConflict((c) => c.column("id").doUpdateSet(content))
        .execute();
      if (incident.victimKeys.length > 0) {
        await db
          .insertInto("incident_keys")
          .values(incident.victimKeys.map((key) => ({ incident_id: incident.id, key })))
          .onConflict((c) => c.doNothing())
          .execute();
      }
    },

    /**
     * Keeps why a listing concerns these watches; replaces what was found in the same listing before.
     *
     * What comes to the same again keeps its time: however often a post is read, one digest tells it.
     */
    async putMatches(listingId: string, matches: readonly JudgedMatch[], now: Date): Promise<void> {
      const before = await db
        .deleteFrom("matches")
        .where("listing_id", "=", listingId)
        .returning(["watch_id", "outcome", "matched_at"])
        .execute();
      if (matches.length === 0) return;
      const timeOf = (watchId: string, outcome: string): number =>
        before.find((row) => row.watch_id === watchId && row.outcome === outcome)?.matched_at ??
        now.getTime();
      await db
        .insertInto("matches")
        .values(
          matches.map(({ match, outcome }) => ({
            listing_id: listingId,
            watch_id: match.watch,
            tier: match.tier,
            match: JSON.stringify(match),
            outcome,
            matched_at: timeOf(match.watch, outcome),
          })),
        )
        .execute();
    },

    /** Keeps why a listing concerns one watch more; replaces what was found for it before. */
    async putMatch(listingId: string, { match, outcome }: JudgedMatch, now: Date): Promise<void> {
      const found = { tier: match.tier, match: JSON.stringify(match), outcome, matched_at: now.getTime() };
      await db
        .insertInto("matches")
        .values({ listing_id: listingId, watch_id: match.watch, ...found })
        .onConflict((c) => c.columns(["listing_id", "watch_id"]).doUpdateSet(found))
        .execute();
    },

    /**
     * What a server's digest tells: matches that alerted nobody by themselves, found from `from` until before `to`,
     * newest first.
     */
    async digestMatches(
      serverId: string,
      from: Date,
      to: Date,
      limit: number,
    ): Promise<{
      items: { listingId: string; match: Match; company: string; outcome: string }[];
      total: number;
    }> {
      const all = db
        .selectFrom("matches")
        .innerJoin("watches", "watches.id", "matches.watch_id")
        .where("watches.server_id", "=", serverId)
        .where("watches.paused", "=", 0)
        .where("matches.outcome", "in", ["digest", "only possible", "older than the look-back"])
        .where("matches.matched_at", ">=", from.getTime())
        .where("matches.matched_at", "<", to.getTime());
      const { total } = await all
        .select((e) => e.fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow();
      const rows = await all
        .select(["matches.listing_id", "matches.match", "matches.outcome", "watches.name"])
        .orderBy("matches.matched_at", "desc")
        .orderBy("matches.listing_id")
        .limit(limit)
        .execute();
      const items = rows.map((row) => ({
        listingId: row.listing_id,
        match: JSON.parse(row.match) as Match,
        company: row.name,
        outcome: row.outcome,
      }));
      return { items, total };
    },

    async matchesOf(listingId: string): Promise<JudgedMatch[]> {
      const rows = await db
        .selectFrom("matches")
        .select(["match", "outcome"])
        .where("listing_id", "=", listingId)
        .execute();
      return rows.map((row) => ({ match: JSON.parse(row.match) as Match, outcome: row.outcome }));
    },
  };
}
