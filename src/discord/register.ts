import { createHash } from "node:crypto";
import {
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from "discord.js";
import type { Command } from "./command.ts";

/** Remembers which commands Discord knows, across restarts. */
export interface HashStore {
  load(): Promise<string | undefined>;
  save(hash: string): Promise<void>;
}

/** A command's definition with where it can be typed: configuring in servers alone, asking wherever people take it. */
function placeCommand({
  definition,
  isQuery = false,
}: Command): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  return {
    ...definition,
    contexts: isQuery ? [Guild, BotDM, PrivateChannel] : [Guild],
    integration_types: isQuery ? [GuildInstall, UserInstall] : [GuildInstall],
  };
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
  const body = commands.map(placeCommand);
  // The application is part of it: another bot's token over the same database has no commands yet.
  const hash = createHash("sha256")
    .update(JSON.stringify([applicationId, body]))
    .digest("hex");
  if ((await store.load()) === hash) return false;
  await rest.put(Routes.applicationCommands(applicationId), { body });
  await store.save(hash);
  return true;
}
