import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { SqliteAdapter, SqliteDialect, type SqliteDatabase } from "kysely";

const maxStatements = 500;
const busyTimeoutMs = 5000;
const busy = 5; // SQLITE_BUSY

/**
 * Kysely's SQLite dialect over Node's own SQLite.
 *
 * @param file - path of the database file, made with its folder where absent; `:memory:` for none
 */
export function sqliteDialect(file: string): SqliteDialect {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  useWal(database);
  // FULL: a kill or a power cut loses no committed alert. WAL: readers never wait for the writer; 16 MB of it, since
  // many small changes to the same pages are copied into the file once.
  database.exec(
    "pragma wal_autocheckpoint=4000; pragma synchronous=FULL; " +
      "pragma cache_size=-65536; pragma foreign_keys=ON;",
  );
  return new LockingDialect({ database: adapt(database) });
}

/** Processes that open one new file together all want to switch it: the timeout does not hold for that. */
function useWal(database: DatabaseSync): void {
  const end = Date.now() + busyTimeoutMs;
  for (;;) {
    try {
      database.exec("pragma journal_mode=WAL");
      return;
    } catch (error) {
      if ((error as { errcode?: unknown }).errcode !== busy || Date.now() >= end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/**
 * Brings the schema up to date in one transaction.
 *
 * Kysely's own dialect runs each statement by itself: two processes that start together would both create the tables,
 * and one that is killed half way would leave some of them for good.
 */
class LockingDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    // Takes effect when it is prepared, and only then.
    if (sql.startsWith("pragma ")) return database.prepare(sql);
    let statement = statements.get(sql);
    if (statement === undefined) {
      if (statements.size >= maxStatements) statements.clear();
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  return {
    close: () => database.close(),
    prepare: (sql) => {
      // A deferred transaction that comes to write fails at once with BUSY_SNAPSHOT, whatever the timeout.
      const statement = prepare(sql === "begin" ? "begin immediate" : sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
}
