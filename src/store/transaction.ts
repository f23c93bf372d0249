import { sql, type Kysely, type Transaction } from "kysely";
import type { Engine } from "./migrations.ts";
import type { Schema } from "./schema.ts";

const maxRuns = 5;
const maxPauseMs = 50;
// By these PostgreSQL says that it has undone a transaction which may as well be run again.
// https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
const conflicts = new Set<unknown>(["40001", "40P01"]);

/** Runs `work` in one transaction, and again where it was undone for the locks of another one. */
export async function runTransaction<T>(
  db: Kysely<Schema>,
  work: (handle: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  for (let run = 1; ; run++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (run === maxRuns || !isConflict(error)) throw error;
      // Two that met would meet again if both began at once.
      const { promise, resolve } = Promise.withResolvers<void>();
      setTimeout(resolve, Math.random() * maxPauseMs);
      await promise;
    }
  }
}

/**
 * As {@link runTransaction}, but a power cut may undo what was committed last: for what is done again then.
 *
 * It costs no wait for the disk. A process that is killed loses nothing by it, and no transaction that follows is less
 * durable for it.
 */
export async function runUnsynced<T>(
  db: Kysely<Schema>,
  engine: Engine,
  work: (handle: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  if (engine === "postgres") {
    return runTransaction(db, async (handle) => {
      await sql`set local synchronous_commit = off`.execute(handle);
      return work(handle);
    });
  }
  // A setting of the connection, which nobody else has meanwhile; within a transaction it cannot be changed.
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await runTransaction(connection, work);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && "code" in error && conflicts.has(error.code);
}
