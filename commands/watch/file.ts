import { AttachmentBuilder } from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type {
  ImportReport,
  RowNote,
  Services,
  TypedCommand,
  UndoneImport,
} from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import { languageOf } from "../../src/words/translations.ts";
import { sayEach, type Words, wordsFor } from "../../src/words/words.ts";
import { type Answer, makeButton, makeRows } from "./answer.ts";

// Together below Discord's 4,096 characters of a description.
const maxNamesLength = 500;
const maxBadLength = 1700;
const maxAdviceLength = 900;

/** Takes the watches of the file that was attached. */
export async function importFile(interaction: TypedCommand, services: Services): Promise<Answer> {
  const { guildId, channelId, client, options, user } = interaction;
  const file = await services.files.download(options.getAttachment("file", true).url);
  const report = await services.watchFiles.import(guildId, file, {
    userId: user.id,
    channelId,
    hasChannel: (id) => {
      const channel = client.channels.cache.get(id);
      return channel !== undefined && !channel.isDMBased() && channel.guildId === guildId;
    },
    // The role that everybody has bears the server's own id.
    hasRole: (id) => id !== guildId && client.guilds.cache.get(guildId)?.roles.cache.has(id) === true,
  });
  return renderReport(report, interaction.locale);
}

function renderReport(report: ImportReport, locale: string): Answer {
  const { added, updated, unchanged, ignored, undo } = report;
  const words = wordsFor(locale).watchFile;
  const bad = report.bad.map((note) => translate(note, locale));
  const warnings = report.warnings.map((note) => translate(note, locale));
  const changed = joinWithin(
    updated.map((name) => escapeMarkdown(name)),
    ", ",
    maxNamesLength,
  );
  const lines = [
    words.report(added, updated.length, unchanged, bad.length),
    ...(changed === "" ? [] : [`**${words.changed}** ${changed}`]),
    ...(ignored.length === 0
      ? []
      : [`**${words.ignored}** ${cut(escapeMarkdown(ignored.join(", ")), maxNamesLength)}`]),
  ];
  const badNotes = bad.map((note) => renderNote(note, words));
  const adviceNotes = warnings.map((note) => renderNote(note, words));
  if (bad.length > 0) lines.push(`**${words.bad}**`, joinWithin(badNotes, "\n", maxBadLength));
  if (warnings.length > 0) lines.push(`**${words.advice}**`, joinWithin(adviceNotes, "\n", maxAdviceLength));
  const isLong = badNotes.join("\n").length > maxBadLength || adviceNotes.join("\n").length > maxAdviceLength;
  return {
    embeds: [{ description: lines.join("\n") }],
    ...(isLong ? { files: [makeNotesFile(bad, warnings, words)] } : {}),
    components: makeRows(
      undo === null ? [] : [makeButton(`watch:unimport:${undo}`, wordsFor(locale).general.undo)],
    ),
  };
}

/** Says what taking an import back came to. */
export function renderUndone({ removed, restored, left }: UndoneImport, { watchFile }: Words): Answer {
  const names = left.map((name) => escapeMarkdown(name));
  const lines = [
    watchFile.undone(removed, restored),
    ...(left.length === 0
      ? []
      : [`**${watchFile.changedSince}** ${joinWithin(names, ", ", maxNamesLength)}`]),
  ];
  return { embeds: [{ description: lines.join("\n") }] };
}

function translate({ line, reason, translations }: RowNote, locale: string): RowNote {
  return { line, reason: translations?.[languageOf(locale)] ?? reason };
}

function renderNote({ line, reason }: RowNote, { note }: Words["watchFile"]): string {
  return note(line, escapeMarkdown(cut(reason, 150)));
}

function makeNotesFile(
  bad: readonly RowNote[],
  warnings: readonly RowNote[],
  { badNote, adviceNote }: Words["watchFile"],
): AttachmentBuilder {
  const lines = [
    ...bad.map(({ line, reason }) => badNote(line, reason)),
    ...warnings.map(({ line, reason }) => adviceNote(line, reason)),
  ];
  const text = lines.map((line) => `${line}\n`).join("");
  return new AttachmentBuilder(Buffer.from(text, "utf8"), { name: "rows.txt" });
}

/** Answers with this server's watches as files that `/watch import` takes. */
export async function exportFiles(interaction: TypedCommand, services: Services): Promise<Answer> {
  const formats = ["csv", "json"] as const;
  const written = await Promise.all(
    formats.map(async (format) => ({
      format,
      ...(await services.watchFiles.export(interaction.guildId, format)),
    })),
  );
  const watches = written[0]?.watches ?? 0;
  const words = wordsFor(interaction.locale);
  if (watches === 0) return { content: words.watch.none };
  const files = written.map(({ format, text }) => ({
    name: `watches.${format}`,
    content: Buffer.from(text),
  }));
  const bytes = files.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (bytes > interaction.attachmentSizeLimit) {
    throw new UserError(sayEach(({ watchFile }) => watchFile.exportTooLarge));
  }
  return {
    content: words.watchFile.exported(watches),
    files: files.map(({ name, content }) => new AttachmentBuilder(content, { name })),
  };
}
