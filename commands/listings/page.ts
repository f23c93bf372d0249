import type { APIEmbed } from "discord.js";
import { renderListingLine } from "../../src/alert/message.ts";
import { joinWithin } from "../../src/alert/text.ts";
import {
  type PressedButton,
  renderPageButtons,
  type Services,
  type TypedCommand,
} from "../../src/discord/command.ts";
import { type List, makeCustomId } from "./custom-id.ts";
import { describeFilter } from "./filter.ts";
import { factWordsFor } from "../../src/words/facts.ts";
import { type Words, wordsFor } from "../../src/words/words.ts";
import { renderNothing } from "./nothing.ts";

/** Listings on one page. */
export const perPage = 10;

const maxDescriptionLength = 4096; // Discord's limit

/** Answers with one page of a list; the last one where it has fewer than that. */
export async function showPage(
  interaction: TypedCommand | PressedButton,
  services: Services,
  list: List,
  asked: number,
): Promise<void> {
  const first = await services.listings.search(list.filter, Math.max(0, asked), perPage);
  const total = Math.min(first.total, list.count ?? Infinity);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(0, asked), pages - 1);
  // There may be fewer pages than when the button was made.
  const answer = page === asked ? first : await services.listings.search(list.filter, page, perPage);
  const items = answer.items.slice(0, Math.max(0, total - page * perPage));
  const words = wordsFor(interaction.locale);
  const looked = describeFilter(list.filter, services, words);
  const names = factWordsFor(interaction.locale);
  const lines =
    total === 0
      ? [renderNothing(looked.length > 0, words)]
      : items.map((item) => renderListingLine(item, names));
  const embed: APIEmbed = {
    title: words.listings.title(total),
    description: joinWithin([...looked, ...lines], "\n", maxDescriptionLength, words.general.more),
    ...(total === 0 ? {} : { footer: { text: renderFooter(page, pages, words) } }),
  };
  const customId = pages === 1 ? () => "" : await makeCustomId(list, services);
  await interaction.editReply({
    embeds: [embed],
    components: renderPageButtons(customId, page, pages, words),
  });
}

function renderFooter(page: number, pages: number, { general, listings }: Words): string {
  return (pages === 1 ? "" : `${general.page(page + 1, pages)} · `) + listings.footer;
}
