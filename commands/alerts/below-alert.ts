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
import { sayEach, wordsFor } from "../../src/words/words.ts";

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
  const pages = await alerts.details(interaction.guildId, deliveryId, interaction.locale);
  const page = Math.min(pages.length - 1, Math.max(0, Number.parseInt(asked, 10) || 0));
  await interaction.editReply({
    embeds: pages.slice(page, page + 1),
    components: renderPageButtons(
      (to) => `alerts:page:${deliveryId}:${to}`,
      page,
      pages.length,
      wordsFor(interaction.locale),
    ),
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
  if (message.id === channelId) throw new UserError(sayEach((words) => words.alerts.ownThread));
  if (!interaction.memberPermissions.has(PermissionFlagsBits.CreatePublicThreads))
    throw new UserError(sayEach(({ general }) => general.needsPermission(general.permissions.createThreads)));
  // A message has one thread at most; one that was deleted can be opened again.
  const threadId = await openCaseThread(client, channelId, message.id, nameCase(alert));
  if (caseId !== threadId) await alerts.openedCase(guildId, deliveryId, threadId);
  await interaction.editReply(wordsFor(interaction.locale).alerts.caseThread(`<#${threadId}>`));
}
