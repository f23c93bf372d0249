import type { Listing, Lot, Rates } from "../model.ts";
import { formatDollars, formatRateDay } from "./dollars.ts";
import { formatCount, formatMoney } from "./money.ts";
import { redact } from "./redact.ts";
import { clean, escapeCode } from "./text.ts";
import { cutToWidth, measureWidth, padToWidth } from "./width.ts";

interface Column {
  readonly head: string;
  readonly align: "left" | "right";
  readonly maxWidth: number;
}

// What a desktop's embed shows without wrapping; the last column gets what the others leave.
const maxWidth = 54;
const gap = "  ";
const dollars: Column = { head: "≈ USD", align: "right", maxWidth: 12 };
const columns: readonly Column[] = [
  { head: "Price", align: "right", maxWidth: 12 },
  dollars,
  { head: "Records", align: "right", maxWidth: 12 },
  { head: "", align: "left", maxWidth: 18 },
  { head: "Data", align: "left", maxWidth: 36 },
];
const rowsInAlert = 12;

function rowOf(lot: Lot, listing: Listing, rates: Rates | null): string[] {
  const price = lot.price === null ? undefined : listing.prices[lot.price];
  const record = lot.records === null ? undefined : listing.records[lot.records];
  const labels = lot.dataTypes.flatMap((index) => listing.dataTypes[index]?.label ?? []);
  return [
    price === undefined ? "" : formatMoney(price),
    price === undefined ? "" : (formatDollars(price, rates) ?? ""),
    record === undefined ? "" : formatCount(record),
    record === undefined
      ? ""
      : (record.of ?? record.unit ?? "").replace(/^(?:pieces|sets|lines|rows) of /iu, ""),
    [...new Set(labels)].join(", "),
  ];
}

/**
 * Draws the itemised lots as a table in a code block, aligned by the width of what is shown.
 *
 * @param rates - where some lot's amount can be told in dollars, a column does
 * @returns at most `maxLength` code units; null where there is no lot with anything to show
 */
export function renderLots(
  listing: Listing,
  rates: Rates | null,
  maxLength: number,
  maxRows = rowsInAlert,
): string | null {
  const rows = listing.lots
    .slice(0, maxRows)
    .map((lot) => rowOf(lot, listing, rates).map((cell) => escapeCode(redact(clean(cell.slice(0, 400))))))
    .filter((row) => row.some((cell) => cell !== ""));
  if (rows.length === 0) return null;

  const shown: { column: Column; cells: string[]; width: number }[] = [];
  let left = maxWidth;
  for (const [index, column] of columns.entries()) {
    const max = Math.min(column.maxWidth, left);
    const cells = rows.map((row) => cutToWidth(row[index] ?? "", max));
    if (cells.every((cell) => cell === "")) continue;
    const width = Math.max(column.head.length, ...cells.map(measureWidth));
    shown.push({ column, cells, width });
    left -= width + gap.length;
  }
  const drawRow = (cellOf: (entry: (typeof shown)[number]) => string): string =>
    shown
      .map((entry) => padToWidth(cellOf(entry), entry.width, entry.column.align))
      .join(gap)
      .trimEnd();

  const lines = [drawRow(({ column }) => column.head)];
  const hasDollars = shown.some(({ column }) => column === dollars);
  const day = rates === null || !hasDollars ? "" : `\n≈ at the rates of ${formatRateDay(rates)}`;
  const tail = (drawn: number): string => {
    const left = listing.lots.length - drawn;
    return (left > 0 ? `\n… and ${left} more` : "") + day;
  };
  let length = "```\n\n```".length + (lines[0]?.length ?? 0) + "\n… and 9999999999 more".length + day.length;
  let drawn = 0;
  for (const [index] of rows.entries()) {
    const line = drawRow(({ cells }) => cells[index] ?? "");
    length += line.length + 1;
    if (length > maxLength) break;
    lines.push(line);
    drawn += 1;
  }
  return drawn === 0 ? null : `\`\`\`\n${lines.join("\n")}\n\`\`\`${tail(drawn)}`;
}
