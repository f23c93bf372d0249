import type { SourceErrorCode } from "../errors.ts";
import type { SourceHealth } from "../model.ts";
import type { Handle } from "./schema.ts";

/** What a visit needs to know of its source before it begins. */
export interface SourceState {
  readonly isBaselineStored: boolean;
  /** Mirror that answered last. */
  readonly workingUrl: string | null;
  readonly failures: number;
}

/** How a visit ended, as the source's health keeps it. */
export interface VisitOutcome {
  readonly at: Date;
  readonly nextVisitAt: Date;
  readonly error: { readonly code: SourceErrorCode | "failed"; readonly message: string } | null;
  readonly workingUrl: string | null;
  /** Server said: not before. */
  readonly retryAfterAt: Date | null;
}

/** The sources' state: what is due, who visits it, how it fares. */
export function sourceTable(db: Handle) {
  return {
    /** Makes known which sources are configured; new ones are due at once, forgotten ones keep their state. */
    async register(ids: readonly string[], now: Date): Promise<void> {
      for (const id of ids) {
        await db
          .insertInto("sources")
          .values({ id, next_visit_at: now.getTime(), failures: 0 })
          .onConflict((c) => c.column("id").doNothing())
          .execute();
      }
    },

    /**
     * Makes a source due at `latest`, if it was not due sooner.
     *
     * Its server's own "not before" stands.
     */
    async bringForward(id: string, latest: Date): Promise<void> {
      const at = latest.getTime();
      await db
        .updateTable("sources")
        .set({ next_visit_at: at })
        .where("id", "=", id)
        .where("next_visit_at", ">", at)
        .where((e) => e.or([e("retry_after_at", "is", null), e("retry_after_at", "<=", at)]))
        .execute();
    },

    /** When the next of these sources is due; null where there is none. */
    async nextDue(ids: readonly string[]): Promise<Date | null> {
      if (ids.length === 0) return null;
      const row = await db
        .selectFrom("sources")
        .select((e) => e.fn.min("next_visit_at").as("at"))
        .where("id", "in", [...ids])
        .executeTakeFirst();
      return row === undefined ? null : toDate(row.at);
    },

    /**
     * Leases due sources to one visitor; nobody else gets them until the lease ends.
     * @param ids - the sources that this process may visit
     */
    async claimDue(
      ids: readonly string[],
      owner: string,
      now: Date,
      leaseMs: number,
      limit: number,
    ): Promise<string[]> {
      if (ids.length === 0 || limit <= 0) return [];
      const due = db
        .selectFrom("sources")
        .select("id")
        .where("id", "in", [...ids])
        .where("next_visit_at", "<=", now.getTime())
        .where((e) => e.or([e("lease_until", "is", null), e("lease_until", "<=", now.getTime())]))
        .orderBy("next_visit_at")
        .limit(limit);
      const rows = await db
        .updateTable("sources")
        .set({ lease_owner: owner, lease_until: now.getTime() + leaseMs })
        .where("id", "in", due)
        // Asked again on the row itself: on PostgreSQL two processes may have chosen it at the same time.
        .where((e) => e.or([e("lease_until", "is", null), e("lease_until", "<=", now.getTime())]))
        .returning("id")
        .execute();
      return rows.map((row) => row.id);
    },

    /** Leases one source whatever its due time; false where somebody visits it already. */
    async claim(id: string, owner: string, now: Date, leaseMs: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("sources")
        .set({ lease_owner: owner, lease_until: now.getTime() + leaseMs })
        .where("id", "=", id)
        .where((e) => e.or([e("lease_until", "is", null), e("lease_until", "<=", now.getTime())]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Prolongs the leases of visits that are still in hand. */
    async renew(owners: readonly string[], now: Date, leaseMs: number): Promise<void> {
      await db
        .updateTable("sources")
        .set({ lease_until: now.getTime() + leaseMs })
        .where("lease_owner", "in", [...owners])
        .execute();
    },

    /** Whether the lease is still this visitor's; asked inside the transaction that stores a visit. */
    async holds(id: string, owner: string): Promise<boolean> {
      const row = await db
        .selectFrom("sources")
        .select("lease_owner")
        .where("id", "=", id)
        .executeTakeFirst();
      return row?.lease_owner === owner;
    },

    async state(id: string): Promise<SourceState> {
      const row = await db
        .selectFrom("sources")
        .select(["baseline_at", "working_url", "failures"])
        .where("id", "=", id)
        .executeTakeFirst();
      return {
        isBaselineStored: row !== undefined && row.baseline_at !== null,
        workingUrl: row?.working_url ?? null,
        failures: row?.failures ?? 0,
      };
    },

    /** Says that the first visit is stored: from now on new posts alert. */
    async markBaseline(id: string, now: Date): Promise<void> {
      await db
        .updateTable("sources")
        .set({ baseline_at: now.getTime() })
        .where("id", "=", id)
        .where("baseline_at", "is", null)
        .execute();
    },

    /** Ends the visit: stores how it went and gives the lease back. */
    async finish(id: string, owner: string, outcome: VisitOutcome): Promise<void> {
      const at = outcome.at.getTime();
      await db
        .updateTable("sources")
        .set((e) => ({
          lease_owner: null,
          lease_until: null,
          last_visit_at: at,
          next_visit_at: outcome.nextVisitAt.getTime(),
          retry_after_at: outcome.retryAfterAt?.getTime() ?? null,
          ...(outcome.error === null
            ? {
                last_success_at: at,
                failures: 0,
                error_code: null,
                error_message: null,
                error_at: null,
                working_url: outcome.workingUrl,
              }
            : {
                failures: e("failures", "+", 1),
                error_code: outcome.error.code,
                error_message: outcome.error.message,
                error_at: at,
              }),
        }))
        .where("id", "=", id)
        .where("lease_owner", "=", owner)
        .execute();
    },

    /** Gives a lease back as if the visit had not begun. */
    async release(id: string, owner: string): Promise<void> {
      await db
        .updateTable("sources")
        .set({ lease_owner: null, lease_until: null })
        .where("id", "=", id)
        .where("lease_owner", "=", owner)
        .execute();
    },

    /** Health of every source that was ever registered, by id. */
    async health(): Promise<Map<string, SourceHealth>> {
      const counts = await db
        .selectFrom("posts")
        .select(["source_id", (e) => e.fn.countAll<number>().as("posts")])
        .groupBy("source_id")
        .execute();
      const posts = new Map(counts.map((row) => [row.source_id, row.posts]));
      const rows = await db.selectFrom("sources").selectAll().execute();
      return new Map(
        rows.map((row) => [
          row.id,
          {
            lastVisitAt: toDate(row.last_visit_at),
            lastSuccessAt: toDate(row.last_success_at),
            nextVisitAt: toDate(row.next_visit_at),
            lastError:
              row.error_code === null || row.error_at === null
                ? null
                : { code: row.error_code, message: row.error_message ?? "", at: new Date(row.error_at) },
            failures: row.failures,
            posts: posts.get(row.id) ?? 0,
          },
        ]),
      );
    },
  };
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
