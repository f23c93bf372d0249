import type { RowNote } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { Watch } from "../model.ts";
import type { WatchRow } from "../services/watch-files.ts";
import { sayEach } from "../words/words.ts";

/** What a file says of a watch, by column. */
export interface WatchRecord {
  readonly company: string;
  readonly aliases: readonly string[];
  readonly domains: readonly string[];
  readonly exclude: readonly string[];
  readonly require: readonly string[];
  readonly mode: Watch["mode"];
  readonly mentions: Watch["mentions"];
  readonly channel: string | null;
  readonly role: string | null;
  readonly paused: boolean;
}

/** The columns, in the order in which they are written. */
export const columns = [
  "company",
  "aliases",
  "domains",
  "exclude",
  "require",
  "mode",
  "mentions",
  "channel",
  "role",
  "paused",
] as const satisfies (keyof WatchRecord)[];
export type Column = (typeof columns)[number];

/** Most rows that are taken of one file, and most bad ones that are named. */
export const maxRows = 10_000;
// A watch takes fewer; each of these is looked at.
const maxItems = 200;

/** The columns that hold lists. */
const listColumns: readonly Column[] = ["aliases", "domains", "exclude", "require"];

/** Says that this row and all that follow it are left out. */
export function describeLeft(line: number): RowNote {
  const translations = sayEach(({ watchFile }) => watchFile.tooManyRows(maxRows));
  return { line, reason: translations.en, translations };
}

/** Takes from a watch what a file says of it. */
export function toRecord(watch: Watch): WatchRecord {
  const { name: company, aliases, domains, exclude, require, mode, mentions, paused } = watch;
  const { channelId: channel, roleId: role } = watch;
  return { company, aliases, domains, exclude, require, mode, mentions, channel, role, paused };
}

/**
 * Finds the column that is meant: any case, and `name` for `company`, as in a watch list of `leakwatch match`.
 *
 * @returns null for what is no column
 */
export function findColumn(name: string): Column | null {
  const plain = name.trim().toLowerCase();
  return plain === "name" ? "company" : (columns.find((column) => column === plain) ?? null);
}

/** What a cell of a file holds: a text of CSV, any value of JSON. */
export type Cells = ReadonlyMap<Column, unknown>;

/**
 * Reads one row.
 *
 * @param cells - what the row does not have stays as it is
 * @param splitList - reads a list that is written as one text
 * @throws `UserError` that names what is wrong with it
 */
export function readRow(
  line: number,
  cells: Cells,
  splitList: (text: string) => readonly string[],
): WatchRow {
  const company = cells.get("company");
  if (typeof company !== "string" || company.trim() === "") {
    throw new UserError(sayEach(({ watchFile }) => watchFile.noCompany));
  }
  const lists = Object.fromEntries(
    listColumns.flatMap((column) => {
      const value = cells.get(column);
      return value === undefined ? [] : [[column, readList(column, value, splitList)]];
    }),
  );
  return {
    line,
    company,
    ...lists,
    mode: readChoice("mode", cells, ["strict", "normal", "broad"]),
    mentions: readChoice("mentions", cells, ["alert", "digest", "off"]),
    channelId: readId("channel", cells),
    roleId: readId("role", cells),
    paused: readTruth("paused", cells),
  };
}

function readList(
  column: Column,
  value: unknown,
  split: (text: string) => readonly string[],
): readonly string[] {
  const items: unknown = typeof value === "string" ? split(value) : (value ?? []);
  if (!Array.isArray(items) || !items.every((item) => typeof item === "string")) {
    throw new UserError(sayEach(({ watchFile }) => watchFile.noList(column)));
  }
  if (items.length > maxItems) {
    throw new UserError(sayEach(({ watchFile }) => watchFile.tooMany(column, items.length)));
  }
  return items;
}

function readChoice<T extends string>(column: Column, cells: Cells, choices: readonly T[]): T | undefined {
  const value = cells.get(column);
  if (value === undefined || value === null || value === "") return undefined;
  const found = choices.find((choice) => typeof value === "string" && value.trim().toLowerCase() === choice);
  if (found === undefined) {
    throw new UserError(sayEach(({ watchFile }) => watchFile.choices(column, choices.join(", "))));
  }
  return found;
}

/** Digits, as Discord writes ids; null where the cell is empty. */
function readId(column: Column, cells: Cells): string | null | undefined {
  const value = cells.get(column);
  if (value === undefined) return undefined;
  if (value === null || value === "") return null;
  if (typeof value === "string" && /^\d{1,20}$/u.test(value.trim())) return value.trim();
  const example = '"1234567890123456789"';
  throw new UserError(sayEach(({ watchFile }) => watchFile.id(column, example)));
}

function readTruth(column: Column, cells: Cells): boolean | undefined {
  const value = cells.get(column);
  if (value === undefined || typeof value === "boolean") return value;
  const plain = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (plain === null || plain === "" || plain === "no" || plain === "false") return false;
  if (plain === "yes" || plain === "true") return true;
  throw new UserError(sayEach(({ watchFile }) => watchFile.truth(column)));
}
