import { type BaseMessageOptions, ChannelType, type Guild, type TextChannel } from "discord.js";
import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { findMissingPermissions } from "./command.ts";

/** Says how to begin, once, in a server that the bot was just added to; where it may post nowhere, it does not. */
export async function greet(guild: Guild, message: BaseMessageOptions, log: Log): Promise<void> {
  const channel = findChannel(guild);
  if (channel === undefined) return;
  try {
    await channel.send(message);
  } catch (error) {
    // Nothing is lost: `/help` says the same.
    log.info({ guildId: guild.id, error: describeError(error) }, "the greeting could not be posted");
  }
}

/** Where Discord itself greets newcomers, else the topmost channel that we may post in. */
function findChannel(guild: Guild): TextChannel | undefined {
  const channels = [...guild.channels.cache.values()]
    .filter((channel) => channel.type === ChannelType.GuildText)
    .toSorted((a, b) => a.rawPosition - b.rawPosition);
  const first = guild.systemChannel === null ? channels : [guild.systemChannel, ...channels];
  return first.find(({ client, id }) => findMissingPermissions(client, id).length === 0);
}
