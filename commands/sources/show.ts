import type { APIEmbed } from "discord.js";
import { renderListingLine } from "../../src/alert/message.ts";
import { cut, escapeCode, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type { Services, TypedCommand } from "../../src/discord/command.ts";
import { findRemedy } from "../../src/health/remedy.ts";
import type { Source, SourceHealth, SourceStatus } from "../../src/model.ts";
import { describeDays } from "./month.ts";
import { findComplaint, findStanding } from "./state.ts";
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
  const month = describeDays(status.days);
  const embed: APIEmbed = {
    title: showName(source),
    description: describeState(status),
    fields: [
      { name: "Kind", value: describeKind(source), inline: true },
      { name: "Visited", value: source.enabled ? showInterval(source.every) : "not at all", inline: true },
      { name: "Posts stored", value: String(health.posts), inline: true },
      { name: "robots.txt", value: source.robots === "respect" ? "respected" : "ignored", inline: true },
      { name: "Last visit", value: showDistance(health.lastVisitAt), inline: true },
      { name: "Last read", value: showDistance(health.lastSuccessAt), inline: true },
      ...(source.enabled && !health.isPaused && health.nextVisitAt !== null
        ? [{ name: "Next visit", value: showDistance(health.nextVisitAt), inline: true }]
        : []),
      {
        name: source.urls.length === 1 ? "Address" : "Addresses",
        value: joinWithin(
          source.urls.flatMap((url) => describeAddress(url, status)),
          "\n",
          maxFieldLength,
        ),
      },
      ...(month === null ? [] : [{ name: "Last 30 days", value: month }]),
      { name: "Newest listings", value: newest },
    ],
    footer: { text: `${source.id} · ${cut(source.definedAt, 100)}` },
  };
  await interaction.editReply({ embeds: [embed] });
}

function describeState(status: SourceStatus): string {
  const { lastError } = status.health;
  switch (findStanding(status)) {
    case "off":
      return "⚪ Switched off";
    case "paused":
      return [
        "🔴 Paused: its address is gone for good, its server says",
        "Change its entry, or use `/sources poll` to ask once more.",
      ].join("\n");
    case "new":
      return "🟡 Not visited yet";
    case "limping": {
      const problem = status.health.memory?.streak?.problem;
      const remedy = problem === undefined ? null : findRemedy(problem.code);
      return [
        `🟠 Read, but: ${findComplaint(status.health) ?? ""}`,
        ...(remedy === null ? [] : [remedy]),
      ].join("\n");
    }
    case "well":
      return "🟢 Read without errors";
    case "failing":
      return lastError === null ? "🔴 Failed" : describeError(lastError, status.health.failures);
  }
}

function describeError(error: NonNullable<SourceHealth["lastError"]>, failures: number): string {
  const times = failures > 1 ? `Failed ${failures} times in a row` : "Failed";
  const reason = escapeMarkdown(cut(error.message, maxReasonLength));
  const remedy = findRemedy(error.code);
  return [
    `🔴 ${times}, ${showDistance(error.at)} (${escapeMarkdown(cut(error.code, 50))}): ${reason}`,
    ...(remedy === null ? [] : [remedy]),
  ].join("\n");
}

/** A mirror, and below it where it has moved to and why it fails while others are read. */
function describeAddress(url: string, { source, health }: SourceStatus): string[] {
  const movedTo = health.memory?.moves[url];
  const failure = health.memory?.mirrors[url];
  return [
    showAddress(url, source.links),
    ...(movedTo === undefined ? [] : [`↳ moved for good to ${showAddress(movedTo, source.links)}`]),
    ...(failure === undefined || health.lastError !== null
      ? []
      : [`↳ failing since ${showDistance(new Date(failure.since))} (${escapeMarkdown(failure.code)})`]),
  ];
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
