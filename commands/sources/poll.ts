import { PermissionFlagsBits } from "discord.js";
import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { Services, SourceVisit, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { Source } from "../../src/model.ts";
import { findRemedy } from "./remedy.ts";
import { showCount, showName } from "./words.ts";

const maxReasonLength = 500;

/** Visits a source now and answers with what came of it. */
export async function pollOne(interaction: TypedCommand, services: Services, typed: string): Promise<void> {
  // Discord can keep people from whole commands only, and everybody may use the others of this one.
  if (!interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild))
    throw new UserError("You need the permission Manage Server for this.");
  const { source } = await services.sources.get(typed);
  await interaction.editReply(renderVisit(source, await services.sources.visit(source.id)));
}

function renderVisit(source: Source, { outcome, isFirst, error, ...counts }: SourceVisit): string {
  const name = `**${showName(source)}**`;
  switch (outcome) {
    case "unchanged":
      return `🟢 ${name}: nothing new.`;
    case "aborted":
      return `🟡 ${name}: given up, since Leakwatch is being stopped. It is visited again at the next start.`;
    case "failed": {
      const remedy = error === null ? null : findRemedy(error.code);
      const reason =
        error === null ? "" : ` (${error.code}): ${escapeMarkdown(cut(error.message, maxReasonLength))}`;
      return [`🔴 ${name} could not be read${reason}`, ...(remedy === null ? [] : [remedy])].join("\n");
    }
    case "stored": {
      if (isFirst)
        return `🟢 ${name}: ${showCount(counts.newPosts, "post")} stored. A first visit alerts nobody.`;
      const { newPosts, changedPosts, alerts, updates } = counts;
      if (newPosts + changedPosts === 0) return `🟢 ${name}: nothing new.`;
      return `🟢 ${name}: ${newPosts} new and ${changedPosts} changed, ${showCount(alerts, "alert")} and ${showCount(updates, "update")}.`;
    }
  }
}
