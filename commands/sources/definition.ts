import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
} from "discord.js";
import type { Command } from "../../src/discord/command.ts";
import { named } from "../../src/words/definitions.ts";

const sourceOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  ...named("sources show source"),
  required: true,
  autocomplete: true,
  max_length: 100,
};

/** What Discord is told of `/sources`: everybody may look, so the command as a whole needs no permission. */
export const definition: Command["definition"] = {
  type: ApplicationCommandType.ChatInput,
  ...named("sources"),
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("sources list"),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("sources show"),
      options: [sourceOption],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("sources poll"),
      options: [sourceOption],
    },
  ],
};
