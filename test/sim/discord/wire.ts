import { threadTypes, type SimChannel, type SimGuild, type World } from "./world.ts";
import { PermissionFlagsBits } from "discord.js";
import type { EmbedBody } from "./message-body.ts";
import type { SimAttachment, SimMessage } from "./message.ts";

/** A JSON object on its way to the client. */
export type Json = Readonly<Record<string, unknown>>;

const allPermissions = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** A user object; names are made of the id. */
export function toUser(id: string, world: World): Json {
  const isBot = id === world.applicationId;
  const name = isBot ? "bot" : `user${id}`;
  return {
    id,
    username: name,
    global_name: isBot ? null : name,
    discriminator: "0",
    avatar: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    bot: isBot,
  };
}

/** A guild member; `permissions` only where an interaction brings them along. */
export function toMember(userId: string, guild: SimGuild, world: World, permissions?: bigint): Json {
  return {
    user: toUser(userId, world),
    nick: null,
    avatar: null,
    banner: null,
    roles: userId === world.applicationId ? [guild.botRoleId] : [],
    joined_at: "2024-01-01T00:00:00.000Z",
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
    ...(permissions === undefined ? {} : { permissions: permissions.toString() }),
  };
}

/** A channel or thread object. */
export function toChannel(channel: SimChannel, world: World): Json {
  const base = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
  };
  if (threadTypes.includes(channel.type))
    return {
      ...base,
      owner_id: world.applicationId,
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
      thread_metadata: {
        archived: false,
        auto_archive_duration: 1440,
        archive_timestamp: "2024-01-01T00:00:00.000Z",
        locked: false,
      },
    };
  return {
    ...base,
    position: 0,
    nsfw: false,
    topic: null,
    permission_overwrites: toOverwrites(channel, world),
  };
}

function toOverwrites(channel: SimChannel, world: World): readonly Json[] {
  if (channel.botPermissions === null) return [];
  const allow = channel.botPermissions;
  const deny = allPermissions & ~allow;
  return [{ id: world.applicationId, type: 1, allow: allow.toString(), deny: deny.toString() }];
}

/** A role object; the bot's own is the second of its guild. */
export function toRole(role: SimGuild["roles"][number], position: number): Json {
  return {
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: role.permissions.toString(),
    managed: position === 1,
    mentionable: role.mentionable,
    flags: 0,
  };
}

/** The whole guild as GUILD_CREATE brings it. */
export function toGuild(guild: SimGuild, world: World): Json {
  const isThread = (channel: SimChannel): boolean => threadTypes.includes(channel.type);
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    features: [],
    emojis: [],
    stickers: [],
    roles: guild.roles.map(toRole),
    channels: guild.channels
      .filter((channel) => !isThread(channel))
      .map((channel) => toChannel(channel, world)),
    threads: guild.channels.filter(isThread).map((channel) => toChannel(channel, world)),
    members: [toMember(world.applicationId, guild, world)],
    member_count: 2,
    joined_at: "2024-01-01T00:00:00.000Z",
    large: false,
    unavailable: false,
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    max_members: 500_000,
    mfa_level: 0,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    premium_subscription_count: 0,
    premium_tier: 0,
    public_updates_channel_id: null,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    system_channel_flags: 0,
    system_channel_id: null,
    vanity_url_code: null,
    verification_level: 0,
  };
}

/** An attachment object: all but its bytes. */
export function toAttachment({ content, ...attachment }: SimAttachment): Json & { readonly id: string } {
  return { ...attachment, size: content.length };
}

function toEmbed(embed: EmbedBody): Json {
  const fields = embed.fields?.map((field) => ({ ...field, inline: field.inline ?? false }));
  return { type: "rich", ...embed, ...(fields ? { fields } : {}) };
}

/** A message object; the nonce is told only to whoever just sent it. */
export function toMessage(
  message: SimMessage,
  world: World,
  options: { readonly withNonce?: boolean } = {},
): Json {
  const { interaction, reference } = message;
  return {
    id: message.id,
    channel_id: message.channelId,
    author: toUser(message.authorId, world),
    type: reference ? 19 : interaction ? 20 : 0,
    content: message.content,
    embeds: message.embeds.map(toEmbed),
    components: message.components,
    attachments: message.attachments.map(toAttachment),
    mentions: message.pings.users.map((id) => toUser(id, world)),
    mention_roles: message.pings.roles,
    mention_everyone: message.pings.everyone,
    timestamp: message.createdAt.toISOString(),
    edited_timestamp: message.editedAt?.toISOString() ?? null,
    flags: message.flags,
    pinned: false,
    tts: false,
    ...(options.withNonce && message.nonce !== null ? { nonce: message.nonce } : {}),
    ...(reference
      ? {
          message_reference: {
            type: 0,
            guild_id: message.guildId,
            channel_id: message.channelId,
            message_id: reference,
          },
        }
      : {}),
    ...(interaction
      ? {
          webhook_id: world.applicationId,
          application_id: world.applicationId,
          interaction_metadata: {
            id: interaction.id,
            type: 2,
            user: toUser(interaction.userId, world),
            authorizing_integration_owners: { "0": message.guildId },
          },
        }
      : {}),
  };
}

/** What somebody may do of whom a test says nothing else. */
export const administrator = allPermissions;
