import { PostgresDialect } from "kysely";
import { Pool, types } from "pg";

/**
 * Kysely's PostgreSQL dialect over `pg`.
 *
 * @param schema - schema that holds the tables; default: the connection's own
 */
export function postgresDialect(url: string, schema?: string): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: 5,
    connectionTimeoutMillis: 10_000,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
    types: {
      // Times and counters are far below 2^53; as strings they would compare wrongly.
      getTypeParser: (oid, format) =>
        oid === types.builtins.INT8 ? (text: string) => Number(text) : types.getTypeParser(oid, format),
    },
  });
  // An idle connection that breaks is replaced by the next query; without a listener it ends the process.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool });
}
