import type { Command } from "../src/discord/command.ts";
import { UserError } from "../src/errors.ts";
import { sayEach } from "../src/words/words.ts";
import { readList } from "./listings/custom-id.ts";
import { definition } from "./listings/definition.ts";
import { sendFile } from "./listings/export.ts";
import { readFilter } from "./listings/filter.ts";
import { perPage, showPage } from "./listings/page.ts";
import { showOne } from "./listings/show.ts";

/** `/listings`: what the sources have published, and what was read from it. */
export const listings: Command = {
  isPublic: true,
  isQuery: true,
  definition,

  async run(interaction, services) {
    const { options } = interaction;
    switch (options.getSubcommand()) {
      case "recent": {
        const filter = readFilter(interaction, services);
        return showPage(interaction, services, { filter, count: options.getInteger("count") ?? perPage }, 0);
      }
      case "search": {
        const filter = readFilter(interaction, services);
        const format = options.getString("format") ?? "message";
        if (format === "csv" || format === "json") return sendFile(interaction, services, filter, format);
        return showPage(interaction, services, { filter, count: null }, 0);
      }
      case "show":
        return showOne(interaction, services, options.getString("listing", true));
      default:
        throw new UserError(sayEach(({ general }) => general.unknownSubcommand));
    }
  },

  complete(interaction, services) {
    const { name, value } = interaction.options.getFocused(true);
    switch (name) {
      case "source":
        return services.sources.suggest(value);
      case "data-type":
        return services.listings.suggestDataTypes(value);
      default:
        return services.listings.suggest(value);
    }
  },

  async press(interaction, [action, page = "", count, query], services) {
    const list = await readList([action, count, query], services);
    return showPage(interaction, services, list, Number.parseInt(page, 10) || 0);
  },
};
