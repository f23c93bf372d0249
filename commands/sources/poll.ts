import { PermissionFlagsBits } from "discord.js";
import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { Services, SourceVisit, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import { findRemedy } from "../../src/health/remedy.ts";
import type { Source } from "../../src/model.ts";
import { languageOf } from "../../src/words/translations.ts";
import { sayEach, wordsFor } from "../../src/words/words.ts";
import { showName } from "./words.ts";

const maxReasonLength = 500;

/** Visits a source now and answers with what came of it. */
export async function pollOne(interaction: TypedCommand, services: Services, typed: string): Promise<void> {
  // Discord can keep people from whole commands only, and everybody may use the others of this one.
  if (!interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild))
    throw new UserError(sayEach(({ general }) => general.needsPermission(general.permissions.manageServer)));
  const { source } = await services.sources.get(typed);
  const visit = await services.sources.visit(source.id);
  await interaction.editReply(renderVisit(source, visit, interaction.locale));
}

type Fault = NonNullable<SourceVisit["error"]>;

function renderVisit(source: Source, visit: SourceVisit, locale: string): string {
  const { sources: words } = wordsFor(locale);
  const { outcome, isFirst, partial, error, ...counts } = visit;
  const name = `**${showName(source)}**`;
  const read = (what: string): string =>
    partial === null
      ? `🟢 ${name}: ${what}`
      : [`🟠 ${name}: ${what}`, words.notAllRead + describeFault(partial, locale)].join("\n");
  switch (outcome) {
    case "unchanged":
      return read(words.nothingNew);
    case "aborted":
      return `🟡 ${name}: ${words.aborted}`;
    case "failed":
      return `🔴 ${words.notRead(name)}${error === null ? "" : describeFault(error, locale)}`;
    case "stored": {
      if (isFirst) return read(words.first(counts.newPosts));
      const { newPosts, changedPosts, alerts, updates } = counts;
      if (newPosts + changedPosts === 0) return read(words.nothingNew);
      return read(words.came(newPosts, changedPosts, alerts, updates));
    }
  }
}

/** Why something could not be read, in brackets and after them, and below that what can be done. */
function describeFault({ code, message }: Fault, locale: string): string {
  const reason = ` (${code}): ${escapeMarkdown(cut(message, maxReasonLength))}`;
  const remedy = findRemedy(code, languageOf(locale));
  return remedy === null ? reason : `${reason}\n${remedy}`;
}
