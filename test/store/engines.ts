import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { Client } from "pg";
import { describe } from "vitest";
import { postgresDialect } from "../../src/store/postgres.ts";
import type { Schema } from "../../src/store/schema.ts";
import { sqliteDialect } from "../../src/store/sqlite.ts";
import { openStore, type Store } from "../../src/store/store.ts";

/** An empty place for a database of one engine; `open` may be called again to reopen the same one. */
export interface Place {
  readonly url: string;
  /** Of the tables, on PostgreSQL. */
  readonly schema?: string;
  /** @param onOutcomesLost - hears of outcomes that could not be written */
  open(onOutcomesLost?: (error: unknown) => void): Promise<Store>;
  dispose(): Promise<void>;
}

/** The place's database without the store around it. */
export function openHandle<T = Schema>({ url, schema }: Place): Kysely<T> {
  const dialect = url.startsWith("sqlite:")
    ? sqliteDialect(url.slice("sqlite:".length))
    : postgresDialect(url, schema);
  return new Kysely<T>({ dialect });
}

export function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), "leakwatch-store-"));
  const url = `sqlite:${join(folder, "test.db")}`;
  return {
    url,
    open: (onOutcomesLost = () => undefined) => openStore(url, { onOutcomesLost }),
    dispose: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

const postgresUrl = process.env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/test";

async function whyNoPostgres(): Promise<string | null> {
  const client = new Client({ connectionString: postgresUrl, connectionTimeoutMillis: 3000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message || error.name : "no answer";
  }
}

async function postgresPlace(): Promise<Place> {
  const schema = `leakwatch_${randomUUID().replaceAll("-", "")}`;
  const run = async (statement: string) => {
    const client = new Client({ connectionString: postgresUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create schema ${schema}`);
  return {
    url: postgresUrl,
    schema,
    open: (onOutcomesLost = () => undefined) => openStore(postgresUrl, { schema, onOutcomesLost }),
    dispose: () => run(`drop schema ${schema} cascade`),
  };
}

const missing = await whyNoPostgres();

/** Runs the same tests on SQLite always, and on PostgreSQL where one answers. */
export function describeEngines(name: string, tests: (place: () => Promise<Place>) => void): void {
  describe(`${name} (SQLite)`, () => tests(() => Promise.resolve(sqlitePlace())));
  const reason =
    missing === null ? "" : `, skipped: no PostgreSQL at TEST_DATABASE_URL or 127.0.0.1:5432 (${missing})`;
  describe.skipIf(missing !== null)(`${name} (PostgreSQL${reason})`, () => tests(postgresPlace));
}
