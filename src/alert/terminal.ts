import type { Embed, EmbedField, Message } from "./embed.ts";
import { makePlain, parseMarkdown, type Span } from "./markdown.ts";
import { makeTimeWriter } from "./terminal-time.ts";
import { cutToWidth, measureWidth, padToWidth } from "./width.ts";
import { wrap } from "./wrap.ts";

/** How a message is printed. */
export interface TerminalOptions {
  /** False: no escape sequence at all; bold reads `*so*`, struck `~so~`. */
  readonly colour: boolean;
  /** Columns of the terminal; 60 to 100 are used. */
  readonly width: number;
  readonly now: Date;
  /** IANA zone for times. Default, and where unknown: UTC. */
  readonly timezone?: string | undefined;
}

interface Style {
  readonly bold?: boolean;
  readonly struck?: boolean;
  readonly dim?: boolean;
  readonly edge?: boolean;
}

interface Printer {
  readonly width: number;
  readonly paint: (text: string, style: Style) => string;
  readonly parse: (line: string) => Span[];
}

const labelWidth = 16;
const neutral = 0x8a8f98;

/** Prints a message for a person at a terminal: what a notification would say, then each embed as a box. */
export function renderTerminal(message: Message, options: TerminalOptions): string {
  const width = Math.min(100, Math.max(60, Math.floor(options.width) || 80));
  const words = {
    showTime: makeTimeWriter(options.now, options.timezone),
    boldSign: options.colour ? "" : "*",
    struckSign: options.colour ? "" : "~",
  };
  const printerOf = (embed: Embed | undefined): Printer => ({
    width,
    paint: (text, style) => (options.colour ? paint(text, style, embed?.color ?? neutral) : text),
    parse: (line) => parseMarkdown(line, words),
  });

  const top = printerOf(message.embeds[0]);
  const lines = message.content.split("\n").flatMap((line, index) => {
    const spans = top.parse(line).map((span) => ({ ...span, bold: options.colour || span.bold }));
    const bullet = index === 0 ? top.paint("●", { edge: true }) : " ";
    return wrap(spans, width - 2).map(
      (wrapped, row) => `${row === 0 ? bullet : " "} ${paintSpans(wrapped, top)}`,
    );
  });
  const boxes = message.embeds.flatMap((embed) => drawEmbed(embed, printerOf(embed)));
  return [...(message.content.trim() === "" ? [] : lines), ...boxes].join("\n");
}

function drawEmbed(embed: Embed, printer: Printer): string[] {
  const inner = printer.width - 4;
  const sections: string[][] = [];
  if (embed.title !== undefined) {
    const title = printer.parse(embed.title).map((span) => ({ ...span, bold: true }));
    sections.push(wrap(title, inner).map((line) => paintTitle(line, printer)));
  }
  if (embed.description !== undefined) {
    sections.push(embed.description.split("\n").flatMap((line) => drawParagraph(line, inner, printer)));
  }
  const fields = (embed.fields ?? []).flatMap((field) => drawField(field, inner, printer));
  if (fields.length > 0) sections.push(fields);
  if (embed.footer !== undefined) {
    // A footer has no Markdown.
    sections.push([printer.paint(cutToWidth(makePlain(embed.footer.text), inner), { dim: true })]);
  }

  const spaced = sections.flatMap((section, index) => (index === 0 ? section : ["", ...section]));
  const body = spaced.filter((line, index) => line !== "" || spaced[index - 1] !== "");
  const rule = "─".repeat(printer.width - 2);
  const left = printer.paint("┃", { edge: true });
  const right = printer.paint("│", { dim: true });
  return [
    printer.paint("┎", { edge: true }) + printer.paint(`${rule}╮`, { dim: true }),
    ...body.map((line) => `${left} ${padPainted(line, inner)} ${right}`),
    printer.paint("┖", { edge: true }) + printer.paint(`${rule}╯`, { dim: true }),
  ];
}

function drawParagraph(line: string, width: number, printer: Printer): string[] {
  if (!line.startsWith("> "))
    return wrap(printer.parse(line), width).map((spans) => paintSpans(spans, printer));
  const bar = printer.paint("▏", { edge: true });
  return wrap(printer.parse(line.slice(2)), width - 2).map((spans) => `${bar} ${paintSpans(spans, printer)}`);
}

function drawField(field: EmbedField, width: number, printer: Printer): string[] {
  const label = printer.paint(
    padToWidth(cutToWidth(makePlain(field.name), labelWidth - 2), labelWidth, "left"),
    {
      dim: true,
    },
  );
  const indent = " ".repeat(labelWidth);
  const lines: string[] = [];
  let inCode = false;
  for (const line of field.value.split("\n")) {
    if (line.startsWith("```")) inCode = !inCode;
    else if (inCode) lines.push(cutToWidth(makePlain(line), width - 2));
    else lines.push(...drawParagraph(line, width - labelWidth, printer));
  }
  if (!field.value.includes("```")) return lines.map((line, index) => (index === 0 ? label : indent) + line);
  // A table gets the whole width, below its name.
  return ["", label, ...lines.map((line) => `  ${line}`), ""];
}

function paintTitle(line: readonly Span[], printer: Printer): string {
  return line.map((span) => printer.paint(span.text, { bold: true })).join("");
}

function paintSpans(spans: readonly Span[], printer: Printer): string {
  return spans.map((span) => printer.paint(span.text, { bold: span.bold, struck: span.struck })).join("");
}

// 256 colours: every terminal in use has them, unlike the full range.
function paint(text: string, style: Style, colour: number): string {
  if (text === "") return "";
  const codes: string[] = [];
  if (style.bold === true && style.struck !== true) codes.push("1");
  if (style.dim === true || style.struck === true) codes.push("2");
  if (style.struck === true) codes.push("9");
  if (style.edge === true) codes.push(`38;5;${toColourCube(colour)}`);
  return codes.length === 0 ? text : `\u001b[${codes.join(";")}m${text}\u001b[0m`;
}

function toColourCube(colour: number): number {
  const level = (shift: number): number => Math.round((((colour >> shift) & 0xff) / 255) * 5);
  return 16 + 36 * level(16) + 6 * level(8) + level(0);
}

function padPainted(line: string, width: number): string {
  // Only our own sequences are left: text from outside had its control characters taken away.
  const visible = line.replace(/\u001b\[[\d;]*m/gu, "");
  return line + " ".repeat(Math.max(0, width - measureWidth(visible)));
}
