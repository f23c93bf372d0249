import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { describe } from "vitest";
import { openStore, type Store } from "../../src/store/store.ts";

/** An empty place for a database of one engine; `open` may be called again to reopen the same one. */
export interface Place {
  readonly url: string;
  open(): Promise<Store>;
  dispose(): Promise<void>;
}

export function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), "leakwatch-store-"));
  const url = `sqlite:${join(folder, "test.db")}`;
  return {
    url,
    open: () => openStore(url),
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
    open: () => openStore(postgresUrl, { schema }),
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
