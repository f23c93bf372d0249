import type { SimMessage } from "./message.ts";
import { permissionsOf, type PersonOptions } from "./person.ts";
import type { Interaction } from "./reply.ts";
import { toChannel, toMember, toMessage, toUser, type Json } from "./wire.ts";
import type { World } from "./world.ts";

/** What somebody did, before it becomes an interaction. */
export interface Sender {
  readonly type: number;
  readonly guildId: string;
  readonly channelId: string;
  readonly userId: string;
  readonly data: Json;
  readonly source?: SimMessage;
  readonly person: PersonOptions;
  /** For error messages: `/watch add`. */
  readonly what: string;
}

const groupConversation = 3;

/** Makes the data of an INTERACTION_CREATE. */
export function toInteractionPayload(
  interaction: Interaction,
  { guildId, userId, data, source, person }: Sender,
  world: World,
): Json {
  const guild = world.guild(guildId);
  const channel = world.channel(interaction.channelId);
  const owners = person.install === "user" ? { "1": userId } : { "0": guildId };
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    ...(person.where === "private"
      ? {
          channel: { id: channel.id, type: groupConversation, last_message_id: null, flags: 0 },
          user: toUser(userId, world),
          context: 2,
        }
      : {
          guild: { id: guildId, locale: guild.locale, features: [] },
          guild_id: guildId,
          guild_locale: guild.locale,
          channel: { ...toChannel(channel, world), permissions: permissionsOf(person).toString() },
          member: toMember(userId, guild, world, permissionsOf(person)),
          context: 0,
        }),
    channel_id: channel.id,
    app_permissions: world.botPermissions(channel).toString(),
    locale: person.locale ?? "en-US",
    entitlements: [],
    authorizing_integration_owners: owners,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(source ? { message: toMessage(source, world) } : {}),
  };
}
