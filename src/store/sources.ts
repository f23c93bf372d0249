import type { SourceErrorCode } from "../errors.ts";
import type { HealthMemory, SourceDay, SourceHealth } from "../model.ts";
import type { Handle, Schema } from "./schema.ts";

/** What an outage has left out, as far as it is not read from the archive yet. Times are epoch ms. */
export interface Gap {
  /** What was published before is known. */
  readonly from: number;
  readonly to: number;
  /** How many of its archive's addresses are done, the oldest first. */
  readonly done: number;
  /** How often in a row the next address failed. */
  readonly failures: number;
}

/** What a visit needs to know of its source before it begins. */
export interface SourceState {
  readonly isBaselineStored: boolean;
  /** Mirror that answered last. */
  readonly workingUrl: string | null;
  readonly failures: number;
  readonly lastSuccessAt: Date | null;
  /** Null before the first visit. */
  readonly memory: HealthMemory | null;
  /** The newest day with a visit, which may not be over. */
  readonly today: SourceDay | null;
  /** The entry for which the source is paused; null: it is not. */
  readonly pausedFor: string | null;
  readonly gap: Gap | null;
}

/** How a visit ended, as the source's health keeps it. */
export interface VisitOutcome {
  readonly at: Date;
  readonly nextVisitAt: Date;
  readonly error: { readonly code: SourceErrorCode | "failed"; readonly message: string } | null;
  readonly workingUrl: string | null;
  /** Server said: not before. */
  readonly retryAfterAt: Date | null;
  readonly memory: HealthMemory;
  readonly today: SourceDay | null;
  readonly pausedFor: string | null;
  /** Absent: as it was. */
  readonly gap?: Gap | null;
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
      const row = await db.selectFrom("sources").selectAll().where("id", "=", id).executeTakeFirst();
      return {
        isBaselineStored: row !== undefined && row.baseline_at !== null,
        workingUrl: row?.working_url ?? null,
        failures: row?.failures ?? 0,
        lastSuccessAt: toDate(row?.last_success_at ?? null),
        memory: parse(row?.memory) as HealthMemory | null,
        today: parse(row?.today) as SourceDay | null,
        pausedFor: row?.paused_for ?? null,
        gap: parse(row?.gap) as Gap | null,
      };
    },

    /** Keeps what an outage has left out, before anything newer is stored: a crash must not hide it. */
    async openGap(id: string, gap: Gap): Promise<void> {
      await db
        .updateTable("sources")
        .set({ gap: JSON.stringify(gap) })
        .where("id", "=", id)
        .execute();
    },

    /** Lets a source be visited again that was paused since its address is gone. */
    async resume(id: string): Promise<void> {
      await db.updateTable("sources").set({ paused_for: null }).where("id", "=", id).execute();
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

    /**
     * Ends the visit: stores how it went and gives the lease back.
     * @returns false where the lease was somebody else's, and nothing was stored
     */
    async finish(id: string, owner: string, outcome: VisitOutcome): Promise<boolean> {
      const at = outcome.at.getTime();
      const { numUpdatedRows } = await db
        .updateTable("sources")
        .set((e) => ({
          lease_owner: null,
          lease_until: null,
          last_visit_at: at,
          next_visit_at: outcome.nextVisitAt.getTime(),
          retry_after_at: outcome.retryAfterAt?.getTime() ?? null,
          memory: JSON.stringify(outcome.memory),
          today: outcome.today === null ? null : JSON.stringify(outcome.today),
          paused_for: outcome.pausedFor,
          ...(outcome.gap === undefined ? {} : { gap: outcome.gap && JSON.stringify(outcome.gap) }),
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
        .executeTakeFirst();
      return numUpdatedRows > 0n;
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

    /**
     * Gives the lease of a visit back that asked nobody, since the source is paused.
     * @returns false where the lease was somebody else's, and nothing was stored
     */
    async rest(id: string, owner: string, nextVisitAt: Date, memory: HealthMemory): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("sources")
        .set({
          lease_owner: null,
          lease_until: null,
          next_visit_at: nextVisitAt.getTime(),
          memory: JSON.stringify(memory),
        })
        .where("id", "=", id)
        .where("lease_owner", "=", owner)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Health of every source that was ever registered, or of one, by id. */
    async health(only?: string): Promise<Map<string, SourceHealth>> {
      let counted = db
        .selectFrom("posts")
        .select(["source_id", (e) => e.fn.countAll<number>().as("posts")])
        .groupBy("source_id");
      let asked = db.selectFrom("sources").selectAll();
      if (only !== undefined) {
        counted = counted.where("source_id", "=", only);
        asked = asked.where("id", "=", only);
      }
      const posts = new Map((await counted.execute()).map((row) => [row.source_id, row.posts]));
      const rows = await asked.execute();
      return new Map(rows.map((row) => [row.id, { ...toHealth(row), posts: posts.get(row.id) ?? 0 }]));
    },
  };
}

function toHealth(row: Schema["sources"]): Omit<SourceHealth, "posts"> {
  return {
    lastVisitAt: toDate(row.last_visit_at),
    lastSuccessAt: toDate(row.last_success_at),
    nextVisitAt: toDate(row.next_visit_at),
    lastError:
      row.error_code === null || row.error_at === null
        ? null
        : { code: row.error_code, message: row.error_message ?? "", at: new Date(row.error_at) },
    failures: row.failures,
    memory: parse(row.memory) as HealthMemory | null,
    today: parse(row.today) as SourceDay | null,
    isPaused: row.paused_for !== null,
  };
}

/** Reads back what was kept as JSON. */
function parse(text: string | null | undefined): unknown {
  return text === null || text === undefined ? null : JSON.parse(text);
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
