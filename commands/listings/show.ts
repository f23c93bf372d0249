import type { APIEmbed } from "discord.js";
import { renderHistory, renderListing } from "../../src/alert/message.ts";
import { formatMoney } from "../../src/alert/money.ts";
import { cut } from "../../src/alert/text.ts";
import type { Services, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { StoredListing } from "../../src/model.ts";
import { factWordsFor } from "../../src/words/facts.ts";
import { sayEach, wordsFor } from "../../src/words/words.ts";

const fileName = "price-history.png";
const newestTried = 10;
const maxAltText = 1024; // Discord's limit

/** Answers with everything about one listing, named by its id or a part of its title. */
export async function showOne(interaction: TypedCommand, services: Services, typed: string): Promise<void> {
  const id = typed.trim();
  const found = (await services.listings.find(id)) ?? (await findByTitle(id, services));
  if (found === undefined) throw new UserError(sayEach(({ listings }) => listings.unknown(cut(id, 100))));
  const [history, picture, rates] = await Promise.all([
    services.listings.history(found),
    services.statistics.drawPrices(found),
    services.listings.rates(),
  ]);
  const names = factWordsFor(interaction.locale);
  const told = renderHistory(history, names);
  const embeds: APIEmbed[] = [renderListing(found, rates, names), ...(told === null ? [] : [told])];
  const last = embeds.at(-1);
  if (picture === null || last === undefined) return void (await interaction.editReply({ embeds }));
  last.image = { url: `attachment://${fileName}` };
  const { listings: words } = wordsFor(interaction.locale);
  const steps = history.prices.map(({ at, ...money }) =>
    words.priceSince(formatMoney(money), at.toISOString().slice(0, 10)),
  );
  const description = cut(words.priceHistory(steps.join(", ")), maxAltText);
  await interaction.editReply({ embeds, files: [{ attachment: picture, name: fileName, description }] });
}

/** Whoever types a title without taking a suggestion means the first one. */
async function findByTitle(typed: string, services: Services): Promise<StoredListing | undefined> {
  if (typed === "") return undefined;
  const suggested = services.listings.suggest(typed)[0];
  if (suggested !== undefined) return services.listings.find(suggested.id);
  // What is suggested is remembered for some seconds: a listing that has just alerted may be missing from it.
  const { items } = await services.listings.search({ text: typed }, 0, newestTried);
  const wanted = typed.toLowerCase();
  return items.find(({ post }) => post.title.toLowerCase().includes(wanted));
}
