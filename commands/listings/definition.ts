import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
} from "discord.js";
import type { Command } from "../../src/discord/command.ts";
import { choicesOf, named } from "../../src/words/definitions.ts";

const maxRecent = 100;

const text = { type: ApplicationCommandOptionType.String, max_length: 100 } as const;

const kindOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  ...named("listings recent kind"),
  choices: choicesOf("kind"),
};

const sinceOption: APIApplicationCommandBasicOption = {
  ...text,
  ...named("listings recent since"),
};

/** What Discord is told of `/listings`. */
export const definition: Command["definition"] = {
  type: ApplicationCommandType.ChatInput,
  ...named("listings"),
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("listings recent"),
      options: [
        {
          type: ApplicationCommandOptionType.Integer,
          ...named("listings recent count"),
          min_value: 1,
          max_value: maxRecent,
        },
        { ...text, ...named("listings recent source"), autocomplete: true },
        kindOption,
        sinceOption,
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("listings search"),
      options: [
        { ...text, ...named("listings search text") },
        { ...text, ...named("listings search company") },
        { ...text, ...named("listings search actor") },
        kindOption,
        {
          ...text,
          ...named("listings search data-type"),
          autocomplete: true,
        },
        {
          type: ApplicationCommandOptionType.Number,
          ...named("listings search min-price"),
          min_value: 0,
        },
        sinceOption,
        {
          type: ApplicationCommandOptionType.String,
          ...named("listings search format"),
          choices: choicesOf("format"),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("listings show"),
      options: [
        {
          ...text,
          ...named("listings show listing"),
          required: true,
          autocomplete: true,
        },
      ],
    },
  ],
};
