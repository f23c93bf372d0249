import { escapeMarkdown } from "../src/alert/text.ts";
import type { Command } from "../src/discord/command.ts";
import { UserError } from "../src/errors.ts";
import { sayEach, wordsFor } from "../src/words/words.ts";
import { reply } from "./watch/answer.ts";
import { add, edit, post, renderEdited, renderPaused, renderRemoved, submitForm } from "./watch/change.ts";
import { definition } from "./watch/definition.ts";
import { describe } from "./watch/describe.ts";
import { renderFeedback } from "./watch/feedback.ts";
import { exportFiles, importFile, renderUndone } from "./watch/file.ts";
import { makeForm } from "./watch/form.ts";
import { renderList } from "./watch/list.ts";
import { renderTest } from "./watch/test.ts";

/** `/watch`: the companies that this server watches. */
export const watch: Command = {
  definition,

  async run(interaction, services) {
    const { guildId, options } = interaction;
    const words = wordsFor(interaction.locale);
    const name = (): string => options.getString("watch", true);
    switch (options.getSubcommand()) {
      case "add":
        return reply(interaction, await add(interaction, services));
      case "list":
        return reply(interaction, await renderList(guildId, 0, services, words));
      case "show":
        return reply(
          interaction,
          await describe(interaction, services, await services.watches.get(guildId, name())),
        );
      case "edit":
        return reply(interaction, await edit(interaction, services));
      case "pause":
        return reply(
          interaction,
          renderPaused(await services.watches.setPaused(guildId, name(), true), words),
        );
      case "resume":
        return reply(
          interaction,
          renderPaused(await services.watches.setPaused(guildId, name(), false), words),
        );
      case "remove":
        return reply(interaction, renderRemoved(await services.watches.remove(guildId, name()), words));
      case "test": {
        const typed = [options.getString("text", true), options.getString("watch") ?? undefined] as const;
        return reply(interaction, renderTest(await services.watches.test(guildId, ...typed), words));
      }
      case "import":
        return reply(interaction, await importFile(interaction, services));
      case "export":
        return reply(interaction, await exportFiles(interaction, services));
      default:
        throw new UserError(sayEach(({ general }) => general.unknownSubcommand));
    }
  },

  complete: (interaction, services) =>
    services.watches.suggest(interaction.guildId, interaction.options.getFocused()),

  buttons: { form: { answer: "form" }, notus: { answer: "alone" } },

  async press(interaction, [action, argument = "", more = "", watchId], services) {
    const { guildId } = interaction;
    const words = wordsFor(interaction.locale);
    switch (action) {
      case "list":
        return reply(
          interaction,
          await renderList(guildId, Number.parseInt(argument, 10) || 0, services, words),
        );
      case "remove":
        return reply(interaction, renderRemoved(await services.watches.remove(guildId, argument), words));
      case "restore": {
        const restored = await services.watches.restore(guildId, argument);
        return reply(interaction, await describe(interaction, services, restored, words.watch.watchedAgain));
      }
      case "unset-channel":
      case "unset-role": {
        const change = action === "unset-role" ? { roleId: null } : { channelId: null };
        const edited = await services.watches.edit(guildId, argument, change);
        return reply(interaction, await renderEdited(interaction, services, edited));
      }
      case "post":
        return reply(interaction, await post(interaction, services, argument));
      case "revert": {
        const reverted = await services.watches.revert(guildId, argument, more);
        return reply(interaction, await renderEdited(interaction, services, reverted, words.watch.asBefore));
      }
      case "unimport":
        return reply(interaction, renderUndone(await services.watchFiles.takeBack(guildId, argument), words));
      case "notus":
        return reply(interaction, await renderFeedback(guildId, { deliveryId: argument }, services, words));
      case "wider": {
        const asked = Number.parseInt(more, 10) || 0;
        const about = { deliveryId: argument, asked, watchId };
        return reply(interaction, await renderFeedback(guildId, about, services, words));
      }
      case "adopt": {
        const { words: change, ...edited } = await services.replays.adopt(guildId, argument, more, watchId);
        const news = words.watch.saved(escapeMarkdown(change));
        return reply(interaction, await renderEdited(interaction, services, edited, news));
      }
      default:
        throw new UserError(sayEach(({ general }) => general.unknownButton));
    }
  },

  form: async (interaction, [, watchId = ""], services) =>
    makeForm(await services.watches.get(interaction.guildId, watchId), wordsFor(interaction.locale)),

  submit: async (interaction, [, watchId = ""], services) =>
    reply(interaction, await submitForm(interaction, services, watchId)),
};
