import {
  Client,
  Events,
  GatewayIntentBits,
  type Guild,
  type Interaction,
  Options,
  type RESTOptions,
  Status,
} from "discord.js";
import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";

/** What a client is made of. */
export interface ClientOptions {
  readonly rest: Partial<RESTOptions>;
  readonly log: Log;
  /** Takes what people type and press; null: they are answered elsewhere. */
  readonly onInteraction: ((interaction: Interaction) => void) | null;
  /** Called where the bot was added to a server just now. */
  readonly onJoin?: ((guild: Guild) => void) | undefined;
  /** Called with the code where Discord has closed the connection for good. */
  readonly onFinalClose: (code: number) => void;
}

/** Makes a client that is not connected yet; it is good for one login, since a failed one destroys it. */
export function createClient({ rest, log, onInteraction, onJoin, onFinalClose }: ClientOptions): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest,
    shards: "auto",
    // Interactions wait until every server has come in, and expire after 3 s.
    waitGuildTimeout: 1000,
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
  });
  if (onInteraction !== null) client.on(Events.InteractionCreate, onInteraction);
  client.on(Events.ShardDisconnect, ({ code }) => onFinalClose(code));
  // Told once an outage: discord.js tries again twice a second.
  const lost = new Set<number>();
  client.on(Events.ShardReconnecting, (shard) => {
    log[lost.has(shard) ? "debug" : "info"]({ shard }, "connection to Discord lost; reconnecting");
    lost.add(shard);
  });
  const tellBack = (shard: number): void => {
    if (lost.delete(shard)) log.info({ shard }, "connected to Discord again");
  };
  client.on(Events.ShardResume, tellBack);
  client.on(Events.ShardReady, tellBack);
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ shard, error: describeError(error) }, "connection to Discord failed"),
  );
  client.on(Events.GuildCreate, (guild) => {
    log.info({ guildId: guild.id, name: guild.name }, "joined a Discord server");
    onJoin?.(guild);
  });
  client.on(Events.GuildDelete, ({ id, name }) => log.info({ guildId: id, name }, "left a Discord server"));
  client.on(Events.Error, (error) => log.error({ error: describeError(error) }, "Discord client failed"));
  return client;
}

/** Whether a client is connected; its own word stays "ready" while a connection is being made again. */
export function isConnected(client: Client): boolean {
  return client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);
}
