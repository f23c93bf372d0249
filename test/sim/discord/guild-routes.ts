import { param, type Call, type Parts, type Route } from "./route.ts";
import { toChannel, toGuild, toMember, toRole } from "./wire.ts";

/** Guilds and their channels, as far as they are only read. */
export function makeGuildRoutes({ world }: Parts): readonly Route[] {
  const guildOf = ({ params }: Call) => world.guild(param(params, "guild_id"));
  return [
    {
      method: "GET",
      path: "/guilds/{guild_id}",
      handle: (call) => ({ body: toGuild(guildOf(call), world) }),
    },
    {
      method: "GET",
      path: "/guilds/{guild_id}/channels",
      handle: (call) => ({ body: guildOf(call).channels.map((channel) => toChannel(channel, world)) }),
    },
    {
      method: "GET",
      path: "/guilds/{guild_id}/roles",
      handle: (call) => ({ body: guildOf(call).roles.map(toRole) }),
    },
    {
      method: "GET",
      path: "/guilds/{guild_id}/members/{user_id}",
      handle: (call) => ({ body: toMember(param(call.params, "user_id"), guildOf(call), world) }),
    },
    {
      method: "GET",
      path: "/channels/{channel_id}",
      handle: ({ params }) => {
        const channel = world.channel(param(params, "channel_id"));
        world.requirePermissions(channel);
        return { body: toChannel(channel, world) };
      },
    },
  ];
}
