import { resolve } from "node:path";
import { parseAllowHosts } from "./allow-hosts.ts";
import { findNearest } from "./nearest.ts";
import { quote } from "./quote.ts";
import { readSecret } from "./secrets.ts";
import {
  checkDatabaseUrl,
  checkDiscordApiUrl,
  checkDiscordToken,
  checkEnricherToken,
  checkEnricherUrl,
  checkRatesUrl,
  checkTorProxy,
  parseHttpAddress,
  type Parsed,
} from "./settings.ts";

/** Which part of the work a process does. */
const roles = ["all", "poll", "deliver", "discord"] as const;
/** pino's levels; the same list as in src/log.ts, which this room does not know. */
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** What the environment says, every default filled in. */
export interface Environment {
  /** Null: alerts are printed to the terminal. */
  readonly discordToken: string | null;
  /** Address of Discord's API without a slash at its end; null: Discord's own. */
  readonly discordApiUrl: string | null;
  /** Absolute path. */
  readonly feedsFolder: string;
  /** `sqlite:` and an absolute path (or `:memory:`), or `postgres://…` with its password. */
  readonly databaseUrl: string;
  /** Host names, addresses and CIDR ranges, in lower case. */
  readonly allowHosts: readonly string[];
  /** `socks5h://host:port`. */
  readonly torProxy: string | null;
  readonly role: (typeof roles)[number];
  /** Where `/healthz`, `/readyz` and `/metrics` are served; null: nowhere. */
  readonly http: { readonly host: string; readonly port: number } | null;
  readonly logLevel: (typeof logLevels)[number];
  /** Where an operator's own model reads listings besides; null: nowhere. */
  readonly enricherUrl: string | null;
  /** Sent to it. */
  readonly enricherToken: string | null;
  /** Where exchange rates are taken from, with its key where it has one; null: nowhere. */
  readonly ratesUrl: string | null;
}

/** Settings that may also come as `NAME_FILE`, since they hold, or may hold, a secret. */
const secretNames: readonly string[] = [
  "DISCORD_TOKEN",
  "LEAKWATCH_DATABASE_URL",
  "LEAKWATCH_TOR_PROXY",
  "LEAKWATCH_ENRICHER_TOKEN",
  "LEAKWATCH_RATES_URL",
];
const prefix = "LEAKWATCH_";
const knownNames: readonly string[] = [
  ...secretNames.flatMap((name) => [name, `${name}_FILE`]),
  "DISCORD_API_URL",
  "LEAKWATCH_FEEDS",
  "LEAKWATCH_ALLOW_HOSTS",
  "LEAKWATCH_ROLE",
  "LEAKWATCH_HTTP",
  "LEAKWATCH_LOG_LEVEL",
  "LEAKWATCH_ENRICHER_URL",
];

/**
 * Reads every setting of the environment.
 *
 * @param cwd - what relative paths are read against
 * @returns the settings, a wrong one as its default, and every problem, none with a secret's value
 */
export function readEnvironment(
  env: NodeJS.ProcessEnv,
  cwd: string,
): { environment: Environment; problems: readonly string[] } {
  const problems: string[] = [];

  function read<T>(name: string, fallback: T, parse: (text: string) => Parsed<T>): T {
    const setting = secretNames.includes(name)
      ? readSecret(env, name, cwd)
      : { value: env[name] || undefined };
    if ("problem" in setting) problems.push(setting.problem);
    else if (setting.value !== undefined) {
      const parsed = parse(setting.value);
      if ("value" in parsed) return parsed.value;
      problems.push(...parsed.faults.map((fault) => `${name}: ${fault}`));
    }
    return fallback;
  }

  const environment: Environment = {
    discordToken: read<string | null>("DISCORD_TOKEN", null, checkDiscordToken),
    discordApiUrl: read<string | null>("DISCORD_API_URL", null, checkDiscordApiUrl),
    feedsFolder: read("LEAKWATCH_FEEDS", resolve(cwd, "feeds"), (text) => ({ value: resolve(cwd, text) })),
    databaseUrl: read("LEAKWATCH_DATABASE_URL", `sqlite:${resolve(cwd, "data/leakwatch.db")}`, (text) =>
      checkDatabaseUrl(text, cwd),
    ),
    allowHosts: read<readonly string[]>("LEAKWATCH_ALLOW_HOSTS", [], (text) => {
      const { hosts, problems } = parseAllowHosts(text);
      return problems.length > 0 ? { faults: problems } : { value: hosts };
    }),
    torProxy: read<string | null>("LEAKWATCH_TOR_PROXY", null, checkTorProxy),
    role: read("LEAKWATCH_ROLE", "all", (text) => choose(text, roles)),
    http: read<Environment["http"]>("LEAKWATCH_HTTP", null, parseHttpAddress),
    logLevel: read("LEAKWATCH_LOG_LEVEL", "info", (text) => choose(text, logLevels)),
    enricherUrl: read<string | null>("LEAKWATCH_ENRICHER_URL", null, checkEnricherUrl),
    enricherToken: read<string | null>("LEAKWATCH_ENRICHER_TOKEN", null, checkEnricherToken),
    ratesUrl: read<string | null>("LEAKWATCH_RATES_URL", null, checkRatesUrl),
  };
  problems.push(...findUnknownNames(env));
  return { environment, problems };
}

function choose<T extends string>(text: string, choices: readonly T[]): Parsed<T> {
  const value = choices.find((choice) => choice === text);
  return value === undefined ? { faults: [`${quote(text)} is none of ${choices.join(", ")}`] } : { value };
}

/** A mistyped name would otherwise leave its default in force without a word. */
function findUnknownNames(env: NodeJS.ProcessEnv): string[] {
  const ours = knownNames.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !knownNames.includes(name))
    .map((name) => {
      // Without the prefix, which makes any two names look alike.
      const nearest = findNearest(name.slice(prefix.length), ours);
      const remedy = nearest ? `did you mean ${prefix}${nearest}?` : ".env.example lists all of them";
      return `${name}: no such setting; ${remedy}`;
    });
}
