import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  type Client,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import {
  type Command,
  findMissingPermissions,
  type PressedButton,
  type TypedCommand,
} from "../src/discord/command.ts";
import { UserError } from "../src/errors.ts";

/** `/alerts`: where alerts go, and whether they arrive. */
export const alerts: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    name: "alerts",
    description: "Where alerts go, and whether they arrive",
    contexts: [InteractionContextType.Guild],
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: "channel",
        description: "Choose the channel for this server's alerts",
        options: [
          {
            type: ApplicationCommandOptionType.Channel,
            name: "channel",
            description: "Where they go",
            required: true,
            channel_types: [
              ChannelType.GuildText,
              ChannelType.GuildAnnouncement,
              ChannelType.PublicThread,
              ChannelType.PrivateThread,
              ChannelType.AnnouncementThread,
            ],
          },
          {
            type: ApplicationCommandOptionType.String,
            name: "for",
            description: "What goes there; alerts so far",
            choices: [{ name: "alerts", value: "alerts" }],
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: "test",
        description: "Post an example alert where this server's alerts go",
      },
    ],
  },

  async run(interaction, services) {
    const { guildId, options } = interaction;
    switch (options.getSubcommand()) {
      case "channel": {
        const channelId = options.getChannel("channel", true).id;
        const { alerts: before } = await services.alerts.channelsOf(guildId);
        await services.alerts.setChannel(guildId, "alerts", channelId);
        return tell(interaction, channelId, before);
      }
      case "test": {
        const { channelId } = await services.alerts.test(guildId, interaction.channelId);
        await interaction.editReply(`Posted an example alert in <#${channelId}>.`);
        return;
      }
      default:
        throw new UserError("This subcommand is no longer known.");
    }
  },

  async press(interaction, [action, channelId = ""], services) {
    if (action !== "channel" || !/^\d{1,20}$/u.test(channelId))
      throw new UserError("This button is no longer known. Run the command again.");
    await services.alerts.setChannel(interaction.guildId, "alerts", channelId);
    return tell(interaction, channelId, undefined);
  },
};

/** @param before - the channel that was replaced: what [Undo] goes back to */
async function tell(
  interaction: TypedCommand | PressedButton,
  channelId: string,
  before: string | undefined,
): Promise<void> {
  const lines = [
    `Alerts go to <#${channelId}> from now on, save those of a watch with a channel of its own.`,
    ...warnOfChannel(interaction.client, channelId),
  ];
  const components =
    before === undefined || before === channelId
      ? []
      : [
          new ActionRowBuilder<ButtonBuilder>().addComponents(
            new ButtonBuilder()
              .setCustomId(`alerts:channel:${before}`)
              .setLabel("Undo")
              .setStyle(ButtonStyle.Secondary),
          ),
        ];
  await interaction.editReply({ content: lines.join("\n"), components });
}

function warnOfChannel(client: Client, channelId: string): readonly string[] {
  const missing = findMissingPermissions(client, channelId);
  return missing.length === 0
    ? []
    : [`⚠ I cannot post there: give me the permissions ${missing.join(", ")} in <#${channelId}>.`];
}
