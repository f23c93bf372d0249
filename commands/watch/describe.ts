import type { APIEmbed, ButtonBuilder, Client } from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import {
  findMissingPermissions,
  type PressedButton,
  type Services,
  type SubmittedForm,
  type TypedCommand,
} from "../../src/discord/command.ts";
import type { Watch } from "../../src/model.ts";
import { type Words, wordsFor } from "../../src/words/words.ts";
import { type Answer, makeButton, makeRows, showName } from "./answer.ts";

const maxFieldLength = 1024; // Discord's limit
const maxDescriptionLength = 1200; // with four full lists below Discord's 6,000 characters of all embeds

/** Tells everything about one watch, after the news and above its buttons. */
export async function describe(
  interaction: TypedCommand | PressedButton | SubmittedForm,
  services: Services,
  watch: Watch,
  news = "",
  warnings: readonly string[] = [],
): Promise<Answer> {
  const channelId = await services.watches.routeOf(watch);
  const words = wordsFor(interaction.locale);
  const hints = [...warnings.map(escapeMarkdown), ...warnOfChannel(interaction.client, channelId, words)];
  const lines = [
    ...(news === "" ? [] : [news]),
    ...(watch.paused ? [words.watch.paused] : []),
    ...hints.map((hint) => `⚠ ${hint}`),
  ];
  return {
    embeds: [renderWatch(watch, channelId, lines.join("\n"), words)],
    components: makeRows(makeUnsetButtons(watch, words)),
  };
}

/** The buttons that take back a channel or a role of a watch's own. */
export function makeUnsetButtons({ id, channelId, roleId }: Watch, { watch }: Words): ButtonBuilder[] {
  return [
    ...(channelId === null ? [] : [makeButton(`watch:unset-channel:${id}`, watch.defaultChannel)]),
    ...(roleId === null ? [] : [makeButton(`watch:unset-role:${id}`, watch.noRole)]),
  ];
}

function warnOfChannel(client: Client, channelId: string | null, words: Words): readonly string[] {
  if (channelId === null) return [words.watch.nowhere];
  const missing = findMissingPermissions(client, channelId, words);
  return missing.length === 0 ? [] : [words.watch.mayNotPost(`<#${channelId}>`, missing.join(", "))];
}

function renderWatch(watch: Watch, channelId: string | null, description: string, words: Words): APIEmbed {
  const names = words.watch;
  const lists = [
    [names.aliases, watch.aliases],
    [names.domains, watch.domains],
    [names.exclude, watch.exclude],
    [names.require, watch.require],
  ] as const;
  return {
    title: showName(watch, words),
    ...(description === "" ? {} : { description: cut(description, maxDescriptionLength) }),
    fields: [
      ...lists.flatMap(([name, items]) => {
        // What nobody can see shows as nothing, and Discord refuses an empty field.
        const shown = items.map(escapeMarkdown).filter((item) => item.trim() !== "");
        return shown.length === 0
          ? []
          : [{ name, value: joinWithin(shown, ", ", maxFieldLength, words.general.more) }];
      }),
      { name: names.channel, value: channelId === null ? names.noChannel : `<#${channelId}>`, inline: true },
      ...(watch.roleId === null ? [] : [{ name: names.role, value: `<@&${watch.roleId}>`, inline: true }]),
      { name: names.mode, value: names.modes[watch.mode], inline: true },
      { name: names.mentions, value: names.mentionedThen[watch.mentions], inline: true },
      { name: names.added, value: renderOrigin(watch, words), inline: true },
    ],
  };
}

function renderOrigin({ createdAt, createdBy }: Watch, { watch }: Words): string {
  const when = `<t:${Math.floor(createdAt.getTime() / 1000)}:D>`;
  return /^\d{1,20}$/u.test(createdBy) ? watch.addedBy(when, `<@${createdBy}>`) : when;
}
