import { csvLine } from "@/lib/csv";

/** A number as it is read and, for a file, as it is; a reason or a name is words alone. */
export type ChartCell = string | { text: string; value: number };

/** The numbers of a picture. The first cell of a row names it. */
export type ChartTable = { columns: { label: string; numeric?: boolean }[]; rows: ChartCell[][] };

export function cellText(cell: ChartCell): string {
  return typeof cell === "string" ? cell : cell.text;
}

/** The same rows as CSV, numbers plain and unrounded; what is missing has its reason there. */
export function chartCsv({ columns, rows }: ChartTable): string {
  return [
    columns.map(({ label }) => label),
    ...rows.map((cells) => cells.map((cell) => (typeof cell === "string" ? cell : cell.value))),
  ]
    .map(csvLine)
    .join("");
}
