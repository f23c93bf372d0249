/**
 * Renders rows as CSV, the first row's keys as its header; no cell is a formula to a spreadsheet.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function renderCsv(rows: readonly Record<string, string | number | null>[]): string {
  const [first = {}] = rows;
  const lines = [Object.keys(first), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => `${cells.map(renderCell).join(",")}\r\n`).join("");
}

function renderCell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  // A spreadsheet would run what begins like this as a formula.
  const inert = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
