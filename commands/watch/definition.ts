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
import { choicesOf, type DefinitionPath, named } from "../../src/words/definitions.ts";

function textOption(path: DefinitionPath, maxLength: number): APIApplicationCommandBasicOption {
  return { type: ApplicationCommandOptionType.String, ...named(path), max_length: maxLength };
}

function settingOptions(of: "watch add" | "watch edit"): APIApplicationCommandBasicOption[] {
  return [
    textOption(`${of} aliases`, 1000),
    textOption(`${of} domains`, 1000),
    {
      type: ApplicationCommandOptionType.Channel,
      ...named(`${of} channel`),
      channel_types: [
        ChannelType.GuildText,
        ChannelType.GuildAnnouncement,
        ChannelType.PublicThread,
        ChannelType.PrivateThread,
        ChannelType.AnnouncementThread,
      ],
    },
    { type: ApplicationCommandOptionType.Role, ...named(`${of} role`) },
    textOption(`${of} exclude`, 1000),
    textOption(`${of} require`, 1000),
    { type: ApplicationCommandOptionType.String, ...named(`${of} mode`), choices: choicesOf("mode") },
    { type: ApplicationCommandOptionType.String, ...named(`${of} mentions`), choices: choicesOf("mentions") },
  ];
}

function subcommand(
  path: DefinitionPath,
  options: APIApplicationCommandBasicOption[] = [],
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, ...named(path), options };
}

const watchOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  ...named("watch show watch"),
  required: true,
  autocomplete: true,
  max_length: 100,
};

/** What Discord is told of `/watch`. */
export const definition: Command["definition"] = {
  type: ApplicationCommandType.ChatInput,
  ...named("watch"),
  contexts: [InteractionContextType.Guild],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  options: [
    subcommand("watch add", [
      { ...textOption("watch add company", 100), required: true },
      ...settingOptions("watch add"),
    ]),
    subcommand("watch list"),
    subcommand("watch show", [watchOption]),
    subcommand("watch edit", [
      watchOption,
      textOption("watch edit company", 100),
      ...settingOptions("watch edit"),
    ]),
    subcommand("watch pause", [watchOption]),
    subcommand("watch resume", [watchOption]),
    subcommand("watch remove", [watchOption]),
    subcommand("watch test", [
      { ...textOption("watch test text", 6000), required: true },
      { ...watchOption, ...named("watch test watch"), required: false },
    ]),
    subcommand("watch import", [
      {
        type: ApplicationCommandOptionType.Attachment,
        ...named("watch import file"),
        required: true,
      },
    ]),
    subcommand("watch export"),
  ],
};
