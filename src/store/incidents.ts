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

    async put(incident: Incident): Promise<void> {
      const content = {
        kind: incident.kind,
        actors: JSON.stringify(incident.actors),
        listing: JSON.stringify(incident.listing),
        listing_id: incident.listingId,
        changes: JSON.stringify(incident.changes),
        last_seen_at: incident.lastSeenAt.getTime(),
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

    /** Keeps why a listing concerns these watches; replaces what was found in the same listing before. */
    async putMatches(listingId: string, matches: readonly JudgedMatch[], now: Date): Promise<void> {
      await db.deleteFrom("matches").where("listing_id", "=", listingId).execute();
      if (matches.length === 0) return;
      await db
        .insertInto("matches")
        .values(
          matches.map(({ match, outcome }) => ({
            listing_id: listingId,
            watch_id: match.watch,
            tier: match.tier,
            match: JSON.stringify(match),
            outcome,
            matched_at: now.getTime(),
          })),
        )
        .execute();
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
