import {
  ActionRowBuilder,
  type APIEmbed,
  type AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
} from "discord.js";
import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { PressedButton, SubmittedForm, TypedCommand } from "../../src/discord/command.ts";
import type { Watch } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";

/** What a subcommand or a button answers. */
export interface Answer {
  content?: string;
  embeds?: APIEmbed[];
  components?: ActionRowBuilder<ButtonBuilder>[];
  files?: AttachmentBuilder[];
}

/** Replaces all of an answer: what a page or a button showed before must not stay beside it. */
export async function reply(
  interaction: TypedCommand | PressedButton | SubmittedForm,
  answer: Answer,
): Promise<void> {
  await interaction.editReply({ content: "", embeds: [], components: [], ...answer });
}

/** Shows a watch's name as text. */
export function showName({ name }: Watch, { watch }: Words, maxLength = 100): string {
  return escapeMarkdown(cut(name, maxLength)) || watch.unnamed;
}

/** Makes one button. */
export function makeButton(customId: string, label: string): ButtonBuilder {
  return new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Secondary);
}

/** Makes the row of these buttons; none where there is no button. */
export function makeRows(buttons: readonly ButtonBuilder[]): ActionRowBuilder<ButtonBuilder>[] {
  return buttons.length === 0 ? [] : [new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons)];
}
