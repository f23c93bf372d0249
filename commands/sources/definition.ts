import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
} from "discord.js";
import type { Command } from "../../src/discord/command.ts";

const sourceOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: "source",
  description: "The source, by its name or id",
  required: true,
  autocomplete: true,
  max_length: 100,
};

/** What Discord is told of `/sources`: everybody may look, so the command as a whole needs no permission. */
export const definition: Command["definition"] = {
  type: ApplicationCommandType.ChatInput,
  name: "sources",
  description: "What is read, and whether that works",
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "list",
      description: "All sources, those that fail first",
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "show",
      description: "One source: how it fares, and what it told last",
      options: [sourceOption],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "poll",
      description: "Visit a source now (needs Manage Server)",
      options: [sourceOption],
    },
  ],
};
