import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
} from "discord.js";
import type { Command } from "../../src/discord/command.ts";
import { maxExported } from "./export.ts";
import { kinds } from "./kinds.ts";
import { perPage } from "./page.ts";

const maxRecent = 100;

const text = { type: ApplicationCommandOptionType.String, max_length: 100 } as const;

const kindOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: "kind",
  description: "Only listings of this kind",
  choices: Object.entries(kinds).map(([value, name]) => ({ name, value })),
};

const sinceOption: APIApplicationCommandBasicOption = {
  ...text,
  name: "since",
  description: "Only newer ones: 24h, 7d, 2w, or a date such as 2026-01-31",
};

/** What Discord is told of `/listings`. */
export const definition: Command["definition"] = {
  type: ApplicationCommandType.ChatInput,
  name: "listings",
  description: "What the sources have published, and what was read from it",
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "recent",
      description: "The newest listings",
      options: [
        {
          type: ApplicationCommandOptionType.Integer,
          name: "count",
          description: `How many; default: ${perPage}`,
          min_value: 1,
          max_value: maxRecent,
        },
        { ...text, name: "source", description: "Only from this source", autocomplete: true },
        kindOption,
        sinceOption,
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "search",
      description: "Listings that fit everything you say",
      options: [
        { ...text, name: "text", description: "Words in the title or the text" },
        { ...text, name: "company", description: "A victim's name or domain" },
        { ...text, name: "actor", description: "A threat actor's name" },
        kindOption,
        {
          ...text,
          name: "data-type",
          description: "What was taken, such as Phone numbers",
          autocomplete: true,
        },
        {
          type: ApplicationCommandOptionType.Number,
          name: "min-price",
          description: "Asked or demanded at least, in the currency stated",
          min_value: 0,
        },
        sinceOption,
        {
          type: ApplicationCommandOptionType.String,
          name: "format",
          description: `message (default), or a file of up to ${maxExported} listings`,
          choices: ["message", "csv", "json"].map((format) => ({ name: format, value: format })),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "show",
      description: "Everything about one listing",
      options: [
        {
          ...text,
          name: "listing",
          description: "Its id, or a part of its title",
          required: true,
          autocomplete: true,
        },
      ],
    },
  ],
};
