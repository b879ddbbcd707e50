/**
 * A line of CSV (RFC 4180) that is safe to open in a spreadsheet: a text that a spreadsheet would take for a formula
 * gets an apostrophe in front.
 */
export function csvLine(fields: string[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
