import { existsSync } from "node:fs";
import { join } from "node:path";
import { readEnvironment, type Environment } from "../../config/environment.ts";
import { readSources } from "../../config/sources.ts";
import { ConfigError } from "../../errors.ts";
import type { Source } from "../../model.ts";

/** What an address is tried with. */
export interface TrySettings extends Environment {
  /** Those that are right. */
  readonly sources: readonly Source[];
}

/**
 * Reads the environment, and of the source files what is right in them.
 *
 * Whoever sends the entry into a file of the feeds folder (`> feeds/new.yaml`) has made that file before we start,
 * and an empty one is a mistake: `check` tells of it, and nothing is to be read from it here.
 * @throws {@link ConfigError} with every problem of the environment
 */
export function readTrySettings(): TrySettings {
  const cwd = process.cwd();
  const file = join(cwd, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const { environment, problems } = readEnvironment(process.env, cwd);
  if (problems.length > 0) throw new ConfigError(problems);
  const { feedsFolder, allowHosts } = environment;
  const { sources } = readSources(feedsFolder, { env: process.env, cwd, allowHosts });
  return { ...environment, sources };
}
