import { ActionRowBuilder, ButtonBuilder, ButtonStyle } from "discord.js";
import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import {
  type LogEntry,
  type PressedButton,
  renderPageButtons,
  type Services,
  type TypedCommand,
} from "../../src/discord/command.ts";
import type { DeliveryState } from "../../src/model.ts";
import { type Words, wordsFor } from "../../src/words/words.ts";
import { maxLogEntries, nameState, readState } from "./definition.ts";

const buttonsInRow = 5; // Discord's limit
const maxReason = 180;

/** What a log shows; all of it has room in its buttons. */
interface Shown {
  readonly state: DeliveryState | null;
  readonly count: number;
  readonly page: number;
}

/** `/alerts log`. */
export async function showLog(interaction: TypedCommand, services: Services): Promise<void> {
  const { options } = interaction;
  const count = options.getInteger("count") ?? maxLogEntries;
  await show(interaction, services, { state: readState(options.getString("state")), count, page: 0 });
}

/** Turns a page of the log. */
export async function turnLog(
  interaction: PressedButton,
  [state, count, page]: readonly string[],
  services: Services,
): Promise<void> {
  await show(interaction, services, readShown(state, count, page));
}

/** [Retry]: has one delivery tried again, and shows the page as it is then. */
export async function retry(
  interaction: PressedButton,
  [deliveryId = "", state, count, page]: readonly string[],
  services: Services,
): Promise<void> {
  await services.alerts.retry(interaction.guildId, deliveryId);
  await show(interaction, services, readShown(state, count, page));
}

function readShown(state: string | undefined, count: string | undefined, page: string | undefined): Shown {
  const perPage = Number.parseInt(count ?? "", 10) || maxLogEntries;
  return {
    state: readState(state),
    count: Math.min(maxLogEntries, Math.max(1, perPage)),
    page: Math.max(0, Number.parseInt(page ?? "", 10) || 0),
  };
}

async function show(
  interaction: TypedCommand | PressedButton,
  { alerts }: Services,
  { state, count, page: asked }: Shown,
): Promise<void> {
  const { items, total, page, pages } = await alerts.log(interaction.guildId, state, asked, count);
  const words = wordsFor(interaction.locale);
  const first = page * count + 1;
  const lines = items.map((entry, index) => describe(entry, first + index, words));
  const place = `${state ?? ""}:${count}:${page}`;
  const retries = items.flatMap((entry, index) =>
    entry.state === "failed" || entry.state === "held"
      ? [
          new ButtonBuilder()
            .setCustomId(`alerts:retry:${entry.id}:${place}`)
            .setLabel(words.alerts.retry(first + index))
            .setStyle(ButtonStyle.Secondary),
        ]
      : [],
  );
  const rows = Array.from({ length: Math.ceil(retries.length / buttonsInRow) }, (_, row) =>
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      ...retries.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
    ),
  );
  await interaction.editReply({
    content: "",
    embeds: [
      {
        title: words.alerts.deliveries(total, state === null ? null : nameState(state, words)),
        ...(lines.length === 0 ? {} : { description: lines.join("\n") }),
        ...(pages > 1 ? { footer: { text: words.general.page(page + 1, pages) } } : {}),
      },
    ],
    components: [
      ...rows,
      ...renderPageButtons((to) => `alerts:log:${state ?? ""}:${count}:${to}`, page, pages, words),
    ],
  });
}

function describe(entry: LogEntry, number: number, words: Words): string {
  const { alerts } = words;
  const what = `**${escapeMarkdown(cut(entry.what, 80)) || alerts.unnamed}**`;
  const seconds = Math.floor(entry.createdAt.getTime() / 1000);
  const state = entry.isInDigest ? alerts.inDigest : nameState(entry.state, words);
  const place = /^\d{1,20}$/u.test(entry.channelId) ? `<#${entry.channelId}>` : alerts.terminal;
  const parts = [`${alerts.kinds[entry.kind]} ${what}`, `<t:${seconds}:R>`, place, state];
  if (entry.reason !== null) parts.push(showReason(entry.reason));
  return `${number}\\. ${parts.join(" · ")}`;
}

/** A reason may name a channel; all else in it is shown as written. */
function showReason(reason: string): string {
  const parts = cut(reason, maxReason).split(/(<#\d{1,20}>)/u);
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return `${part.startsWith(" ") ? " " : ""}${escapeMarkdown(part)}${/\S\s+$/u.test(part) ? " " : ""}`;
    })
    .join("");
}
