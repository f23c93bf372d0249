import type { Mute } from "../model.ts";
import { deriveId } from "./ids.ts";
import type { Handle, Schema } from "./schema.ts";

/** Of what each server wants to hear nothing, and how long. */
export function muteTable(db: Handle) {
  const find = async (serverId: string, id: string): Promise<Mute | undefined> => {
    const row = await db
      .selectFrom("mutes")
      .selectAll()
      .where("server_id", "=", serverId)
      .where("id", "=", id)
      .executeTakeFirst();
    return row === undefined ? undefined : toMute(row);
  };
  return {
    find,

    /** Those that have not ended. */
    async ofServer(serverId: string, now: Date): Promise<Mute[]> {
      const rows = await db
        .selectFrom("mutes")
        .selectAll()
        .where("server_id", "=", serverId)
        .where("until", ">", now.getTime())
        .orderBy("until")
        .execute();
      return rows.map(toMute);
    },

    /**
     * Mutes something, or lets its mute end at another time.
     * @returns the mute, and when it would have ended before; null where there was none
     */
    async put(wanted: Omit<Mute, "id">): Promise<{ mute: Mute; before: Date | null }> {
      const id = deriveId("mute", wanted.serverId, wanted.subject, wanted.value);
      const before = await find(wanted.serverId, id);
      const { serverId: server_id, subject, value, name } = wanted;
      const until = wanted.until.getTime();
      await db
        .insertInto("mutes")
        .values({ id, server_id, subject, value, name, until })
        .onConflict((c) => c.column("id").doUpdateSet({ name, until }))
        .execute();
      return { mute: { ...wanted, id }, before: before?.until ?? null };
    },

    /** @returns false where there is no such mute in this server */
    async setUntil(serverId: string, id: string, until: Date): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("mutes")
        .set({ until: until.getTime() })
        .where("server_id", "=", serverId)
        .where("id", "=", id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

function toMute(row: Schema["mutes"]): Mute {
  return {
    id: row.id,
    serverId: row.server_id,
    subject: row.subject,
    value: row.value,
    name: row.name,
    until: new Date(row.until),
  };
}
