import { PermissionFlagsBits } from "discord.js";
import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { Services, SourceVisit, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import { findRemedy } from "../../src/health/remedy.ts";
import type { Source } from "../../src/model.ts";
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

type Fault = NonNullable<SourceVisit["error"]>;

function renderVisit(source: Source, visit: SourceVisit): string {
  const { outcome, isFirst, partial, error, ...counts } = visit;
  const name = `**${showName(source)}**`;
  const read = (what: string): string =>
    partial === null
      ? `🟢 ${name}: ${what}`
      : [`🟠 ${name}: ${what}`, `Not all of it was read${describeFault(partial)}`].join("\n");
  switch (outcome) {
    case "unchanged":
      return read("nothing new.");
    case "aborted":
      return `🟡 ${name}: given up, since Leakwatch is being stopped. It is visited again at the next start.`;
    case "failed":
      return `🔴 ${name} could not be read${error === null ? "" : describeFault(error)}`;
    case "stored": {
      if (isFirst) return read(`${showCount(counts.newPosts, "post")} stored. A first visit alerts nobody.`);
      const { newPosts, changedPosts, alerts, updates } = counts;
      if (newPosts + changedPosts === 0) return read("nothing new.");
      return read(
        `${newPosts} new and ${changedPosts} changed, ${showCount(alerts, "alert")} and ${showCount(updates, "update")}.`,
      );
    }
  }
}

/** Why something could not be read, in brackets and after them, and below that what can be done. */
function describeFault({ code, message }: Fault): string {
  const reason = ` (${code}): ${escapeMarkdown(cut(message, maxReasonLength))}`;
  const remedy = findRemedy(code);
  return remedy === null ? reason : `${reason}\n${remedy}`;
}
