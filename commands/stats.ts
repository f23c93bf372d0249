import {
  type APIEmbedField,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
} from "discord.js";
import { formatMoney } from "../src/alert/money.ts";
import { cut, escapeMarkdown } from "../src/alert/text.ts";
import type { Command } from "../src/discord/command.ts";
import { readSince } from "../src/discord/since.ts";
import type { Statistics } from "../src/model.ts";
import { named } from "../src/words/definitions.ts";
import { type Words, wordsFor } from "../src/words/words.ts";

const defaultSince = "12w";
const fileName = "stats.png";

/** `/stats`: what the sources told, as a picture with the figures beside it. */
export const stats: Command = {
  isPublic: true,
  isQuery: true,
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named("stats"),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...named("stats since"),
        max_length: 20,
      },
    ],
  },

  async run(interaction, services) {
    const since = readSince(interaction.options.getString("since") ?? defaultSince, interaction.createdAt);
    const statistics = await services.statistics.count(interaction.guildId, since);
    const words = wordsFor(interaction.locale).stats;
    const picture = await services.statistics.draw(statistics);
    await interaction.editReply({
      embeds: [
        {
          title: words.title(statistics.listings, statistics.since.toISOString().slice(0, 10)),
          fields: describe(statistics, words),
          image: { url: `attachment://${fileName}` },
        },
      ],
      files: [{ attachment: picture, name: fileName, description: summarise(statistics, words) }],
    });
  },
};

function describe(statistics: Statistics, words: Words["stats"]): APIEmbedField[] {
  const { actors, prices, alerts } = statistics;
  const busiest = actors.slice(0, 5).map(({ name, listings }) => `${show(name)} ${listings}`);
  const asked = prices.map(({ currency, listings, median, highest }) => {
    const middle = formatMoney({ amount: median, currency });
    return words.price(listings, show(currency), middle, formatMoney({ amount: highest, currency }));
  });
  const told = [
    words.alerts(alerts.sent, alerts.updates),
    ...(alerts.waiting > 0 ? [words.waiting(alerts.waiting)] : []),
    ...(alerts.failed > 0 ? [words.failed(alerts.failed)] : []),
  ];
  const fields = [
    { name: words.server, value: told.join(" · ") },
    { name: words.actors, value: busiest.join(" · ") },
    { name: words.prices, value: asked.join("\n") },
  ];
  return fields
    .filter(({ value }) => value !== "")
    .map((field) => ({ ...field, value: cut(field.value, 1000) }));
}

/** What the picture shows, for who cannot see it. */
function summarise({ weeks, actors }: Statistics, words: Words["stats"]): string {
  const byWeek = weeks.map(({ week, counts }) => {
    const listings = Object.values(counts).reduce((sum, each) => sum + each, 0);
    return `${week.toISOString().slice(5, 10)}: ${listings}`;
  });
  const busiest = actors.map(({ name, listings }) => `${name} ${listings}`);
  return cut(words.picture(byWeek.join(", "), busiest.join(", ")), 1000);
}

function show(text: string): string {
  return escapeMarkdown(cut(text, 60));
}
