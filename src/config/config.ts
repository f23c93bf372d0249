import { resolve } from "node:path";
import { ConfigError } from "../errors.ts";
import { type Source } from "../model.ts";
import { readEnvironment, type Environment } from "./environment.ts";
import { readSources } from "./sources.ts";

/** Everything that is configured, validated. */
export interface Config extends Environment {
  /** Every default filled in, presets merged under a source's own keys; ordered by file and line. */
  readonly sources: readonly Source[];
}

/**
 * Reads the environment and every source file.
 *
 * @param env - `process.env`, with `.env` loaded already
 * @param cwd - what relative paths of settings are read against
 * @throws {@link ConfigError} with every problem of the environment and of all files at once
 */
export function loadConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const { environment, problems } = readEnvironment(env, cwd);
  const feeds = readSources(environment.feedsFolder, {
    env,
    cwd,
    allowHosts: environment.allowHosts,
    shownAs: env["LEAKWATCH_FEEDS"] || "feeds",
  });
  const all = [...problems, ...feeds.problems];
  if (all.length > 0) throw new ConfigError(all);
  return { ...environment, feedsFolder: resolve(cwd, environment.feedsFolder), sources: feeds.sources };
}
