import { AttachmentBuilder } from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type { ImportReport, RowNote, Services, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { Answer } from "./answer.ts";

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
  return renderReport(report);
}

function renderReport({ added, updated, unchanged, bad, warnings, ignored }: ImportReport): Answer {
  const total = `${count(added, "company", "companies")} added, ${updated.length} changed, ${unchanged} unchanged, ${count(bad.length, "bad row")}.`;
  const changed = joinWithin(
    updated.map((name) => escapeMarkdown(name)),
    ", ",
    maxNamesLength,
  );
  const lines = [
    total,
    ...(changed === "" ? [] : [`**Changed** ${changed}`]),
    ...(ignored.length === 0
      ? []
      : [`**Columns not known, and left out** ${cut(escapeMarkdown(ignored.join(", ")), maxNamesLength)}`]),
  ];
  const badNotes = bad.map(renderNote);
  const adviceNotes = warnings.map(renderNote);
  if (bad.length > 0) lines.push("**Bad rows, left out**", joinWithin(badNotes, "\n", maxBadLength));
  if (warnings.length > 0) lines.push("**Advice**", joinWithin(adviceNotes, "\n", maxAdviceLength));
  const isLong = badNotes.join("\n").length > maxBadLength || adviceNotes.join("\n").length > maxAdviceLength;
  return {
    embeds: [{ description: lines.join("\n") }],
    ...(isLong ? { files: [makeNotesFile(bad, warnings)] } : {}),
  };
}

function renderNote({ line, reason }: RowNote): string {
  return `line ${line}: ${escapeMarkdown(cut(reason, 150))}`;
}

function makeNotesFile(bad: readonly RowNote[], warnings: readonly RowNote[]): AttachmentBuilder {
  const write = (kind: string, notes: readonly RowNote[]): string[] =>
    notes.map(({ line, reason }) => `line ${line}: ${kind}: ${reason}\n`);
  const text = [...write("left out", bad), ...write("advice", warnings)].join("");
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
  if (watches === 0)
    return { content: "Nothing is watched yet. Begin with `/watch add company:… domains:…`." };
  const files = written.map(({ format, text }) => ({
    name: `watches.${format}`,
    content: Buffer.from(text),
  }));
  const bytes = files.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (bytes > interaction.attachmentSizeLimit) {
    throw new UserError(
      "The files are larger than Discord takes. Whoever runs Leakwatch gets them with leakwatch watch export.",
    );
  }
  return {
    content: `${count(watches, "company", "companies")} watched: the same twice, for a spreadsheet and as JSON. \`/watch import\` takes either.`,
    files: files.map(({ name, content }) => new AttachmentBuilder(content, { name })),
  };
}

function count(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${number} ${many}`;
}
