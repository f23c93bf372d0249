import { UserError } from "../errors.ts";
import type { Watch } from "../model.ts";
import type { Engine } from "./migrations.ts";
import type { Handle, Schema } from "./schema.ts";

const revisionKey = "watch-revision";
// SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
const watchesPerStatement = 200;
const changeableColumns = [
  "name",
  "name_key",
  "aliases",
  "domains",
  "exclude",
  "require",
  "mode",
  "mentions",
  "channel_id",
  "role_id",
  "paused",
] as const satisfies (keyof Schema["watches"])[];

/** The watches of all servers, and the number that says whether somebody changed them. */
export function watchTable(db: Handle, engine: Engine) {
  /**
   * Raised with every change, in the same transaction: readers of an index see that it is out of date.
   *
   * Always before the change itself: of two changes on PostgreSQL one waits here, instead of each for the other.
   */
  async function raiseRevision(): Promise<number> {
    const row = await db
      .insertInto("facts")
      .values({ key: revisionKey, value: "1" })
      .onConflict((c) =>
        c.column("key").doUpdateSet((e) => ({
          value: e.cast<string>(e(e.cast<number>("facts.value", "integer"), "+", 1), "text"),
        })),
      )
      .returning("value")
      .executeTakeFirstOrThrow();
    return Number(row.value);
  }

  return {
    /**
     * Number of the newest change.
     * @param hold - in a transaction: until it has ended nobody changes a watch, and nobody else who holds it stores
     * anything. On SQLite that is so anyway; on PostgreSQL two visits could otherwise both open one incident.
     */
    async revision(hold = false): Promise<number> {
      if (hold && engine === "postgres") {
        // The row must be there to be held. SQLite has one writer at a time anyway.
        await db
          .insertInto("facts")
          .values({ key: revisionKey, value: "0" })
          .onConflict((c) => c.doNothing())
          .execute();
      }
      const query = db.selectFrom("facts").select("value").where("key", "=", revisionKey);
      const row = await (hold && engine === "postgres" ? query.forUpdate() : query).executeTakeFirst();
      return row === undefined ? 0 : Number(row.value);
    },

    async all(): Promise<Watch[]> {
      const rows = await db.selectFrom("watches").selectAll().orderBy("created_at").orderBy("id").execute();
      return rows.map(toWatch);
    },

    /**
     * Reads some of all servers' watches: many at once would hold everything else up.
     * @param after - id of the last one of the page before; null: the first page
     */
    async page(after: string | null, limit: number): Promise<Watch[]> {
      const query = db.selectFrom("watches").selectAll().orderBy("id").limit(limit);
      const rows = await (after === null ? query : query.where("id", ">", after)).execute();
      return rows.map(toWatch);
    },

    async ofServer(serverId: string): Promise<Watch[]> {
      const rows = await db
        .selectFrom("watches")
        .selectAll()
        .where("server_id", "=", serverId)
        .orderBy("name_key")
        .execute();
      return rows.map(toWatch);
    },

    async count(serverId: string): Promise<number> {
      const { n } = await db
        .selectFrom("watches")
        .select((e) => e.fn.countAll<number>().as("n"))
        .where("server_id", "=", serverId)
        .executeTakeFirstOrThrow();
      return n;
    },

    /** A server's watch by its id, else by its normalised name. */
    async find(serverId: string, id: string, nameKey: string): Promise<Watch | undefined> {
      const rows = await db
        .selectFrom("watches")
        .selectAll()
        .where("server_id", "=", serverId)
        .where((e) => e.or([e("id", "=", id), e("name_key", "=", nameKey)]))
        .execute();
      const found = rows.find((row) => row.id === id) ?? rows[0];
      return found === undefined ? undefined : toWatch(found);
    },

    /**
     * @param nameKey - normalised name, unique in its server
     * @returns the new revision
     * @throws `UserError` where the server watches that name already
     */
    async insert(watch: Watch, nameKey: string): Promise<number> {
      const revision = await raiseRevision();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("watches")
        .values(toRow(watch, nameKey))
        .onConflict((c) => c.doNothing())
        .executeTakeFirst();
      if ((numInsertedOrUpdatedRows ?? 0n) === 0n) throw alreadyWatched(watch.name);
      return revision;
    },

    async update(watch: Watch, nameKey: string): Promise<number> {
      const revision = await raiseRevision();
      const twin = await db
        .selectFrom("watches")
        .select("id")
        .where("server_id", "=", watch.serverId)
        .where("name_key", "=", nameKey)
        .where("id", "!=", watch.id)
        .executeTakeFirst();
      if (twin !== undefined) throw alreadyWatched(watch.name);
      await db.updateTable("watches").set(toRow(watch, nameKey)).where("id", "=", watch.id).execute();
      return revision;
    },

    /**
     * Stores many watches, new ones and changed ones; whoever calls it has made sure that no two names are the same.
     * @returns the new revision, one for all of them
     */
    async putAll(watches: readonly { readonly watch: Watch; readonly nameKey: string }[]): Promise<number> {
      const revision = await raiseRevision();
      for (let from = 0; from < watches.length; from += watchesPerStatement) {
        const rows = watches.slice(from, from + watchesPerStatement);
        await db
          .insertInto("watches")
          .values(rows.map(({ watch, nameKey }) => toRow(watch, nameKey)))
          .onConflict((c) =>
            c
              .column("id")
              .doUpdateSet((e) =>
                Object.fromEntries(changeableColumns.map((column) => [column, e.ref(`excluded.${column}`)])),
              ),
          )
          .execute();
        // SQLite answers at once: without a pause nothing else would happen until the last statement.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return revision;
    },

    /** @returns the new revision, one for all of them */
    async removeAll(serverId: string, ids: readonly string[]): Promise<number> {
      const revision = await raiseRevision();
      for (let from = 0; from < ids.length; from += watchesPerStatement) {
        const some = ids.slice(from, from + watchesPerStatement);
        await db.deleteFrom("watches").where("server_id", "=", serverId).where("id", "in", some).execute();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return revision;
    },

    async remove(serverId: string, id: string): Promise<number> {
      const revision = await raiseRevision();
      await db.deleteFrom("watches").where("server_id", "=", serverId).where("id", "=", id).execute();
      return revision;
    },
  };
}

function alreadyWatched(name: string): UserError {
  return new UserError(`“${name}” is watched already; change it (\`/watch edit\`) or remove it first.`);
}

function toRow(watch: Watch, nameKey: string): Schema["watches"] {
  return {
    id: watch.id,
    server_id: watch.serverId,
    name: watch.name,
    name_key: nameKey,
    aliases: JSON.stringify(watch.aliases),
    domains: JSON.stringify(watch.domains),
    exclude: JSON.stringify(watch.exclude),
    require: JSON.stringify(watch.require),
    mode: watch.mode,
    mentions: watch.mentions,
    channel_id: watch.channelId,
    added_in_channel_id: watch.addedInChannelId,
    role_id: watch.roleId,
    paused: watch.paused ? 1 : 0,
    created_by: watch.createdBy,
    created_at: watch.createdAt.getTime(),
  };
}

function toWatch(row: Schema["watches"]): Watch {
  const list = (text: string): string[] => JSON.parse(text) as string[];
  return {
    id: row.id,
    serverId: row.server_id,
    name: row.name,
    aliases: list(row.aliases),
    domains: list(row.domains),
    exclude: list(row.exclude),
    require: list(row.require),
    mode: row.mode,
    mentions: row.mentions,
    channelId: row.channel_id,
    addedInChannelId: row.added_in_channel_id,
    roleId: row.role_id,
    paused: row.paused === 1,
    createdBy: row.created_by,
    createdAt: new Date(row.created_at),
  };
}
