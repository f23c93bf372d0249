import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from "discord.js";
import { cut, escapeMarkdown } from "../alert/text.ts";

const maxContentLength = 2000; // Discord's limit

/** Shows a text to the person alone, whatever has been answered so far. */
export async function tellAlone(
  interaction: ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction,
  content: string,
): Promise<void> {
  const notice = { content, flags: MessageFlags.Ephemeral } as const;
  if (!interaction.deferred && !interaction.replied) {
    await interaction.reply(notice);
  } else if (interaction.replied || (!interaction.isChatInputCommand() && interaction.ephemeral !== true)) {
    // What was put off is the change of a message that others may see.
    await interaction.followUp(notice);
  } else if (interaction.ephemeral === true) {
    await interaction.editReply({ content });
  } else {
    // Everybody sees "thinking…" there, and what replaces it; a follow-up alone can be private.
    await interaction.deleteReply();
    await interaction.followUp(notice);
  }
}

// Channels (`<#1>`), our own commands in backticks, and line breaks.
const keptAsItIs = /(<#\d{1,20}>|`\/[a-z -]{1,40}`|\n)/u;

/**
 * Makes a refusal's text safe to show: it may name channels and commands and have lines, all else is shown as written.
 *
 * @param message - plain text, without any other format of its own
 */
export function escapeRefusal(message: string): string {
  const parts = message.split(keptAsItIs).map((part, index) => (index % 2 === 1 ? part : escapePart(part)));
  return cut(parts.join(""), maxContentLength);
}

function escapePart(part: string): string {
  return `${/^\s/u.test(part) ? " " : ""}${escapeMarkdown(part)}${/\S\s+$/u.test(part) ? " " : ""}`;
}
