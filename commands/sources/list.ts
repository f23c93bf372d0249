import type { APIEmbed } from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import {
  type PressedButton,
  renderPageButtons,
  type Services,
  type TypedCommand,
} from "../../src/discord/command.ts";
import type { SourceStatus } from "../../src/model.ts";
import { findComplaint, findStanding, standings, type Standing } from "./state.ts";
import { showCount, showDistance, showName } from "./words.ts";

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
  if (statuses.length === 0) {
    await interaction.editReply(
      "No source is configured. Whoever runs Leakwatch adds them in its feeds folder.",
    );
    return;
  }
  const pages = Math.ceil(statuses.length / perPage);
  const page = Math.min(Math.max(0, asked), pages - 1);
  const shown = statuses.slice(page * perPage, (page + 1) * perPage);
  const failing = statuses.filter((status) => failed.includes(findStanding(status))).length;
  const embed: APIEmbed = {
    title: `${statuses.length === 1 ? "1 source" : `${statuses.length} sources`}, ${failing === 0 ? "none fails" : `${failing} failing`}`,
    description: joinWithin(shown.map(renderSource), "\n", maxDescriptionLength),
    ...(pages === 1 ? {} : { footer: { text: `Page ${page + 1} of ${pages}` } }),
  };
  await interaction.editReply({
    embeds: [embed],
    components: renderPageButtons((to) => `sources:list:${to}`, page, pages),
  });
}

function rank(status: SourceStatus): number {
  return standings.indexOf(findStanding(status));
}

function renderSource(status: SourceStatus): string {
  const { source, health } = status;
  const name = `**${showName(source)}**`;
  const next = health.nextVisitAt === null ? [] : [`next visit ${showDistance(health.nextVisitAt)}`];
  const read = `read ${showDistance(health.lastSuccessAt)}`;
  switch (findStanding(status)) {
    case "paused":
      return [`🔴 ${name}`, showLastRead(health), "paused: its address is gone"].join(" · ");
    case "failing":
      return [`🔴 ${name}`, showLastRead(health), ...next, renderError(health)].join(" · ");
    case "limping":
      return [`🟠 ${name}`, read, ...next, cut(findComplaint(health) ?? "", maxReasonLength)].join(" · ");
    case "new":
      return [`🟡 ${name}`, "not visited yet", ...next].join(" · ");
    case "well": {
      const fresh = status.postsAWeek === 0 ? "" : `, ${status.postsAWeek} in 7 days`;
      const posts = showCount(health.posts, "post") + fresh;
      return [`🟢 ${name}`, posts, read, ...next].join(" · ");
    }
    case "off":
      return `⚪ ${name} · switched off`;
  }
}

function showLastRead({ lastSuccessAt }: SourceStatus["health"]): string {
  return lastSuccessAt === null ? "never read" : `last read ${showDistance(lastSuccessAt)}`;
}

function renderError({ lastError, failures }: SourceStatus["health"]): string {
  if (lastError === null) return "failed";
  const times = failures > 1 ? `failed ${failures} times in a row` : "failed";
  return `${times} (${lastError.code}): ${escapeMarkdown(cut(lastError.message, maxReasonLength))}`;
}
