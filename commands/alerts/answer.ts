import { ActionRowBuilder, ButtonBuilder, ButtonStyle } from "discord.js";
import { maxCustomIdLength, type PressedButton, type TypedCommand } from "../../src/discord/command.ts";
import { wordsFor } from "../../src/words/words.ts";

/** Makes the row with the button that takes a step back; none where its id has no room in a button. */
function renderUndo(customId: string, label: string): ActionRowBuilder<ButtonBuilder>[] {
  if (customId.length > maxCustomIdLength) return [];
  return [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Secondary),
    ),
  ];
}

/** Replaces all of an answer; what is undone offers no further step back. */
export async function reply(
  interaction: TypedCommand | PressedButton,
  lines: readonly string[],
  undo: string | null,
): Promise<void> {
  await interaction.editReply({
    content: lines.join("\n"),
    embeds: [],
    components: undo === null ? [] : renderUndo(undo, wordsFor(interaction.locale).general.undo),
  });
}
