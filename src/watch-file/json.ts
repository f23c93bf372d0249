import type { RowNote } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { ReadRows, WatchRow } from "../services/watch-files.ts";
import { locateItems } from "./locate-items.ts";
import { type Column, findColumn, readRow, type WatchRecord } from "./record.ts";
import { splitList } from "./list-cell.ts";

const maxIgnored = 20; // keys named

/** One value of a file, and the line where it begins. */
interface Item {
  readonly line: number;
  readonly value: unknown;
}

/**
 * Reads a JSON array of objects, or JSON Lines.
 *
 * @throws `UserError` where an array is no JSON
 */
export function readJson(text: string): ReadRows {
  const bad: RowNote[] = [];
  const items = text.trimStart().startsWith("[") ? readArray(text) : readLines(text, bad);
  const rows: WatchRow[] = [];
  const ignored = new Set<string>();
  for (const { line, value } of items) {
    try {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw new UserError("This is no JSON object.");
      }
      const cells = new Map<Column, unknown>();
      for (const [name, cell] of Object.entries(value)) {
        const column = findColumn(name);
        if (column !== null) cells.set(column, cell);
        // The id of a watch list of `leakwatch match` means nothing here, and nobody misses it.
        else if (name !== "id") ignored.add(name);
      }
      rows.push(readRow(line, cells, splitList));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      bad.push({ line, reason: error.message });
    }
  }
  return { rows, bad, ignored: [...ignored].slice(0, maxIgnored) };
}

function readArray(text: string): Item[] {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    throw new UserError(`The file is no JSON: ${(error as SyntaxError).message}`, { cause: error });
  }
  const lines = locateItems(text);
  return (values as unknown[]).map((value, at) => ({ line: lines[at] ?? 1, value }));
}

function readLines(text: string, bad: RowNote[]): Item[] {
  const items: Item[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      items.push({ line: at + 1, value: JSON.parse(line) as unknown });
    } catch {
      bad.push({ line: at + 1, reason: "The line is no JSON." });
    }
  }
  return items;
}

/** Writes a JSON array, a watch a line. */
export function writeJson(records: readonly WatchRecord[]): string {
  const lines = records.map((record) => JSON.stringify(record));
  return lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`;
}
