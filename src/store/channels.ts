import type { Handle } from "./schema.ts";

/** What a server has a channel for. */
export type ChannelPurpose = "alerts" | "digest" | "health";

/** Which channel of a server takes what. */
export function channelTable(db: Handle) {
  return {
    /** @param channelId - null: none */
    async set(serverId: string, purpose: ChannelPurpose, channelId: string | null): Promise<void> {
      if (channelId === null) {
        await db
          .deleteFrom("channels")
          .where("server_id", "=", serverId)
          .where("purpose", "=", purpose)
          .execute();
        return;
      }
      await db
        .insertInto("channels")
        .values({ server_id: serverId, purpose, channel_id: channelId })
        .onConflict((c) => c.columns(["server_id", "purpose"]).doUpdateSet({ channel_id: channelId }))
        .execute();
    },

    /** The channels of all servers that have one for this. */
    async ofPurpose(purpose: ChannelPurpose): Promise<{ serverId: string; channelId: string }[]> {
      const rows = await db
        .selectFrom("channels")
        .selectAll()
        .where("purpose", "=", purpose)
        .orderBy("server_id")
        .execute();
      return rows.map((row) => ({ serverId: row.server_id, channelId: row.channel_id }));
    },

    async ofServer(serverId: string): Promise<Partial<Record<ChannelPurpose, string>>> {
      const rows = await db.selectFrom("channels").selectAll().where("server_id", "=", serverId).execute();
      return Object.fromEntries(rows.map((row) => [row.purpose, row.channel_id]));
    },
  };
}
