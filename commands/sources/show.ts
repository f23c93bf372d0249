import type { APIEmbed } from "discord.js";
import { renderListingLine } from "../../src/alert/message.ts";
import { cut, escapeCode, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type { Services, TypedCommand } from "../../src/discord/command.ts";
import type { Source, SourceStatus } from "../../src/model.ts";
import { findRemedy } from "./remedy.ts";
import { showDistance, showInterval, showName } from "./words.ts";

const newestListings = 5;
const maxFieldLength = 1024; // Discord's limit
const maxAddressLength = 300;
const maxReasonLength = 500;

/** Answers with everything about one source. */
export async function showOne(interaction: TypedCommand, services: Services, typed: string): Promise<void> {
  const status = await services.sources.get(typed);
  const { items } = await services.listings.search({ sourceId: status.source.id }, 0, newestListings);
  const { source, health } = status;
  const newest =
    items.length === 0 ? "None yet" : joinWithin(items.map(renderListingLine), "\n", maxFieldLength);
  const embed: APIEmbed = {
    title: showName(source),
    description: describeState(status),
    fields: [
      { name: "Kind", value: describeKind(source), inline: true },
      { name: "Visited", value: source.enabled ? showInterval(source.every) : "not at all", inline: true },
      { name: "Posts stored", value: String(health.posts), inline: true },
      { name: "Last visit", value: showDistance(health.lastVisitAt), inline: true },
      { name: "Last read", value: showDistance(health.lastSuccessAt), inline: true },
      ...(source.enabled && health.nextVisitAt !== null
        ? [{ name: "Next visit", value: showDistance(health.nextVisitAt), inline: true }]
        : []),
      {
        name: source.urls.length === 1 ? "Address" : "Addresses",
        value: joinWithin(
          source.urls.map((url) => showAddress(url, source.links)),
          "\n",
          maxFieldLength,
        ),
      },
      { name: "Newest listings", value: newest },
    ],
    footer: { text: `${source.id} · ${cut(source.definedAt, 100)}` },
  };
  await interaction.editReply({ embeds: [embed] });
}

function describeState({ source, health }: SourceStatus): string {
  if (!source.enabled) return "⚪ Switched off";
  const { lastError, failures } = health;
  if (lastError === null)
    return health.lastSuccessAt === null ? "🟡 Not visited yet" : "🟢 Read without errors";
  const times = failures > 1 ? `Failed ${failures} times in a row` : "Failed";
  const reason = escapeMarkdown(cut(lastError.message, maxReasonLength));
  const remedy = findRemedy(lastError.code);
  return [
    `🔴 ${times}, ${showDistance(lastError.at)} (${escapeMarkdown(cut(lastError.code, 50))}): ${reason}`,
    ...(remedy === null ? [] : [remedy]),
  ].join("\n");
}

function describeKind({ kind, preset }: Source): string {
  return preset === undefined || preset === kind ? kind : `${kind}, preset ${preset}`;
}

/** Text, unless its source is one whose links are shown; a browser's spelling of it holds no mark of Discord's. */
function showAddress(url: string, links: Source["links"]): string {
  const address = URL.parse(url)?.href;
  if (links === "show" && address !== undefined && address.length <= maxAddressLength) return `<${address}>`;
  return `\`${escapeCode(cut(url, maxAddressLength))}\``;
}
