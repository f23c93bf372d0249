import { type APIEmbed, ApplicationCommandType, InteractionContextType } from "discord.js";
import type { Command } from "../src/discord/command.ts";
import { named } from "../src/words/definitions.ts";
import { type Words, wordsFor } from "../src/words/words.ts";

function render({ title, steps, more, others, good, note }: Words["help"]): APIEmbed {
  return {
    title,
    description: steps.join("\n"),
    fields: [
      { name: more, value: others.join("\n") },
      { name: good, value: note },
    ],
  };
}

/** `/help`: three steps to the first alert, on one screen; a server that is new to us sees them unasked. */
export const help: Command = {
  isQuery: true,

  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named("help"),
    contexts: [InteractionContextType.Guild],
  },

  greeting: (locale) => ({ embeds: [render(wordsFor(locale).help)] }),

  async run(interaction) {
    await interaction.editReply({ embeds: [render(wordsFor(interaction.locale).help)] });
  },
};
