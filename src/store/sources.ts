import type { SourceErrorCode } from "../errors.ts";
import type { HealthMemory, SourceDay } from "../model.ts";
import { parseKept, toTime } from "./json.ts";
import type { Engine } from "./migrations.ts";
import type { Handle, Schema } from "./schema.ts";
import type { PendingOutcome } from "./pending-outcomes.ts";
import { sourceHealth } from "./source-health.ts";
import { placeholders, run } from "./statement.ts";

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

/** A source that was leased, and what its visit needs to know of it. */
export interface ClaimedSource {
  readonly id: string;
  readonly state: SourceState;
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

// SQLite takes 32,766 values in one statement.
const sourcesPerStatement = 1000;
const freeLease = "(lease_until is null or lease_until <= ?)";

/** The sources' state: what is due, who visits it, how it fares. */
export function sourceTable(db: Handle, engine: Engine) {
  /** The sources that are due, the longest waiting first. */
  async function findDue(
    isWanted: (id: string) => boolean,
    now: number,
    limit: number,
  ): Promise<readonly string[]> {
    const text =
      `select id from sources where next_visit_at <= ? and ${freeLease} ` +
      "order by next_visit_at limit ? offset ?";
    const found: string[] = [];
    // What is due may be the business of others: the database cannot tell, and may know more than it takes parameters.
    for (let [size, from] = [limit, 0]; ; from += size, size *= 2) {
      const { rows } = await run<{ id: string }>(db, engine, text, [now, now, size, from]);
      for (const { id } of rows) if (isWanted(id)) found.push(id);
      if (found.length >= limit || rows.length < size) return found.slice(0, limit);
    }
  }

  return {
    ...sourceHealth(db),

    /** Makes known which sources are configured; new ones are due at once, forgotten ones keep their state. */
    async register(ids: readonly string[], now: Date): Promise<void> {
      for (let from = 0; from < ids.length; from += sourcesPerStatement) {
        const rows = ids
          .slice(from, from + sourcesPerStatement)
          .map((id) => ({ id, next_visit_at: now.getTime(), failures: 0 }));
        await db
          .insertInto("sources")
          .values(rows)
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
      return row === undefined ? null : toTime(row.at);
    },

    /**
     * Leases due sources to one visitor; nobody else gets them until the lease ends.
     * @param isWanted - whether this process may visit a source
     */
    async claimDue(
      isWanted: (id: string) => boolean,
      owner: string,
      now: Date,
      leaseMs: number,
      limit: number,
    ): Promise<ClaimedSource[]> {
      const at = now.getTime();
      const due = limit <= 0 ? [] : await findDue(isWanted, at, limit);
      if (due.length === 0) return [];
      // Asked again on the row itself: another process may have chosen it at the same time, and may be just taking it.
      const free =
        `select id from sources where id in (${placeholders(due)}) and ${freeLease}` +
        (engine === "postgres" ? " for update skip locked" : "");
      const text = `update sources set lease_owner = ?, lease_until = ? where id in (${free}) returning *`;
      const parameters = [owner, at + leaseMs, ...due, at];
      const { rows } = await run<Schema["sources"]>(db, engine, text, parameters);
      return rows.map((row) => ({ id: row.id, state: toState(row) }));
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
      return toState(row);
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

    /**
     * Ends visits that went well and found nothing new, as `finish` does.
     *
     * Where a lease was somebody else's, nothing of that visit is stored.
     */
    async finishUnchanged(pending: readonly PendingOutcome[]): Promise<void> {
      if (pending.length === 0) return;
      const outcomes = pending.map(({ id, owner, outcome }) => ({
        id,
        owner,
        at: outcome.at.getTime(),
        next: outcome.nextVisitAt.getTime(),
        url: outcome.workingUrl,
        memory: JSON.stringify(outcome.memory),
        today: outcome.today && JSON.stringify(outcome.today),
      }));
      const each = engine === "sqlite" ? "json_each(?) as o" : "json_array_elements(?::json) as o(value)";
      const time = (name: string): string => `cast(o.value ->> '${name}' as bigint)`;
      const text =
        `update sources set lease_owner = null, lease_until = null, last_visit_at = ${time("at")}, ` +
        `last_success_at = ${time("at")}, next_visit_at = ${time("next")}, working_url = o.value ->> 'url', ` +
        "memory = o.value ->> 'memory', today = o.value ->> 'today', failures = 0, error_code = null, " +
        "error_message = null, error_at = null, retry_after_at = null, paused_for = null " +
        `from ${each} where sources.id = o.value ->> 'id' and sources.lease_owner = o.value ->> 'owner'`;
      await run(db, engine, text, [JSON.stringify(outcomes)]);
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
  };
}

function toState(row: Schema["sources"] | undefined): SourceState {
  return {
    isBaselineStored: row !== undefined && row.baseline_at !== null,
    workingUrl: row?.working_url ?? null,
    failures: row?.failures ?? 0,
    lastSuccessAt: toTime(row?.last_success_at ?? null),
    memory: parseKept(row?.memory) as HealthMemory | null,
    today: parseKept(row?.today) as SourceDay | null,
    pausedFor: row?.paused_for ?? null,
    gap: parseKept(row?.gap) as Gap | null,
  };
}
