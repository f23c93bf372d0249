import type { Command } from "../src/discord/command.ts";
import { UserError } from "../src/errors.ts";
import { sayEach } from "../src/words/words.ts";
import { definition } from "./sources/definition.ts";
import { showPage } from "./sources/list.ts";
import { pollOne } from "./sources/poll.ts";
import { showOne } from "./sources/show.ts";

/** `/sources`: what is read, and whether that works. */
export const sources: Command = {
  definition,

  async run(interaction, services) {
    const name = (): string => interaction.options.getString("source", true);
    switch (interaction.options.getSubcommand()) {
      case "list":
        return showPage(interaction, 0, services);
      case "show":
        return showOne(interaction, services, name());
      case "poll":
        return pollOne(interaction, services, name());
      default:
        throw new UserError(sayEach(({ general }) => general.unknownSubcommand));
    }
  },

  complete: (interaction, services) => services.sources.suggest(interaction.options.getFocused()),

  press: async (interaction, [action, page = ""], services) => {
    if (action !== "list") throw new UserError(sayEach(({ general }) => general.unknownButton));
    await showPage(interaction, Number.parseInt(page, 10) || 0, services);
  },
};
