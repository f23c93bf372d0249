import type { RowNote } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { ReadRows, WatchRow } from "../services/watch-files.ts";
import { sayEach } from "../words/words.ts";
import { locateItems } from "./locate-items.ts";
import { type Column, describeLeft, findColumn, maxRows, readRow, type WatchRecord } from "./record.ts";
import { splitList } from "./list-cell.ts";

const maxIgnored = 20; // keys named
// A row takes 0.01 ms: commands, deliveries and visits go on meanwhile.
const rowsPerTurn = 250;

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
export async function readJson(text: string): Promise<ReadRows> {
  const bad: RowNote[] = [];
  const items = text.trimStart().startsWith("[") ? await readArray(text) : readLines(text, bad);
  const rows: WatchRow[] = [];
  const ignored = new Set<string>();
  let read = 0;
  for (const { line, value } of items) {
    if (rows.length === maxRows || bad.length >= maxRows) {
      bad.push(describeLeft(line));
      break;
    }
    if (read++ % rowsPerTurn === 0) await nextTurn();
    try {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw new UserError(sayEach(({ watchFile }) => watchFile.noObject));
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
      bad.push({ line, reason: error.message, translations: error.translations });
    }
  }
  return { rows, bad, ignored: [...ignored].slice(0, maxIgnored) };
}

async function readArray(text: string): Promise<Item[]> {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    throw new UserError(
      sayEach(({ watchFile }) => watchFile.noJson(message)),
      { cause: error },
    );
  }
  await nextTurn();
  const lines = locateItems(text);
  return (values as unknown[]).map((value, at) => ({ line: lines[at] ?? 1, value }));
}

function* readLines(text: string, bad: RowNote[]): Generator<Item> {
  for (let line = 1, from = 0; from < text.length; line++) {
    const end = text.indexOf("\n", from);
    const written = text.slice(from, end === -1 ? text.length : end);
    from += written.length + 1;
    if (written.trim() === "") continue;
    let value: unknown;
    try {
      value = JSON.parse(written);
    } catch {
      if (bad.length >= maxRows) return void bad.push(describeLeft(line));
      const translations = sayEach(({ watchFile }) => watchFile.lineNoJson);
      bad.push({ line, reason: translations.en, translations });
      continue;
    }
    yield { line, value };
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Writes a JSON array, a watch a line. */
export function writeJson(records: readonly WatchRecord[]): string {
  const lines = records.map((record) => JSON.stringify(record));
  return lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`;
}
