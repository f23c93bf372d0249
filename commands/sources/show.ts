import type { APIEmbed } from "discord.js";
import { renderListingLine } from "../../src/alert/message.ts";
import { cut, escapeCode, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type { Services, TypedCommand } from "../../src/discord/command.ts";
import { findRemedy } from "../../src/health/remedy.ts";
import type { Source, SourceHealth, SourceStatus } from "../../src/model.ts";
import { factWordsFor } from "../../src/words/facts.ts";
import { languageOf } from "../../src/words/translations.ts";
import { type Words, wordsFor } from "../../src/words/words.ts";
import { describeDays } from "./month.ts";
import { describeComplaint, findStanding } from "./state.ts";
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
  const words = wordsFor(interaction.locale);
  const say = words.sources;
  const newest =
    items.length === 0
      ? say.noListings
      : joinWithin(
          items.map((item) => renderListingLine(item, factWordsFor(interaction.locale))),
          "\n",
          maxFieldLength,
          words.general.more,
        );
  const month = describeDays(status.days, words);
  const embed: APIEmbed = {
    title: showName(source),
    description: describeState(status, interaction.locale),
    fields: [
      { name: say.kind, value: describeKind(source, words), inline: true },
      {
        name: say.visited,
        value: source.enabled ? showInterval(source.every, words) : say.notVisited,
        inline: true,
      },
      { name: say.stored, value: String(health.posts), inline: true },
      { name: "robots.txt", value: source.robots === "respect" ? say.respected : say.ignored, inline: true },
      { name: say.lastVisit, value: showDistance(health.lastVisitAt, words), inline: true },
      { name: say.lastReadField, value: showDistance(health.lastSuccessAt, words), inline: true },
      ...(source.enabled && !health.isPaused && health.nextVisitAt !== null
        ? [{ name: say.nextVisit, value: showDistance(health.nextVisitAt, words), inline: true }]
        : []),
      {
        name: say.addresses(source.urls.length),
        value: joinWithin(
          source.urls.flatMap((url) => describeAddress(url, status, words)),
          "\n",
          maxFieldLength,
          words.general.more,
        ),
      },
      ...(month === null ? [] : [{ name: say.month, value: month }]),
      { name: say.newest, value: newest },
    ],
    footer: { text: `${source.id} · ${cut(source.definedAt, 100)}` },
  };
  await interaction.editReply({ embeds: [embed] });
}

function describeState(status: SourceStatus, locale: string): string {
  const words = wordsFor(locale);
  const say = words.sources;
  const { lastError } = status.health;
  switch (findStanding(status)) {
    case "off":
      return `⚪ ${say.off}`;
    case "paused":
      return `🔴 ${say.pausedAtLength}`;
    case "new":
      return `🟡 ${say.new}`;
    case "limping": {
      const problem = status.health.memory?.streak?.problem;
      const remedy = problem === undefined ? null : findRemedy(problem.code, languageOf(locale));
      return [
        `🟠 ${say.limping(describeComplaint(status.health, words))}`,
        ...(remedy === null ? [] : [remedy]),
      ].join("\n");
    }
    case "well":
      return `🟢 ${say.well}`;
    case "failing":
      return lastError === null
        ? `🔴 ${say.failing(1)}`
        : describeError(lastError, status.health.failures, locale);
  }
}

function describeError(
  error: NonNullable<SourceHealth["lastError"]>,
  failures: number,
  locale: string,
): string {
  const words = wordsFor(locale);
  const { failing, failure } = words.sources;
  const code = escapeMarkdown(cut(error.code, 50));
  const reason = escapeMarkdown(cut(error.message, maxReasonLength));
  const remedy = findRemedy(error.code, languageOf(locale));
  return [
    `🔴 ${failure(failing(failures), showDistance(error.at, words), code, reason)}`,
    ...(remedy === null ? [] : [remedy]),
  ].join("\n");
}

/** A mirror, and below it where it has moved to and why it fails while others are read. */
function describeAddress(url: string, { source, health }: SourceStatus, words: Words): string[] {
  const say = words.sources;
  const movedTo = health.memory?.moves[url];
  const failure = health.memory?.mirrors[url];
  return [
    showAddress(url, source.links),
    ...(movedTo === undefined ? [] : [`↳ ${say.movedTo(showAddress(movedTo, source.links))}`]),
    ...(failure === undefined || health.lastError !== null
      ? []
      : [
          `↳ ${say.failingSince(showDistance(new Date(failure.since), words), escapeMarkdown(failure.code))}`,
        ]),
  ];
}

function describeKind({ kind, preset }: Source, { sources }: Words): string {
  return preset === undefined || preset === kind ? kind : sources.preset(kind, preset);
}

/** Text, unless its source is one whose links are shown; a browser's spelling of it holds no mark of Discord's. */
function showAddress(url: string, links: Source["links"]): string {
  const address = URL.parse(url)?.href;
  if (links === "show" && address !== undefined && address.length <= maxAddressLength) return `<${address}>`;
  return `\`${escapeCode(cut(url, maxAddressLength))}\``;
}
