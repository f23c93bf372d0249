import { type DatabaseIntrospector, type Kysely, PostgresDialect, sql } from "kysely";
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
  return new OwnSchemaDialect({ pool });
}

/**
 * Looks at the connection's own schema alone when it asks which tables there are.
 *
 * Kysely's own dialect reads every schema, takes the migration tables of another for its own, and fails where one
 * is dropped meanwhile: others may share the database.
 */
class OwnSchemaDialect extends PostgresDialect {
  override createIntrospector<T>(db: Kysely<T>): DatabaseIntrospector {
    const getTables: DatabaseIntrospector["getTables"] = async () => {
      const found = await sql<{ schema: string; name: string }>`
        select schemaname as schema, tablename as name from pg_tables where schemaname = current_schema()`.execute(
        db,
      );
      return found.rows.map((table) => ({ ...table, isView: false, isForeign: false, columns: [] }));
    };
    return {
      getTables,
      getSchemas: async () => (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows,
    };
  }
}
