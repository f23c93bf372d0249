import { Keyv, keyvStorageCapability, type KeyvStorageAdapter } from "keyv";
import type { Engine } from "./migrations.ts";
import type { Handle } from "./schema.ts";
import { placeholders, run } from "./statement.ts";

/** The caches; whatever is in them may vanish at any moment, and nothing is lost by it. */
export const cacheNamespaces = ["validators", "filters", "state", "rates"] as const;
export type CacheNamespace = (typeof cacheNamespaces)[number];

/**
 * Opens one cache: keyv over the application's own database.
 *
 * A failing cache answers `undefined` and tells `onError`: a cache must never stop a visit.
 */
export function openCache(
  db: Handle,
  engine: Engine,
  namespace: CacheNamespace,
  onError: (error: unknown) => void,
): Keyv {
  // One adapter object a namespace: keyv writes its namespace into the adapter it is given.
  const cache = new Keyv({ store: adapter(db, engine, namespace), namespace });
  cache.on("error", onError);
  return cache;
}

/** What keyv calls of an adapter; events are for adapters with a connection of their own. */
type Adapter = Pick<
  KeyvStorageAdapter,
  "namespace" | "get" | "getMany" | "has" | "hasMany" | "set" | "setMany" | "delete" | "deleteMany" | "clear"
>;

function adapter(
  db: Handle,
  engine: Engine,
  namespace: string,
): Adapter & Pick<KeyvStorageAdapter, "capabilities"> {
  const read = gather(async (keys) => {
    if (keys.length === 0) return new Map();
    const text =
      `select key, value from cache where namespace = ? and key in (${placeholders(keys)}) ` +
      "and (expires_at is null or expires_at > ?)";
    const parameters = [namespace, ...keys, Date.now()];
    const { rows } = await run<{ key: string; value: string }>(db, engine, text, parameters);
    return new Map(rows.map((row) => [row.key, row.value]));
  });
  const remove = async (keys: readonly string[]): Promise<boolean[]> => {
    if (keys.length === 0) return [];
    const rows = await db
      .deleteFrom("cache")
      .where("namespace", "=", namespace)
      .where("key", "in", [...keys])
      .returning("key")
      .execute();
    const removed = new Set(rows.map((row) => row.key));
    return keys.map((key) => removed.has(key));
  };
  const set = async (key: string, value: unknown, expires?: number): Promise<boolean> => {
    const row = { value: String(value), expires_at: expires ?? null };
    await db
      .insertInto("cache")
      .values({ namespace, key, ...row })
      .onConflict((c) => c.columns(["namespace", "key"]).doUpdateSet(row))
      .execute();
    return true;
  };
  const store: Adapter = {
    namespace,
    get: async (key) => (await read([key])).get(key),
    getMany: async <Value>(keys: string[]) => {
      const found = await read(keys);
      return keys.map((key) => found.get(key) as Value | undefined);
    },
    has: async (key) => (await read([key])).has(key),
    hasMany: async (keys) => {
      const found = await read(keys);
      return keys.map((key) => found.has(key));
    },
    set,
    setMany: (entries) => Promise.all(entries.map((entry) => set(entry.key, entry.value, entry.expires))),
    delete: async (key) => (await remove([key]))[0] ?? false,
    deleteMany: remove,
    clear: async () => {
      await db.deleteFrom("cache").where("namespace", "=", namespace).execute();
    },
  };
  return { ...store, capabilities: keyvStorageCapability(store) };
}

/** Asks once for what is asked for at the same time: visits that begin together want the like of each other. */
function gather(
  read: (keys: readonly string[]) => Promise<Map<string, string>>,
): (keys: readonly string[]) => Promise<Map<string, string>> {
  const wanted = new Set<string>();
  let answer: Promise<Map<string, string>> | null = null;
  return (keys) => {
    for (const key of keys) wanted.add(key);
    answer ??= Promise.resolve().then(() => {
      const all = [...wanted];
      wanted.clear();
      answer = null;
      return read(all);
    });
    return answer;
  };
}
