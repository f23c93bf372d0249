import { Kysely, type Dialect } from "kysely";
import type { Keyv } from "keyv";
import { ConfigError, describeError } from "../errors.ts";
import { cacheNamespaces, openCache, type CacheNamespace } from "./cache.ts";
import { channelTable } from "./channels.ts";
import { dayTable } from "./days.ts";
import { deliveryTable } from "./deliveries.ts";
import { incidentTable } from "./incidents.ts";
import { listingTable } from "./listings.ts";
import { migrate, type Engine } from "./migrations.ts";
import { postgresDialect } from "./postgres.ts";
import { postTable } from "./posts.ts";
import { priceTable } from "./prices.ts";
import { muteTable } from "./mutes.ts";
import { routingTable } from "./routing.ts";
import type { Handle, Schema } from "./schema.ts";
import { settleSources, type SettledSources } from "./settled-sources.ts";
import { sourceTable } from "./sources.ts";
import { sqliteDialect } from "./sqlite.ts";
import { statisticsTable } from "./statistics.ts";
import { runTransaction, runUnsynced } from "./transaction.ts";
import { watchTable } from "./watches.ts";

/** What is kept, by table; the same inside and outside a transaction. */
export interface Tables {
  readonly sources: ReturnType<typeof sourceTable>;
  readonly days: ReturnType<typeof dayTable>;
  readonly posts: ReturnType<typeof postTable>;
  readonly listings: ReturnType<typeof listingTable>;
  readonly incidents: ReturnType<typeof incidentTable>;
  readonly prices: ReturnType<typeof priceTable>;
  readonly watches: ReturnType<typeof watchTable>;
  readonly deliveries: ReturnType<typeof deliveryTable>;
  readonly channels: ReturnType<typeof channelTable>;
  readonly routing: ReturnType<typeof routingTable>;
  readonly mutes: ReturnType<typeof muteTable>;
  readonly statistics: ReturnType<typeof statisticsTable>;
}

/** Everything kept: what must not be lost in tables, what may vanish in caches. */
export interface Store extends Tables {
  readonly engine: Engine;
  readonly sources: SettledSources;
  readonly caches: Readonly<Record<CacheNamespace, Keyv>>;
  /**
   * Runs `work` in one transaction: all of it is kept, or nothing.
   *
   * Where PostgreSQL gives up one of two transactions that wait for each other, it is run again: what it does
   * besides must bear that.
   */
  transaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the database, made or brought to today's schema where needed.
 *
 * @param url - `sqlite:data/leakwatch.db`, `sqlite::memory:` or `postgres://…`
 * @param options - `onCacheError` hears of caches that fail, `onOutcomesLost` of outcomes of unchanged visits that were
 * not written, so that those sources are visited again; `schema` (PostgreSQL) holds the tables
 * @throws `ConfigError` where the address is not one of these, or a newer version wrote the database
 */
export async function openStore(
  url: string,
  options: {
    onCacheError?: (error: unknown) => void;
    onOutcomesLost?: (error: unknown) => void;
    schema?: string;
  } = {},
): Promise<Store> {
  const engine: Engine = url.startsWith("sqlite:") ? "sqlite" : "postgres";
  if (engine === "postgres" && !/^postgres(ql)?:\/\//u.test(url)) {
    throw new ConfigError(["LEAKWATCH_DATABASE_URL: use sqlite:PATH or postgres://USER@HOST/DATABASE"]);
  }
  const where = engine === "sqlite" ? url.slice("sqlite:".length) : "the PostgreSQL database";
  const db = new Kysely<Schema>({
    dialect: openDialect(engine, engine === "sqlite" ? where : url, options.schema),
  });
  try {
    await migrate(db, engine, where);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    if (error instanceof ConfigError) throw error;
    const setting = "LEAKWATCH_DATABASE_URL";
    throw new ConfigError([`${setting}: ${where} cannot be opened: ${describeError(error)}`]);
  }
  const onCacheError = options.onCacheError ?? (() => undefined);
  const caches = Object.fromEntries(
    cacheNamespaces.map((namespace) => [namespace, openCache(db, engine, namespace, onCacheError)]),
  ) as Record<CacheNamespace, Keyv>;
  const all = tables(db, engine);
  const sources = settleSources(
    all.sources,
    (work) => runUnsynced(db, engine, (handle) => work(tables(handle, engine))),
    options.onOutcomesLost ?? (() => undefined),
  );
  return {
    engine,
    ...all,
    sources,
    caches,
    transaction: (work) => runTransaction(db, (handle) => work(tables(handle, engine))),
    async close() {
      await sources.settle();
      await db.destroy();
    },
  };
}

function openDialect(engine: Engine, address: string, schema: string | undefined): Dialect {
  if (engine === "postgres") return postgresDialect(address, schema);
  try {
    return sqliteDialect(address);
  } catch (error) {
    const reason = describeError(error);
    throw new ConfigError([`LEAKWATCH_DATABASE_URL: ${address} cannot be opened: ${reason}`]);
  }
}

function tables(db: Handle, engine: Engine): Tables {
  return {
    sources: sourceTable(db, engine),
    days: dayTable(db),
    posts: postTable(db),
    listings: listingTable(db, engine),
    incidents: incidentTable(db),
    prices: priceTable(db),
    watches: watchTable(db, engine),
    deliveries: deliveryTable(db),
    channels: channelTable(db),
    routing: routingTable(db),
    mutes: muteTable(db),
    statistics: statisticsTable(db),
  };
}
