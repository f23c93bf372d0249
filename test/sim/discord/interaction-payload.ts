import type { SimMessage } from "./message.ts";
import type { ComponentBody } from "./message-body.ts";
import { permissionsOf, type PersonOptions } from "./person.ts";
import type { Interaction } from "./reply.ts";
import { toChannel, toMember, toMessage, type Json } from "./wire.ts";
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
    guild: { id: guildId, locale: guild.locale, features: [] },
    guild_id: guildId,
    guild_locale: guild.locale,
    channel: { ...toChannel(channel, world), permissions: permissionsOf(person).toString() },
    channel_id: channel.id,
    member: toMember(userId, guild, world, permissionsOf(person)),
    app_permissions: world.botPermissions(channel).toString(),
    locale: person.locale ?? "en-US",
    entitlements: [],
    authorizing_integration_owners: owners,
    context: 0,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(source ? { message: toMessage(source, world) } : {}),
  };
}

/** The dialogue's fields as they come back: the same rows, with values. */
export function fillIn(
  components: readonly ComponentBody[],
  fields: Readonly<Record<string, string>>,
): readonly Json[] {
  return components.map((component) => ({
    type: component.type,
    id: component.id ?? 0,
    ...(component.custom_id
      ? { custom_id: component.custom_id, value: fields[component.custom_id] ?? "" }
      : {}),
    ...(component.components ? { components: fillIn(component.components, fields) } : {}),
    ...(component.component ? { component: fillIn([component.component], fields)[0] } : {}),
  }));
}
