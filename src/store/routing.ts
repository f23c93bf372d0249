import type { DigestTimes, ListingKind, QuietHours, Route, ServerRouting, Severity } from "../model.ts";
import { channelTable } from "./channels.ts";
import { muteTable } from "./mutes.ts";
import type { Handle, Schema } from "./schema.ts";

const morning = 8 * 60;
const unset: Omit<Schema["alert_times"], "server_id"> = {
  time_zone: "UTC",
  quiet_from: null,
  quiet_to: null,
  digest_every: "off",
  digest_at: morning,
  digest_until: null,
};

/** Where each server's alerts go and when. */
export function routingTable(db: Handle) {
  const times = async (serverId: string): Promise<Omit<Schema["alert_times"], "server_id">> =>
    (await db.selectFrom("alert_times").selectAll().where("server_id", "=", serverId).executeTakeFirst()) ??
    unset;

  const setTimes = async (
    serverId: string,
    change: Partial<Omit<Schema["alert_times"], "server_id">>,
  ): Promise<void> => {
    await db
      .insertInto("alert_times")
      .values({ server_id: serverId, ...unset, ...change })
      .onConflict((c) => c.column("server_id").doUpdateSet(change))
      .execute();
  };

  return {
    /** Everything that a server has set, as it is at this moment. */
    async ofServer(serverId: string, now: Date): Promise<ServerRouting> {
      const routes = await db.selectFrom("routes").selectAll().where("server_id", "=", serverId).execute();
      const roles = await db
        .selectFrom("severity_roles")
        .selectAll()
        .where("server_id", "=", serverId)
        .execute();
      const set = await times(serverId);
      return {
        channels: await channelTable(db).ofServer(serverId),
        routes: routes.map((row) => ({
          severity: row.severity === "" ? null : row.severity,
          kind: row.kind === "" ? null : row.kind,
          channelId: row.channel_id,
        })),
        roles: roles.map((row) => ({ roleId: row.role_id, severity: row.severity })),
        timeZone: set.time_zone,
        quiet:
          set.quiet_from === null || set.quiet_to === null
            ? null
            : { from: set.quiet_from, to: set.quiet_to },
        digest: { every: set.digest_every, at: set.digest_at },
        mutes: await muteTable(db).ofServer(serverId, now),
      };
    },

    /** @param channelId - null: that part goes where the others go again */
    async setRoute(serverId: string, { severity, kind }: Omit<Route, "channelId">, channelId: string | null) {
      const key: { severity: Severity | ""; kind: ListingKind | "" } = {
        severity: severity ?? "",
        kind: kind ?? "",
      };
      if (channelId === null) {
        await db
          .deleteFrom("routes")
          .where("server_id", "=", serverId)
          .where("severity", "=", key.severity)
          .where("kind", "=", key.kind)
          .execute();
        return;
      }
      await db
        .insertInto("routes")
        .values({ server_id: serverId, ...key, channel_id: channelId })
        .onConflict((c) =>
          c.columns(["server_id", "severity", "kind"]).doUpdateSet({ channel_id: channelId }),
        )
        .execute();
    },

    /** Replaces the roles that are mentioned, one a severity. */
    async setRoles(serverId: string, roles: ServerRouting["roles"]): Promise<void> {
      await db.deleteFrom("severity_roles").where("server_id", "=", serverId).execute();
      if (roles.length === 0) return;
      await db
        .insertInto("severity_roles")
        .values(roles.map(({ roleId, severity }) => ({ server_id: serverId, severity, role_id: roleId })))
        .execute();
    },

    async setQuiet(serverId: string, quiet: QuietHours | null, timeZone: string): Promise<void> {
      await setTimes(serverId, {
        quiet_from: quiet?.from ?? null,
        quiet_to: quiet?.to ?? null,
        time_zone: timeZone,
      });
    },

    /** @param now - what was found before is no part of the first digest */
    async setDigest(serverId: string, { every, at }: DigestTimes, now: Date): Promise<void> {
      const { digest_every: before } = await times(serverId);
      const isNew = before === "off" && every !== "off";
      await setTimes(serverId, {
        digest_every: every,
        digest_at: at,
        ...(isNew ? { digest_until: now.getTime() } : {}),
      });
    },

    /** The servers that want a digest, and until when they have been told. */
    async digests(): Promise<{ serverId: string; timeZone: string; digest: DigestTimes; toldUntil: Date }[]> {
      const rows = await db
        .selectFrom("alert_times")
        .selectAll()
        .where("digest_every", "!=", "off")
        .execute();
      return rows.map((row) => ({
        serverId: row.server_id,
        timeZone: row.time_zone,
        digest: { every: row.digest_every, at: row.digest_at },
        toldUntil: new Date(row.digest_until ?? 0),
      }));
    },

    /**
     * Says that a server has been told everything found before `until`.
     * @returns false where somebody else has told it meanwhile
     */
    async tellUntil(serverId: string, before: Date, until: Date): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("alert_times")
        .set({ digest_until: until.getTime() })
        .where("server_id", "=", serverId)
        .where((e) => e.or([e("digest_until", "=", before.getTime()), e("digest_until", "is", null)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
