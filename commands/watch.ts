import type { Command } from "../src/discord/command.ts";
import { UserError } from "../src/errors.ts";
import { reply } from "./watch/answer.ts";
import { add, edit, renderPaused, renderRemoved } from "./watch/change.ts";
import { definition } from "./watch/definition.ts";
import { describe } from "./watch/describe.ts";
import { renderList } from "./watch/list.ts";

/** `/watch`: the companies that this server watches. */
export const watch: Command = {
  definition,

  async run(interaction, services) {
    const { guildId, options } = interaction;
    const name = (): string => options.getString("watch", true);
    switch (options.getSubcommand()) {
      case "add":
        return reply(interaction, await add(interaction, services));
      case "list":
        return reply(interaction, await renderList(guildId, 0, services));
      case "show":
        return reply(
          interaction,
          await describe(interaction, services, await services.watches.get(guildId, name())),
        );
      case "edit":
        return reply(interaction, await edit(interaction, services));
      case "pause":
        return reply(interaction, renderPaused(await services.watches.setPaused(guildId, name(), true)));
      case "resume":
        return reply(interaction, renderPaused(await services.watches.setPaused(guildId, name(), false)));
      case "remove":
        return reply(interaction, renderRemoved(await services.watches.remove(guildId, name())));
      default:
        throw new UserError("This subcommand is no longer known.");
    }
  },

  complete: (interaction, services) =>
    services.watches.suggest(interaction.guildId, interaction.options.getFocused()),

  async press(interaction, [action, argument = ""], services) {
    const { guildId } = interaction;
    switch (action) {
      case "list":
        return reply(interaction, await renderList(guildId, Number.parseInt(argument, 10) || 0, services));
      case "remove":
        return reply(interaction, renderRemoved(await services.watches.remove(guildId, argument)));
      case "restore": {
        const restored = await services.watches.restore(guildId, argument);
        return reply(
          interaction,
          await describe(interaction, services, restored, "Watched again, as before."),
        );
      }
      case "unset-channel":
      case "unset-role": {
        const change = action === "unset-role" ? { roleId: null } : { channelId: null };
        const { watch } = await services.watches.edit(guildId, argument, change);
        return reply(interaction, await describe(interaction, services, watch, "Changed."));
      }
      default:
        throw new UserError("This button is no longer known. Run the command again.");
    }
  },
};
