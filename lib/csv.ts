/**
 * A text that a spreadsheet would take for a formula, behind any apostrophes of its own. Each is written with one
 * apostrophe more and read with one less: so that a genuine `'=x` differs from a protected `=x`, both ways.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * A line of CSV (RFC 4180) that is safe to open in a spreadsheet: a text that a spreadsheet would take for a formula
 * gets an apostrophe in front, which `readField` takes off again.
 */
export function csvLine(fields: string[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

/** A field of a line that `csvLine` made, unquoted already, as it was given. */
export function readField(field: string): string {
  return field.startsWith("'") && FORMULA.test(field) ? field.slice(1) : field;
}

function csvField(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
