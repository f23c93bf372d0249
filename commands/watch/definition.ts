import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import type { Command } from "../../src/discord/command.ts";
import type { WatchMode } from "../../src/model.ts";
import { nothing } from "./input.ts";

function textOption(name: string, description: string, maxLength: number): APIApplicationCommandBasicOption {
  return { type: ApplicationCommandOptionType.String, name, description, max_length: maxLength };
}

function companyOption(required: boolean): APIApplicationCommandBasicOption {
  const description = required ? "The company's name, as the press writes it" : "A new name for the watch";
  return { ...textOption("company", description, 100), required };
}

function settingOptions(hint: string): APIApplicationCommandBasicOption[] {
  return [
    textOption("aliases", `Other names, separated by commas${hint}`, 1000),
    textOption("domains", `Its domains, separated by commas: they find most${hint}`, 1000),
    {
      type: ApplicationCommandOptionType.Channel,
      name: "channel",
      description: "Where its alerts go; default: the server's alerts channel, else this one",
      channel_types: [
        ChannelType.GuildText,
        ChannelType.GuildAnnouncement,
        ChannelType.PublicThread,
        ChannelType.PrivateThread,
        ChannelType.AnnouncementThread,
      ],
    },
    {
      type: ApplicationCommandOptionType.Role,
      name: "role",
      description: "A role that its alerts notify; default: nobody",
    },
    textOption("exclude", `No alert for posts with one of these words, separated by commas${hint}`, 1000),
    textOption("require", `Alerts only for posts with one of these words, separated by commas${hint}`, 1000),
    {
      type: ApplicationCommandOptionType.String,
      name: "mode",
      description: "How sure a match must be: strict, fewer alerts; broad, more; default: normal",
      choices: (["strict", "normal", "broad"] satisfies WatchMode[]).map((mode) => ({
        name: mode,
        value: mode,
      })),
    },
    {
      type: ApplicationCommandOptionType.String,
      name: "mentions",
      description: "Whether posts that only mention the company alert; default: off",
      choices: [
        { name: "alert", value: "alert" },
        { name: "off", value: "off" },
      ],
    },
  ];
}

function subcommand(
  name: string,
  description: string,
  options: APIApplicationCommandBasicOption[] = [],
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, name, description, options };
}

const watchOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: "watch",
  description: "The company watched",
  required: true,
  autocomplete: true,
  max_length: 100,
};

/** What Discord is told of `/watch`. */
export const definition: Command["definition"] = {
  type: ApplicationCommandType.ChatInput,
  name: "watch",
  description: "The companies that this server watches",
  contexts: [InteractionContextType.Guild],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  options: [
    subcommand("add", "Watch a company: alerts from now on", [companyOption(true), ...settingOptions("")]),
    subcommand("list", "The companies watched"),
    subcommand("show", "Everything about one watch", [watchOption]),
    subcommand("edit", "Change a watch; what is left out stays as it is", [
      watchOption,
      companyOption(false),
      ...settingOptions(`; "${nothing}" empties`),
    ]),
    subcommand("pause", "No alerts of a watch until it is resumed", [watchOption]),
    subcommand("resume", "Alerts of a paused watch again", [watchOption]),
    subcommand("remove", "Stop watching a company", [watchOption]),
  ],
};
