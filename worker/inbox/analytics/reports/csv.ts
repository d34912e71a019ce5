/** Tables as CSV (RFC 4180), as spreadsheets open it: UTF-8 with a byte order mark. */

export type Cell = string | number | null;
export type Rows = readonly (readonly Cell[])[];

export function csvOf(rows: Rows): string {
  return `\uFEFF${rows.map((row) => row.map(written).join(',')).join('\r\n')}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // A spreadsheet would run a text that begins so as a formula.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
