import { pino } from "pino";
import { commands as allCommands } from "../../commands/index.ts";
import type { Command, Services } from "../../src/discord/command.ts";
import { connectDiscord, type Discord, type DiscordOptions } from "../../src/discord/gateway.ts";
import type { ConfigError } from "../../src/errors.ts";
import { startDiscord, type SimDiscord } from "../sim/discord.ts";
import type { DiscordOptions as SimOptions } from "../sim/discord.ts";
import { createMemoryServices, type MemoryServices } from "./memory-services.ts";

/** Somebody who may do everything. */
export const admin = "300000000000000001";
/** Somebody who may only read and write. */
export const reader = "300000000000000002";

/** One line of the log. */
interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [fact: string]: unknown;
}

/** A log whose lines a test can read. */
function recordLog(): { readonly log: DiscordOptions["log"]; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => lines.push(JSON.parse(line) as LogLine) });
  return { log, lines };
}

/** Remembers which commands are registered. */
export function createHashStore(): DiscordOptions["registered"] {
  let hash: string | undefined;
  return {
    load: async () => hash,
    save: async (saved) => {
      hash = saved;
    },
  };
}

/** One connection, what it logged and why it gave up. */
export interface Attempt {
  readonly connection: Discord;
  readonly lines: readonly LogLine[];
  readonly fatal: readonly ConfigError[];
}

/** Connects to a simulated Discord without waiting. */
export function connectTo(discord: SimDiscord, options: Partial<DiscordOptions> = {}): Attempt {
  const { log, lines } = recordLog();
  const fatal: ConfigError[] = [];
  const connection = connectDiscord({
    token: discord.token,
    apiUrl: discord.apiUrl,
    log,
    commands: allCommands,
    services: createMemoryServices(),
    registered: createHashStore(),
    onFatal: (error) => fatal.push(error),
    backOffMs: { first: 10, longest: 50 },
    ...options,
  });
  return { connection, lines, fatal };
}

/** Leakwatch on a Discord of its own: one server, two channels. */
export interface Bot {
  readonly discord: SimDiscord;
  readonly services: MemoryServices;
  readonly guildId: string;
  readonly general: string;
  readonly leaks: string;
  readonly roleId: string;
  /** What the next connection answers. */
  readonly commands: Command[];
  /** The connection of the moment. */
  now(): Attempt;
  /** Ends the connection and makes another, over the same services. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts it and waits until commands are answered. */
export async function startBot(
  options: {
    readonly commands?: readonly Command[];
    readonly sim?: SimOptions;
    /** Real ones in the place of those in memory. */
    readonly services?: Partial<Services>;
  } = {},
): Promise<Bot> {
  const discord = await startDiscord(options.sim ?? {});
  const guild = discord.addGuild({
    channels: [{ name: "general" }, { name: "leaks" }],
    roles: [{ name: "soc", mentionable: true }],
  });
  const services = { ...createMemoryServices(), ...options.services };
  const registered = createHashStore();
  const commands = [...(options.commands ?? allCommands)];
  const connect = async (): Promise<Attempt> => {
    const attempt = connectTo(discord, { services, registered, commands: [...commands] });
    await attempt.connection.ready;
    return attempt;
  };
  let attempt = await connect();
  return {
    discord,
    services,
    guildId: guild.id,
    general: guild.channelId("general"),
    leaks: guild.channelId("leaks"),
    roleId: guild.roleId("soc"),
    commands,
    now: () => attempt,
    restart: async () => {
      await attempt.connection.close();
      attempt = await connect();
    },
    close: async () => {
      await attempt.connection.close();
      await discord.close();
    },
  };
}
