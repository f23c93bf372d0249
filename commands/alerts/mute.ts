import { escapeMarkdown } from "../../src/alert/text.ts";
import type { Muted, PressedButton, Services, TypedCommand } from "../../src/discord/command.ts";
import type { Mute } from "../../src/model.ts";
import { type Words, wordsFor } from "../../src/words/words.ts";
import { reply } from "./answer.ts";

const hoursOfButton = 24;

/** `/alerts mute`. */
export async function mute(interaction: TypedCommand, { alerts }: Services): Promise<void> {
  const { options, guildId } = interaction;
  const hours = options.getInteger("hours") ?? hoursOfButton;
  await tell(interaction, await alerts.mute(guildId, options.getString("what", true), hours));
}

/** [Mute 24 h] below an alert. */
export async function muteFromAlert(
  interaction: PressedButton,
  [deliveryId = ""]: readonly string[],
  { alerts }: Services,
): Promise<void> {
  await tell(interaction, await alerts.muteWatchOf(interaction.guildId, deliveryId, hoursOfButton));
}

/** [Undo] of a mute: it ends when it would have ended before. */
export async function undoMute(
  interaction: PressedButton,
  [muteId = "", before = ""]: readonly string[],
  { alerts }: Services,
): Promise<void> {
  const until = new Date(/^\d{1,15}$/u.test(before) ? Number(before) : 0);
  const undone = await alerts.endMute(interaction.guildId, muteId, until);
  const isOver = until.getTime() <= interaction.createdTimestamp;
  const { alerts: words } = wordsFor(interaction.locale);
  const line = isOver ? words.unmuted(nameSubject(undone, words)) : describe(undone, words);
  await reply(interaction, [line], null);
}

async function tell(interaction: TypedCommand | PressedButton, { mute, before }: Muted): Promise<void> {
  const { alerts: words } = wordsFor(interaction.locale);
  await reply(interaction, [describe(mute, words)], `alerts:unmute:${mute.id}:${before?.getTime() ?? ""}`);
}

function describe(mute: Mute, words: Words["alerts"]): string {
  const seconds = Math.floor(mute.until.getTime() / 1000);
  return words.muted(nameSubject(mute, words), `<t:${seconds}:f>`);
}

function nameSubject({ subject, name }: Mute, words: Words["alerts"]): string {
  return words.subjects[subject](escapeMarkdown(name) || words.withoutName);
}
