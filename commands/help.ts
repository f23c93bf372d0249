import { ApplicationCommandType, InteractionContextType } from "discord.js";
import type { Command } from "../src/discord/command.ts";

const steps = [
  "**1.** `/watch add company:… domains:…` watches a company. Its domains find most.",
  "**2.** `/alerts channel channel:…` chooses where alerts go; without it, they go where you typed step 1.",
  "**3.** `/alerts test` posts an example there. Real alerts arrive by themselves from step 1 on.",
];

const more = [
  "`/watch list`, `show`, `edit`, `pause`, `resume`, `remove`: the companies watched",
  "`/listings recent`, `search`, `show`: what the sources have published",
  "`/sources list`, `show`, `poll`: what is read, whether that works, and a visit at once",
];

/** `/help`: three steps to the first alert, on one screen. */
export const help: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    name: "help",
    description: "Three steps to the first alert, and what else there is",
    contexts: [InteractionContextType.Guild],
  },

  async run(interaction) {
    await interaction.editReply({
      embeds: [
        {
          title: "Leakwatch tells you when a company you care about is listed",
          description: steps.join("\n"),
          fields: [
            { name: "More", value: more.join("\n") },
            {
              name: "Good to know",
              value:
                "`/watch` and `/alerts` need Manage Server; Server Settings → Integrations admits others. A listing is what somebody claims, not what has been proved.",
            },
          ],
        },
      ],
    });
  },
};
