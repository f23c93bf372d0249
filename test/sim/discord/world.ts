import { PermissionFlagsBits, type PermissionsString } from "discord.js";
import { ApiError } from "./api-error.ts";
import { isSnowflake } from "./snowflake.ts";

/** What a test says about a guild; everything left out is invented. */
export interface GuildOptions {
  readonly id?: string;
  readonly name?: string;
  /** Default: `en-US`. */
  readonly locale?: string;
  readonly channels?: readonly ChannelOptions[];
  readonly roles?: readonly { readonly id?: string; readonly name: string; readonly mentionable?: boolean }[];
}

/** What a test says about a channel. `type` is Discord's number; default: 0, a text channel. */
export interface ChannelOptions {
  readonly id?: string;
  readonly name: string;
  readonly type?: number;
}

/** A channel or thread as the simulator keeps it. */
export interface SimChannel {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  readonly type: number;
  /** Channel that a thread belongs to. */
  readonly parentId: string | null;
  /** What the bot may do there; null: what its role allows. */
  botPermissions: bigint | null;
}

interface SimRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly mentionable: boolean;
}

/** A guild as the simulator keeps it. */
export interface SimGuild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly ownerId: string;
  readonly roles: readonly SimRole[];
  readonly botRoleId: string;
  /** Threads too. */
  readonly channels: readonly SimChannel[];
  /** Id of the channel of that name. Throws where there is none. */
  channelId(name: string): string;
  /** Id of the role of that name. Throws where there is none. */
  roleId(name: string): string;
}

interface KeptGuild extends SimGuild {
  readonly channels: SimChannel[];
}

/** Forum channels hold threads, not messages. */
export const forumTypes: readonly number[] = [15, 16];
/** Threads take their permissions from the channel they belong to. */
export const threadTypes: readonly number[] = [10, 11, 12];

const everyone = bits(["ViewChannel", "SendMessages", "ReadMessageHistory", "UseApplicationCommands"]);
const ofTheBot = bits([
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePublicThreads",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
]);

/** Makes one number of permissions' names. */
export function bits(names: readonly PermissionsString[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

/** Everything that exists on the simulated Discord besides messages: guilds, channels, roles, users. */
export class World {
  readonly applicationId: string;
  readonly #guilds = new Map<string, KeptGuild>();
  readonly #channels = new Map<string, SimChannel>();
  readonly #nextId: () => string;

  constructor(nextId: () => string) {
    this.#nextId = nextId;
    this.applicationId = nextId();
  }

  addGuild(options: GuildOptions): SimGuild {
    const id = this.#checkedId(options.id);
    if (this.#guilds.has(id)) throw new Error(`there is a guild ${id} already`);
    const botRoleId = this.#nextId();
    const roles: SimRole[] = [
      { id, name: "@everyone", permissions: everyone, mentionable: false },
      { id: botRoleId, name: "bot", permissions: ofTheBot, mentionable: false },
      ...(options.roles ?? []).map((role) => ({
        id: this.#checkedId(role.id),
        name: role.name,
        permissions: 0n,
        mentionable: role.mentionable ?? false,
      })),
    ];
    const channels = (options.channels ?? [{ name: "general" }]).map((channel) =>
      this.#makeChannel(id, channel, null),
    );
    const guild: KeptGuild = {
      id,
      name: options.name ?? `guild ${id}`,
      locale: options.locale ?? "en-US",
      ownerId: this.#nextId(),
      roles,
      botRoleId,
      channels,
      channelId: (name) => findNamed(guild.channels, name, "channel"),
      roleId: (name) => findNamed(roles, name, "role"),
    };
    this.#guilds.set(id, guild);
    return guild;
  }

  addChannel(guildId: string, options: ChannelOptions, parentId: string | null = null): SimChannel {
    const guild = this.guild(guildId);
    const channel = this.#makeChannel(guildId, options, parentId);
    guild.channels.push(channel);
    return channel;
  }

  removeChannel(id: string): SimChannel {
    const channel = this.channel(id);
    const { channels } = this.guild(channel.guildId);
    for (const gone of channels.filter((other) => other.id === id || other.parentId === id)) {
      this.#channels.delete(gone.id);
      channels.splice(channels.indexOf(gone), 1);
    }
    return channel;
  }

  /** Those that the bot is in. */
  get guilds(): readonly SimGuild[] {
    return [...this.#guilds.values()];
  }

  /** Throws the bot out: its channels answer 50001 from now on. */
  leaveGuild(id: string): void {
    for (const channel of this.guild(id).channels) channel.botPermissions = 0n;
    this.#guilds.delete(id);
  }

  /** @throws {@link ApiError} 10004 */
  guild(id: string): KeptGuild {
    const guild = this.#guilds.get(id);
    if (!guild) throw new ApiError(10004);
    return guild;
  }

  /** @throws {@link ApiError} 10003 */
  channel(id: string): SimChannel {
    const channel = this.#channels.get(id);
    if (!channel) throw new ApiError(10003);
    return channel;
  }

  /** What the bot may do in a channel; a thread's rights are its channel's. */
  botPermissions(channel: SimChannel): bigint {
    const parent = channel.parentId === null ? undefined : this.#channels.get(channel.parentId);
    return channel.botPermissions ?? parent?.botPermissions ?? everyone | ofTheBot;
  }

  /** Whether the bot may do this in a channel. */
  holds(channel: SimChannel, name: PermissionsString): boolean {
    return (this.botPermissions(channel) & PermissionFlagsBits[name]) !== 0n;
  }

  /** @throws {@link ApiError} 50001 where the bot cannot see the channel, 50013 where it lacks something else */
  requirePermissions(channel: SimChannel, ...names: readonly PermissionsString[]): void {
    if (!this.holds(channel, "ViewChannel")) throw new ApiError(50001);
    if (!names.every((name) => this.holds(channel, name))) throw new ApiError(50013);
  }

  #makeChannel(guildId: string, options: ChannelOptions, parentId: string | null): SimChannel {
    const id = this.#checkedId(options.id);
    if (this.#channels.has(id)) throw new Error(`there is a channel ${id} already`);
    const channel = {
      id,
      guildId,
      name: options.name,
      type: options.type ?? 0,
      parentId,
      botPermissions: null,
    };
    this.#channels.set(id, channel);
    return channel;
  }

  #checkedId(id: string | undefined): string {
    if (id !== undefined && !isSnowflake(id)) throw new Error(`an id is digits, not ${JSON.stringify(id)}`);
    return id ?? this.#nextId();
  }
}

function findNamed(
  list: readonly { readonly id: string; readonly name: string }[],
  name: string,
  kind: string,
): string {
  const found = list.find((item) => item.name === name);
  if (!found) throw new Error(`no ${kind} is named ${name}`);
  return found.id;
}
