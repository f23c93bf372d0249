import { ApiError } from "./api-error.ts";
import { param, type Call, type Parts, type Route } from "./route.ts";

/** Application commands, global ones and those of a guild. */
export function makeCommandRoutes({ world, commands }: Parts): readonly Route[] {
  const global = "/applications/{application_id}/commands";
  const ofGuild = "/applications/{application_id}/guilds/{guild_id}/commands";
  return [global, ofGuild].flatMap((path): readonly Route[] => {
    const guildId = ({ params }: Call): string | undefined => {
      if (params["application_id"] !== world.applicationId) throw new ApiError(50001);
      return params["guild_id"] === undefined ? undefined : world.guild(params["guild_id"]).id;
    };
    return [
      { method: "GET", path, handle: (call) => ({ body: commands.list(guildId(call)) }) },
      {
        method: "PUT",
        path,
        handle: (call) => ({ body: commands.replace(call.where, call.body, guildId(call)) }),
      },
      {
        method: "DELETE",
        path: `${path}/{command_id}`,
        handle: (call) => {
          commands.remove(param(call.params, "command_id"), guildId(call));
          return {};
        },
      },
    ];
  });
}
