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
  const looked = describeFilter(list.filter, services);
  const lines = total === 0 ? [renderNothing(looked.length > 0)] : items.map(renderListingLine);
  const embed: APIEmbed = {
    title: total === 0 ? "No listings" : total === 1 ? "1 listing" : `${total} listings`,
    description: joinWithin([...looked, ...lines], "\n", maxDescriptionLength),
    ...(total === 0 ? {} : { footer: { text: renderFooter(page, pages) } }),
  };
  const customId = pages === 1 ? () => "" : await makeCustomId(list, services);
  await interaction.editReply({ embeds: [embed], components: renderPageButtons(customId, page, pages) });
}

function renderFooter(page: number, pages: number): string {
  const place = pages === 1 ? "" : `Page ${page + 1} of ${pages} · `;
  return `${place}/listings show listing:… tells everything about one, by the id before it`;
}
