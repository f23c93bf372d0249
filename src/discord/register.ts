import { createHash } from "node:crypto";
import { type REST, Routes } from "discord.js";
import type { Command } from "./command.ts";

/** Remembers which commands Discord knows, across restarts. */
export interface HashStore {
  load(): Promise<string | undefined>;
  save(hash: string): Promise<void>;
}

/**
 * Tells Discord the commands of all servers, only where they differ from those it was told last.
 *
 * @returns whether Discord was told
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly Command[],
  store: HashStore,
): Promise<boolean> {
  const body = commands.map((command) => command.definition);
  // The application is part of it: another bot's token over the same database has no commands yet.
  const hash = createHash("sha256")
    .update(JSON.stringify([applicationId, body]))
    .digest("hex");
  if ((await store.load()) === hash) return false;
  await rest.put(Routes.applicationCommands(applicationId), { body });
  await store.save(hash);
  return true;
}
