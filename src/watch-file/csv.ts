import { type CsvError, parse } from "csv-parse/sync";
import type { RowNote } from "../discord/command.ts";
import { describeError, UserError } from "../errors.ts";
import type { ReadRows, WatchRow } from "../services/watch-files.ts";
import { joinList, splitList } from "./list-cell.ts";
import { type Cells, type Column, columns, findColumn, readRow, type WatchRecord } from "./record.ts";

/** A record as csv-parse gives it. */
interface CsvRecord {
  readonly record: readonly string[];
  /** `lines`: the line in which it ends. */
  readonly info: { readonly lines: number };
}

const delimiters = [",", ";", "\t"];
const maxIgnored = 20; // columns named

/**
 * Reads CSV (RFC 4180): the first row names the columns; commas, semicolons or tabs part the cells.
 *
 * @throws `UserError` where there is no column for the company
 */
export function readCsv(text: string): ReadRows {
  const bad: RowNote[] = [];
  const [header, ...records] = parseRecords(text, bad);
  const names = header?.record ?? [];
  const found = names.map(findColumn);
  if (!found.includes("company")) {
    throw new UserError(`The first row must name the columns, company among them: ${columns.join(", ")}.`);
  }
  const twice = found.find((column, at) => column !== null && found.indexOf(column) !== at);
  if (typeof twice === "string") throw new UserError(`The first row names the column ${twice} twice.`);
  const ignored = names.filter((name, at) => found[at] === null && name.trim() !== "").slice(0, maxIgnored);
  const rows: WatchRow[] = [];
  for (const { record, info } of records) {
    const line = info.lines - countBreaks(record);
    try {
      rows.push(readRow(line, readCells(record, found), splitList));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      bad.push({ line, reason: error.message });
    }
  }
  return { rows, bad, ignored };
}

function parseRecords(text: string, bad: RowNote[]): readonly CsvRecord[] {
  const unread: CsvError[] = [];
  const records = parse(text, {
    bom: true,
    info: true,
    delimiter: pickDelimiter(text),
    relax_column_count: true,
    // A quotation mark inside a cell that does not begin with one stands for itself.
    relax_quotes: true,
    skip_records_with_empty_values: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) unread.push(error);
      return undefined;
    },
  }) as unknown as readonly CsvRecord[];
  for (const error of unread) {
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED";
    bad.push({
      // It swallows all that follows: so it begins where the last record ended.
      line: isOpen ? (records.at(-1)?.info.lines ?? 0) + 1 : Number(error["lines"]),
      reason: isOpen ? "A quotation mark is opened here and never closed." : describeError(error),
    });
  }
  return records;
}

/** The one that stands most often in the first row. */
function pickDelimiter(text: string): string {
  const [header = ""] = text.split(/\r|\n/u, 1);
  const count = (delimiter: string): number => header.split(delimiter).length;
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function countBreaks(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|[\r\n]/gu)?.length ?? 0), 0);
}

function readCells(record: readonly string[], found: readonly (Column | null)[]): Cells {
  const surplus = record.slice(found.length).filter((cell) => cell.trim() !== "");
  if (surplus.length > 0) {
    throw new UserError(
      `${record.length} cells under ${found.length} columns: a cell that holds a comma needs quotation marks around it.`,
    );
  }
  const cells = new Map<Column, unknown>();
  for (const [at, column] of found.entries()) {
    const cell = record[at];
    if (column !== null && cell !== undefined) cells.set(column, cell);
  }
  return cells;
}

/**
 * Writes CSV (RFC 4180).
 *
 * Cells stand as they are, a company named "=Sum" too: whatever was put before it to stop a spreadsheet would come back
 * with the import. Quotation marks go around what begins like a formula, so that it is text to who reads closely.
 */
export function writeCsv(records: readonly WatchRecord[]): string {
  const rows = records.map((record) => columns.map((column) => writeCell(record[column])));
  return [columns, ...rows].map((cells) => `${cells.map(quote).join(",")}\r\n`).join("");
}

function writeCell(value: WatchRecord[Column]): string {
  if (typeof value === "boolean") return value ? "yes" : "";
  return typeof value === "string" ? value : value === null ? "" : joinList(value);
}

function quote(cell: string): string {
  return /[",;\r\n\t]|^[=+\-@\s]|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
