import type { Command } from "../src/discord/command.ts";
import { UserError } from "../src/errors.ts";
import { sayEach, wordsFor } from "../src/words/words.ts";
import { acknowledge, openCase, showDetails } from "./alerts/below-alert.ts";
import { chooseChannel, undoChannel } from "./alerts/channel.ts";
import { definition } from "./alerts/definition.ts";
import { retry, showLog, turnLog } from "./alerts/log.ts";
import { mute, muteFromAlert, undoMute } from "./alerts/mute.ts";
import { chooseRole, undoRoles } from "./alerts/role.ts";
import { chooseDigest, chooseQuiet, suggestTimeZones, undoDigest, undoQuiet } from "./alerts/times.ts";

/** `/alerts`: where alerts go and when, whether they arrive, and the buttons below them. */
export const alerts: Command = {
  definition,

  buttons: {
    ack: { isOpen: true },
    details: { isOpen: true, answer: "alone" },
    page: { isOpen: true },
    case: { isOpen: true, answer: "alone" },
    mute: { answer: "alone" },
  },

  async run(interaction, services) {
    switch (interaction.options.getSubcommand()) {
      case "channel":
        return chooseChannel(interaction, services);
      case "role":
        return chooseRole(interaction, services);
      case "quiet":
        return chooseQuiet(interaction, services);
      case "digest":
        return chooseDigest(interaction, services);
      case "mute":
        return mute(interaction, services);
      case "log":
        return showLog(interaction, services);
      case "test": {
        const { channelId } = await services.alerts.test(interaction.guildId, interaction.channelId);
        await interaction.editReply(wordsFor(interaction.locale).alerts.tested(`<#${channelId}>`));
        return;
      }
      default:
        throw new UserError(sayEach(({ general }) => general.unknownSubcommand));
    }
  },

  complete(interaction, { alerts }) {
    const { name, value } = interaction.options.getFocused(true);
    return name === "timezone" ? suggestTimeZones(value) : alerts.suggestMutes(interaction.guildId, value);
  },

  async press(interaction, [action, ...args], services) {
    switch (action) {
      case "ack":
        return acknowledge(interaction, args, services);
      case "details":
      case "page":
        return showDetails(interaction, args, services);
      case "case":
        return openCase(interaction, args, services);
      case "mute":
        return muteFromAlert(interaction, args, services);
      case "unmute":
        return undoMute(interaction, args, services);
      case "channel":
        return undoChannel(interaction, args, services);
      case "roles":
        return undoRoles(interaction, args, services);
      case "quiet":
        return undoQuiet(interaction, args, services);
      case "digest":
        return undoDigest(interaction, args, services);
      case "log":
        return turnLog(interaction, args, services);
      case "retry":
        return retry(interaction, args, services);
      default:
        throw new UserError(sayEach(({ general }) => general.unknownButton));
    }
  },
};
