import { once } from "node:events";
import { promises as timers } from "node:timers";
import {
  type Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  type Interaction,
  REST,
} from "discord.js";
import type { Messenger } from "../alert/messenger.ts";
import { ConfigError, describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { createClient, isConnected } from "./client.ts";
import { type Command, findMissingPermissions, type Services } from "./command.ts";
import { createDiscordMessenger } from "./messenger.ts";
import { type HashStore, registerCommands } from "./register.ts";
import { makeRestOptions } from "./rest-options.ts";
import { greet } from "./greet.ts";
import { createRouter } from "./route.ts";

/** What a connection to Discord needs. */
export interface DiscordOptions {
  readonly token: string;
  /** Another address of Discord's API, without a version: `http://127.0.0.1:8080/api`. Default: Discord's own. */
  readonly apiUrl?: string | undefined;
  readonly log: Log;
  /** None: nothing is registered and nothing answered, which is left to another process with the same token. */
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly registered: HashStore;
  /** Called once, where trying again is useless: the process should end with the error's text. */
  readonly onFatal: (error: ConfigError) => void;
  /** Waiting before the second attempt to connect, doubled up to the longest. Default: 1 s, 2 min. */
  readonly backOffMs?: { readonly first: number; readonly longest: number } | undefined;
}

/** A connection to Discord, kept up by itself until it is closed. */
export interface Discord {
  /** Works whether or not the gateway is connected. */
  readonly messenger: Messenger;
  /** True once connected, commands known to Discord; false where that was given up (closed, fatal). Never rejects. */
  readonly ready: Promise<boolean>;
  /** Whether the gateway is connected at present. */
  isConnected(): boolean;
  /** Lets what is in hand finish, at most some seconds, and disconnects. */
  close(): Promise<void>;
}

const defaultBackOffMs = { first: 1000, longest: 120_000 }; // an identify at every longest wait stays below 1,000 a day
const patienceMs = 3000; // for interactions in hand when closing

/**
 * Connects to Discord, in the background: what it returns works at once.
 *
 * Discord being unreachable is no error: it is tried again for ever. A token that Discord refuses, or an intent, is.
 */
export function connectDiscord(options: DiscordOptions): Discord {
  const { log, commands, services, registered, onFatal, backOffMs = defaultBackOffMs } = options;
  const token = options.token.trim().replace(/^Bot\s+/iu, "");
  const stop = new AbortController();
  const answersCommands = commands.length > 0;
  const greeting = commands.find((command) => command.greeting !== undefined)?.greeting;
  const router = createRouter(commands, services, log);
  const restOptions = makeRestOptions(options.apiUrl);
  // Not a client's own: a client that is given up forgets its token, and deliveries go on without one.
  const rest = new REST(restOptions).setToken(token);
  // For what must not be repeated.
  const restOnce = new REST({ ...restOptions, retries: 0 }).setToken(token);
  let client: Client | undefined;

  function fail(problem: string): void {
    if (stop.signal.aborted) return;
    stop.abort();
    onFatal(new ConfigError([problem]));
  }

  function watchRequests(rest: REST): void {
    rest.on("response", (request, response) => {
      // Interactions carry tokens of their own, which expire.
      if (response.status === 401 && request.data.auth !== false) fail(refusedToken);
    });
    rest.on("invalidRequestWarning", ({ count }) =>
      log.warn({ count }, "many requests refused by Discord; 10,000 in ten minutes are a ban"),
    );
  }

  function takeInteraction(interaction: Interaction): void {
    if (!stop.signal.aborted) void router.handle(interaction);
  }

  async function logIn(): Promise<Client<true>> {
    const candidate = createClient({
      rest: restOptions,
      log,
      onInteraction: answersCommands ? takeInteraction : null,
      onJoin: (guild) => {
        if (greeting !== undefined) void greet(guild, greeting(guild.preferredLocale), log);
      },
      onFinalClose: (code) => fail(describeFinalClose(code)),
    });
    watchRequests(candidate.rest);
    const attempt = new AbortController();
    try {
      const isReady = once(candidate, Events.ClientReady, {
        signal: AbortSignal.any([stop.signal, attempt.signal]),
      });
      await Promise.all([isReady, candidate.login(token)]);
      if (!candidate.isReady()) throw new Error("the connection was lost at once");
      return candidate;
    } catch (error) {
      attempt.abort();
      await candidate.destroy();
      throw error;
    }
  }

  /** Tries until it works or the connection is closed. */
  async function persist<T>(what: string, attempt: () => Promise<T>): Promise<T | undefined> {
    for (
      let waitMs = backOffMs.first;
      !stop.signal.aborted;
      waitMs = Math.min(waitMs * 2, backOffMs.longest)
    ) {
      try {
        return await attempt();
      } catch (error) {
        if (stop.signal.aborted) return undefined;
        if (isTokenRefused(error)) {
          fail(refusedToken);
          return undefined;
        }
        log.warn({ error: describeError(error), againInMs: waitMs }, `${what} failed`);
        await timers.setTimeout(waitMs, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  async function start(): Promise<boolean> {
    // Anything else cannot stand in a header, and would fail in ways that look like a bad connection.
    if (!/^[\x21-\x7e]+$/u.test(token)) fail(refusedToken);
    const connected = await persist("connecting to Discord", logIn);
    if (connected === undefined) return false;
    client = connected;
    log.info({ bot: connected.user.tag, servers: connected.guilds.cache.size }, "connected to Discord");
    if (!answersCommands) return true;
    const wasTold = await persist("registering commands", () =>
      registerCommands(rest, connected.application.id, commands, registered),
    );
    if (wasTold === true) log.info({ commands: commands.length }, "commands registered");
    return wasTold !== undefined;
  }

  watchRequests(rest);
  watchRequests(restOnce);
  // Later, so that `onFatal` never runs before its caller has this connection in hand.
  const ready = Promise.resolve().then(start);
  return {
    messenger: createDiscordMessenger(rest, {
      log,
      once: restOnce,
      missingIn: (channelId) => (client === undefined ? [] : findMissingPermissions(client, channelId)),
    }),
    ready,
    isConnected: () => client !== undefined && isConnected(client),
    async close() {
      stop.abort();
      await waitAtMost(patienceMs, Promise.all([router.settle(), ready]));
      await waitAtMost(patienceMs, client?.destroy());
      for (const way of [rest, restOnce]) {
        way.clearHashSweeper();
        way.clearHandlerSweeper();
      }
    },
  };
}

const refusedToken =
  "DISCORD_TOKEN: Discord refuses this token; copy the bot's token from https://discord.com/developers/applications (Bot, Reset Token)";

async function waitAtMost(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  const timer = new AbortController();
  const isOver = timers.setTimeout(ms, undefined, { signal: timer.signal });
  await Promise.race([work, isOver]).finally(() => timer.abort());
}

function describeFinalClose(code: GatewayCloseCodes): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return refusedToken;
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return `Discord refuses the intent Guilds (close code ${code}); is the application still enabled?`;
    default:
      return `Discord has closed the connection for good (close code ${code})`;
  }
}

function isTokenRefused(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}
