import { PermissionFlagsBits } from "discord.js";
import { nameCase } from "../../src/alert/message.ts";
import {
  openCaseThread,
  type PressedButton,
  renderButtonRows,
  renderPageButtons,
  type Services,
} from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";

/** [Acknowledge], and once more to undo that. */
export async function acknowledge(
  interaction: PressedButton,
  [deliveryId = ""]: readonly string[],
  { alerts }: Services,
): Promise<void> {
  const mayUndo = interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild);
  const { guildId, user } = interaction;
  const message = await alerts.acknowledge(guildId, deliveryId, user.id, mayUndo);
  await interaction.editReply({
    content: message.content,
    embeds: message.embeds,
    components: renderButtonRows(message.buttons ?? []),
    allowedMentions: { parse: [] },
  });
}

/** [Details], and the pages of what it answers. */
export async function showDetails(
  interaction: PressedButton,
  [deliveryId = "", asked = "0"]: readonly string[],
  { alerts }: Services,
): Promise<void> {
  const pages = await alerts.details(interaction.guildId, deliveryId);
  const page = Math.min(pages.length - 1, Math.max(0, Number.parseInt(asked, 10) || 0));
  await interaction.editReply({
    embeds: pages.slice(page, page + 1),
    components: renderPageButtons((to) => `alerts:page:${deliveryId}:${to}`, page, pages.length),
  });
}

/** [Case thread]: opens it, or says which it is. */
export async function openCase(
  interaction: PressedButton,
  [deliveryId = ""]: readonly string[],
  { alerts }: Services,
): Promise<void> {
  const { guildId, channelId, message, client } = interaction;
  const { alert, caseId } = await alerts.find(guildId, deliveryId);
  if (message.id === channelId) throw new UserError("This post of the forum is the alert's own thread.");
  if (!interaction.memberPermissions.has(PermissionFlagsBits.CreatePublicThreads))
    throw new UserError("You need the permission Create Public Threads for this.");
  // A message has one thread at most; one that was deleted can be opened again.
  const threadId = await openCaseThread(client, channelId, message.id, nameCase(alert));
  if (caseId !== threadId) await alerts.openedCase(guildId, deliveryId, threadId);
  await interaction.editReply(`Case thread: <#${threadId}>. What changes later is told there.`);
}
