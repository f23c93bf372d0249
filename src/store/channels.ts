import type { Handle } from "./schema.ts";

/** What a server has a channel for. */
export type ChannelPurpose = "alerts" | "digest" | "health";

/** Which channel of a server takes what. */
export function channelTable(db: Handle) {
  return {
    async set(serverId: string, purpose: ChannelPurpose, channelId: string): Promise<void> {
      await db
        .insertInto("channels")
        .values({ server_id: serverId, purpose, channel_id: channelId })
        .onConflict((c) => c.columns(["server_id", "purpose"]).doUpdateSet({ channel_id: channelId }))
        .execute();
    },

    async ofServer(serverId: string): Promise<Partial<Record<ChannelPurpose, string>>> {
      const rows = await db.selectFrom("channels").selectAll().where("server_id", "=", serverId).execute();
      return Object.fromEntries(rows.map((row) => [row.purpose, row.channel_id]));
    },
  };
}
