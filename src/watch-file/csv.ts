import { CsvError, parse } from "csv-parse/sync";
import type { RowNote } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { ReadRows, WatchRow } from "../services/watch-files.ts";
import { sayEach } from "../words/words.ts";
import { joinList, splitList } from "./list-cell.ts";
import {
  type Cells,
  type Column,
  columns,
  describeLeft,
  findColumn,
  maxRows,
  readRow,
  type WatchRecord,
} from "./record.ts";

/** A row as it stands in the file. */
interface CsvRecord {
  readonly cells: readonly string[];
  /** In which it begins, from 1. */
  readonly line: number;
}

const delimiters = [",", ";", "\t"];
const maxIgnored = 20; // columns named
// A row takes 0.01 ms: commands, deliveries and visits go on meanwhile.
const rowsPerTurn = 250;
// A watch takes far less. What is longer is a quotation mark that is not closed, and everything behind it.
const maxRowLength = 128 * 1024;

/**
 * Reads CSV (RFC 4180): the first row names the columns; commas, semicolons or tabs part the cells.
 *
 * @throws `UserError` where there is no column for the company
 */
export async function readCsv(text: string): Promise<ReadRows> {
  const bad: RowNote[] = [];
  const rows: WatchRow[] = [];
  let header: Header | null = null;
  for (const records of parseRecords(text, bad)) {
    for (const { cells, line } of records) {
      if (header === null) {
        header = readHeader(cells);
        continue;
      }
      if (rows.length === maxRows || bad.length >= maxRows) {
        return { rows, bad: [...bad, describeLeft(line)], ignored: header.ignored };
      }
      try {
        rows.push(readRow(line, readCells(cells, header.found), splitList));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        bad.push({ line, reason: error.message, translations: error.translations });
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (header === null) throw noColumns();
  return { rows, bad, ignored: header.ignored };
}

/** What the first row says of the others. */
interface Header {
  /** A column a cell; null: not known. */
  readonly found: readonly (Column | null)[];
  readonly ignored: readonly string[];
}

function readHeader(names: readonly string[]): Header {
  const found = names.map(findColumn);
  if (!found.includes("company")) throw noColumns();
  const twice = found.find((column, at) => column !== null && found.indexOf(column) !== at);
  if (typeof twice === "string") {
    throw new UserError(sayEach(({ watchFile }) => watchFile.columnTwice(twice)));
  }
  const ignored = names.filter((name, at) => found[at] === null && name.trim() !== "").slice(0, maxIgnored);
  return { found, ignored };
}

function noColumns(): UserError {
  return new UserError(sayEach(({ watchFile }) => watchFile.noColumns(columns.join(", "))));
}

/** Parses some rows at a time; a quotation mark that is not closed ends it. */
function* parseRecords(text: string, bad: RowNote[]): Generator<readonly CsvRecord[]> {
  const delimiter = pickDelimiter(text);
  let rest: Uint8Array = Buffer.from(text);
  let lines = 0;
  for (;;) {
    const records: CsvRecord[] = [];
    let bytes = 0;
    let ended = 0;
    try {
      parse(rest, {
        bom: true,
        delimiter,
        record_delimiter: ["\r\n", "\n", "\r"],
        relax_column_count: true,
        // A quotation mark inside a cell that does not begin with one stands for itself.
        relax_quotes: true,
        skip_records_with_empty_values: true,
        max_record_size: maxRowLength,
        to: rowsPerTurn,
        on_record: (cells: string[], info) => {
          records.push({ cells, line: lines + info.lines - countBreaks(cells) });
          [bytes, ended] = [info.bytes, info.lines];
          return null;
        },
      });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      // It swallows all that follows: so it begins where the last record ended.
      const translations = sayEach(({ watchFile }) => watchFile.openQuote);
      bad.push({ line: lines + ended + 1, reason: translations.en, translations });
      rest = new Uint8Array();
    }
    if (records.length > 0) yield records;
    if (records.length === 0 || rest.length === 0) return;
    rest = rest.subarray(bytes);
    lines += ended;
  }
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
    throw new UserError(sayEach(({ watchFile }) => watchFile.surplusCells(record.length, found.length)));
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
