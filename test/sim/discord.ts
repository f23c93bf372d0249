import type { PermissionsString } from "discord.js";
import { Changes } from "./discord/changes.ts";
import type { RegisteredCommand } from "./discord/command-definition.ts";
import { Commands } from "./discord/commands.ts";
import { Failures, type Failure, type OrderedFailure, type RequestMatcher } from "./discord/failures.ts";
import { Gateway, type Identify } from "./discord/gateway.ts";
import { Inspector } from "./discord/inspector.ts";
import { Interactions } from "./discord/interactions.ts";
import type { SimMessage } from "./discord/message.ts";
import { MessageStore, snapshot, type SimEdit } from "./discord/message-store.ts";
import { People } from "./discord/people.ts";
import type { RateLimits } from "./discord/rate-limits.ts";
import type { SimRequest } from "./discord/request.ts";
import { makeRoutes } from "./discord/routes.ts";
import { RestServer } from "./discord/server.ts";
import { createSnowflakes } from "./discord/snowflake.ts";
import { Uploads } from "./discord/uploads.ts";
import { toChannel, toGuild, toUser } from "./discord/wire.ts";
import {
  bits,
  World,
  type ChannelOptions,
  type GuildOptions,
  type SimChannel,
  type SimGuild,
} from "./discord/world.ts";

/** How the simulated Discord differs from the ordinary; all of it may be left out. */
export interface DiscordOptions {
  /** Default: none; `true` takes Discord's own pace. */
  readonly rateLimits?: RateLimits | true;
  /** How long a nonce is remembered. Default: 180,000. */
  readonly nonceWindowMs?: number;
  /** How long an interaction waits for its first answer. Default: 3,000, as Discord's. */
  readonly answerWithinMs?: number;
  /** Default: 41,250. */
  readonly heartbeatMs?: number;
  /** Privileged intents the application may ask for; asking for others closes with 4014. Default: none. */
  readonly allowedIntents?: number;
  /** How often a client may still identify. Default: 1,000. */
  readonly sessionStarts?: number;
  /** Clock of ids, times and nonces, in epoch ms. Default: the real one. */
  readonly now?: () => number;
}

/**
 * A Discord on 127.0.0.1: REST and gateway, its rules and limits, and the people who use it.
 *
 * What it shows (`messages`, `requests`, …) is what Discord would hold at that moment.
 */
export interface SimDiscord extends Pick<People, "type" | "complete" | "press" | "select" | "submit"> {
  /** What `DISCORD_API_URL` takes: `http://127.0.0.1:12345/api`. */
  readonly apiUrl: string;
  /** The one token that is let in. */
  readonly token: string;
  /** Id of the application and of its bot user. */
  readonly applicationId: string;
  /** Adds a guild; clients that are connected learn of it at once. */
  addGuild(options?: GuildOptions): SimGuild;
  /** Throws the bot out of a guild; requests about its channels get 50001. */
  removeGuild(guildId: string): void;
  addChannel(guildId: string, options: ChannelOptions): SimChannel;
  /** Deletes a channel with its messages; requests about it get 10003. */
  deleteChannel(channelId: string): void;
  /** Says what the bot may do in a channel; null: what its role allows. */
  setPermissions(channelId: string, permissions: readonly PermissionsString[] | null): void;
  /** The public messages of a channel as they are now, oldest first. */
  messages(channelId: string): readonly SimMessage[];
  /** Deletes a message, as a moderator would. */
  deleteMessage(channelId: string, messageId: string): void;
  /** Writes a message, as another user would. */
  say(channelId: string, userId: string, content: string): SimMessage;
  /** Every edit of a message so far. */
  readonly edits: readonly SimEdit[];
  /** Every request so far, those that failed too. */
  readonly requests: readonly SimRequest[];
  /** What is registered, globally or in one guild. */
  commands(guildId?: string): readonly RegisteredCommand[];
  /** How often a list of commands was registered. */
  readonly registrations: number;
  /** Every identify of a client, with the intents it asked for. */
  readonly identifies: readonly Identify[];
  /** How many sessions were resumed. */
  readonly resumes: number;
  /** How many clients are connected to the gateway. */
  readonly connected: number;
  /** Makes requests fail. */
  fail(matcher: RequestMatcher, failure: Failure): OrderedFailure;
  /** Forgets all nonces, as Discord does after some minutes. */
  forgetNonces(): void;
  /** Closes every gateway connection with this code. */
  closeGateway(code: number): void;
  /** Cuts every connection, REST and gateway, and takes no new ones until called with false. */
  refuseConnections(refuse?: boolean): void;
  /** Waits until a condition holds; it is asked again after everything that happens here. */
  until(condition: () => boolean, what?: string, timeoutMs?: number): Promise<void>;
  /** Every breach of Discord's rules so far, a line each; a test may empty it. */
  readonly problems: string[];
  /** Throws where there are problems. */
  assertClean(): void;
  /** Ends everything, whatever is still connected. */
  close(): Promise<void>;
}

const token = "not-a-token";

/** Starts a Discord of one's own on a free port of 127.0.0.1. */
export async function startDiscord(options: DiscordOptions = {}): Promise<SimDiscord> {
  const now = options.now ?? (() => Date.now());
  const nextId = createSnowflakes(now);
  const world = new World(nextId);
  const inspector = new Inspector();
  const changes = new Changes();
  const messages = new MessageStore(world, nextId, now, options.nonceWindowMs ?? 180_000);
  const commands = new Commands(world.applicationId, nextId, inspector);
  const interactions = new Interactions(world, messages, inspector, now);
  let host = "";
  const uploads = new Uploads(nextId, () => `http://${host}`);
  const failures = new Failures();
  const gatewayUrl = (): string => `ws://${host}/gateway`;
  const routes = makeRoutes({
    world,
    messages,
    commands,
    interactions,
    inspector,
    uploads,
    gatewayUrl,
    sessionsLeft: () => Math.max(0, (options.sessionStarts ?? 1000) - gateway.identifies.length),
    dispatch: (event, data) => gateway.dispatch(event, data),
  });
  const rest = new RestServer({
    token,
    routes,
    failures,
    inspector,
    uploads,
    rateLimits: options.rateLimits === true ? {} : (options.rateLimits ?? null),
    now,
    onLostAnswer: ({ path }) => interactions.loseAnswer(path.split("/")[3] ?? ""),
    onChange: () => changes.notify(),
  });
  const gateway = new Gateway(rest.server, {
    token,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    allowedIntents: options.allowedIntents ?? 0,
    resumeUrl: gatewayUrl,
    ready: () => ({
      v: 10,
      user: { ...toUser(world.applicationId, world), verified: true, mfa_enabled: false, email: null },
      application: { id: world.applicationId, flags: 0 },
      guilds: world.guilds.map(({ id }) => ({ id, unavailable: true })),
    }),
    guilds: () => world.guilds.map((guild) => toGuild(guild, world)),
    onChange: () => changes.notify(),
  });
  const people = new People({
    world,
    commands,
    interactions,
    messages,
    uploads,
    changes,
    nextId,
    now,
    answerWithinMs: options.answerWithinMs ?? 3000,
    connected: () => gateway.connected,
    dispatch: (event, data) => gateway.dispatch(event, data),
  });
  host = `127.0.0.1:${await rest.listen()}`;
  return {
    apiUrl: `http://${host}/api`,
    token,
    applicationId: world.applicationId,
    addGuild: (guildOptions = {}) => {
      const guild = world.addGuild(guildOptions);
      gateway.dispatch("GUILD_CREATE", toGuild(guild, world));
      return guild;
    },
    removeGuild: (guildId) => {
      world.leaveGuild(guildId);
      gateway.dispatch("GUILD_DELETE", { id: guildId });
    },
    addChannel: (guildId, channelOptions) => {
      const channel = world.addChannel(guildId, channelOptions);
      gateway.dispatch("CHANNEL_CREATE", toChannel(channel, world));
      return channel;
    },
    deleteChannel: (channelId) => {
      const channel = world.removeChannel(channelId);
      messages.deleteChannel(channelId);
      gateway.dispatch("CHANNEL_DELETE", toChannel(channel, world));
    },
    setPermissions: (channelId, permissions) => {
      const channel = world.channel(channelId);
      channel.botPermissions = permissions && bits(permissions);
      gateway.dispatch("CHANNEL_UPDATE", toChannel(channel, world));
    },
    messages: (channelId) => messages.list(channelId).map(snapshot),
    deleteMessage: (channelId, messageId) => messages.delete(messages.get(channelId, messageId)),
    say: (channelId, authorId, content) =>
      snapshot(
        messages.create({ channel: world.channel(channelId), authorId, body: { content }, attachments: [] }),
      ),
    edits: messages.edits,
    requests: rest.requests,
    commands: (guildId) => commands.list(guildId),
    get registrations() {
      return commands.registrations;
    },
    identifies: gateway.identifies,
    get resumes() {
      return gateway.resumes;
    },
    get connected() {
      return gateway.connected;
    },
    type: (...typed) => people.type(...typed),
    complete: (...typed) => people.complete(...typed),
    press: (...pressed) => people.press(...pressed),
    select: (...selected) => people.select(...selected),
    submit: (...submitted) => people.submit(...submitted),
    fail: (matcher, failure) => failures.order(matcher, failure),
    forgetNonces: () => messages.forgetNonces(),
    closeGateway: (code) => gateway.close(code),
    refuseConnections: (refuse = true) => {
      rest.isRefusing = refuse;
      if (!refuse) return;
      gateway.terminate();
      rest.server.closeAllConnections();
    },
    until: (condition, what = "a condition", timeoutMs) => changes.until(condition, what, timeoutMs),
    problems: inspector.problems,
    assertClean: () => {
      if (inspector.problems.length > 0)
        throw new Error(`Discord's rules were broken:\n${inspector.problems.join("\n")}`);
    },
    close: async () => {
      changes.end();
      gateway.end();
      await rest.end();
    },
  };
}
