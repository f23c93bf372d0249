import { AttachmentBuilder } from "discord.js";
import { clean, cut, defang } from "../../src/alert/text.ts";
import type { ListingFilter, Services, TypedCommand } from "../../src/discord/command.ts";
import type { StoredListing } from "../../src/model.ts";
import { renderCsv } from "./csv.ts";
import { describeFilter } from "./filter.ts";
import { wordsFor } from "../../src/words/words.ts";
import { renderNothing } from "./nothing.ts";

/** Listings in one file. */
const maxExported = 1000;

const maxCellLength = 400; // of text from outside, so that a file stays below Discord's 10 MiB

/** Answers with a file of the newest listings that fit. */
export async function sendFile(
  interaction: TypedCommand,
  services: Services,
  filter: ListingFilter,
  format: "csv" | "json",
): Promise<void> {
  const { items, total } = await services.listings.search(filter, 0, maxExported);
  const words = wordsFor(interaction.locale);
  const looked = describeFilter(filter, services, words);
  if (items.length === 0) {
    await interaction.editReply({ content: [renderNothing(looked.length > 0, words), ...looked].join("\n") });
    return;
  }
  const rows = items.map(toRow);
  const content = format === "csv" ? renderCsv(rows) : `${JSON.stringify(rows, null, 2)}\n`;
  const newest =
    total > items.length ? words.listings.newest(items.length, total) : `${words.listings.title(total)}.`;
  await interaction.editReply({
    content: [newest, ...looked].join("\n"),
    files: [new AttachmentBuilder(Buffer.from(content, "utf8"), { name: `listings.${format}` })],
  });
}

/** What a listing says, without the post's text: the facts, one a column. */
function toRow({
  id,
  post,
  listing,
  sourceId,
  links,
  discoveredAt,
}: StoredListing): Record<string, string | number | null> {
  const price = listing.prices[0];
  const total = listing.records.find(({ role }) => role === "total") ?? listing.records[0];
  const join = (items: readonly string[]): string => makePlain([...new Set(items)].slice(0, 20).join("; "));
  return {
    id,
    kind: listing.kind,
    status: listing.status,
    title: makePlain(post.title),
    victims: join(listing.victims.map(({ name }) => name)),
    actors: join(listing.actors.map(({ name }) => name)),
    price: price?.amount ?? null,
    currency: price?.currency ?? null,
    records: total?.count ?? null,
    dataTypes: join(listing.dataTypes.flatMap(({ label, negated }) => (negated ? [] : [label]))),
    source: sourceId,
    url: post.url && (links === "defang" ? makePlain(post.url) : cut(post.url, maxCellLength)),
    publishedAt: post.publishedAt?.toISOString() ?? null,
    discoveredAt: discoveredAt.toISOString(),
  };
}

function makePlain(outside: string): string {
  return cut(defang(clean(outside.slice(0, 2 * maxCellLength))), maxCellLength);
}
