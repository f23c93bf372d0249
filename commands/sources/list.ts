import type { APIEmbed } from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import {
  type PressedButton,
  renderPageButtons,
  type Services,
  type TypedCommand,
} from "../../src/discord/command.ts";
import type { SourceStatus } from "../../src/model.ts";
import { type Words, wordsFor } from "../../src/words/words.ts";
import { describeComplaint, findStanding, standings, type Standing } from "./state.ts";
import { showDistance, showName } from "./words.ts";

const perPage = 12;
const failed: readonly Standing[] = ["paused", "failing"];
const maxDescriptionLength = 4096; // Discord's limit
const maxReasonLength = 120; // so that a page of failing sources fits

/** Answers with one page of all sources, those that fail first. */
export async function showPage(
  interaction: TypedCommand | PressedButton,
  asked: number,
  services: Services,
): Promise<void> {
  const statuses = [...(await services.sources.list())].sort(
    (a, b) => rank(a) - rank(b) || a.source.name.localeCompare(b.source.name),
  );
  const words = wordsFor(interaction.locale);
  if (statuses.length === 0) return void (await interaction.editReply(words.sources.none));
  const pages = Math.ceil(statuses.length / perPage);
  const page = Math.min(Math.max(0, asked), pages - 1);
  const shown = statuses.slice(page * perPage, (page + 1) * perPage);
  const failing = statuses.filter((status) => failed.includes(findStanding(status))).length;
  const embed: APIEmbed = {
    title: words.sources.title(statuses.length, failing),
    description: joinWithin(
      shown.map((status) => renderSource(status, words)),
      "\n",
      maxDescriptionLength,
      words.general.more,
    ),
    ...(pages === 1 ? {} : { footer: { text: words.general.page(page + 1, pages) } }),
  };
  await interaction.editReply({
    embeds: [embed],
    components: renderPageButtons((to) => `sources:list:${to}`, page, pages, words),
  });
}

function rank(status: SourceStatus): number {
  return standings.indexOf(findStanding(status));
}

function renderSource(status: SourceStatus, words: Words): string {
  const { source, health } = status;
  const say = words.sources;
  const name = `**${showName(source)}**`;
  const next = health.nextVisitAt === null ? [] : [say.next(showDistance(health.nextVisitAt, words))];
  const read = say.read(showDistance(health.lastSuccessAt, words));
  switch (findStanding(status)) {
    case "paused":
      return [`🔴 ${name}`, showLastRead(health, words), say.isPaused].join(" · ");
    case "failing":
      return [`🔴 ${name}`, showLastRead(health, words), ...next, renderError(health, words)].join(" · ");
    case "limping":
      return [`🟠 ${name}`, read, ...next, cut(describeComplaint(health, words), maxReasonLength)].join(
        " · ",
      );
    case "new":
      return [`🟡 ${name}`, say.isNew, ...next].join(" · ");
    case "well":
      return [`🟢 ${name}`, say.posts(health.posts, status.postsAWeek), read, ...next].join(" · ");
    case "off":
      return `⚪ ${name} · ${say.isOff}`;
  }
}

function showLastRead({ lastSuccessAt }: SourceStatus["health"], words: Words): string {
  return lastSuccessAt === null
    ? words.sources.neverRead
    : words.sources.lastRead(showDistance(lastSuccessAt, words));
}

function renderError({ lastError, failures }: SourceStatus["health"], { sources }: Words): string {
  if (lastError === null) return sources.failed(1);
  return `${sources.failed(failures)} (${lastError.code}): ${escapeMarkdown(cut(lastError.message, maxReasonLength))}`;
}
