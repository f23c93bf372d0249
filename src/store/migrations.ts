import { sql, type Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import { ConfigError } from "../errors.ts";
import { createFirst } from "./migrations/001-first.ts";
import { createHealth } from "./migrations/002-health.ts";
import { createRouting } from "./migrations/003-routing.ts";
import { createPrices } from "./migrations/004-prices.ts";

/** Which of the two engines keeps the data. */
export type Engine = "sqlite" | "postgres";

/** One step from a schema to the next; a file each in `migrations/`. */
type Step = (db: Kysely<unknown>, engine: Engine) => Promise<void>;

/** The steps from an empty database to today's, in order. A published step is never edited. */
const steps: Readonly<Record<string, Step>> = {
  "001-first": createFirst,
  "002-health": createHealth,
  "003-routing": createRouting,
  "004-prices": createPrices,
};

/**
 * Brings a database to today's schema.
 *
 * @throws `ConfigError` where a newer Leakwatch has written it
 */
export async function migrate<T>(db: Kysely<T>, engine: Engine, where: string): Promise<void> {
  const migrations = Object.fromEntries(
    Object.entries(steps).map(([name, step]): [string, Migration] => [
      name,
      { up: (handle: Kysely<unknown>) => step(handle, engine) },
    ]),
  );
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const known = new Set(Object.keys(steps));
  const applied = await appliedSteps(db, engine);
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new ConfigError([
      `LEAKWATCH_DATABASE_URL: ${where} was written by a newer version (schema step ${unknown.join(", ")}); ` +
        "update Leakwatch, or point the setting at another database",
    ]);
  }
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new Error(`${where} could not be brought to today's schema`, { cause: error });
}

async function appliedSteps<T>(db: Kysely<T>, engine: Engine): Promise<string[]> {
  const existing =
    engine === "sqlite"
      ? sql<{ name: string | null }>`select name from sqlite_master where name = 'kysely_migration'`
      : sql<{ name: string | null }>`select to_regclass('kysely_migration')::text as name`;
  const found = await existing.execute(db);
  if (!found.rows.some((row) => row.name !== null)) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}
