import type { ReactNode } from "react";

export type Column = { label: string; numeric?: boolean; hiddenLabel?: boolean };

type Props = { caption: string; columns: Column[]; children: ReactNode };

/**
 * A table that becomes a stack of rows on a narrow screen, where each cell carries its column's name.
 * The rows are `Row`s, whose cells are in the order of the columns.
 */
export function Table({ caption, columns, children }: Props) {
  return (
    <table className="wrap-break-word w-full border-collapse text-sm max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only">
        <tr>
          {columns.map((column) => (
            <th
              key={column.label}
              scope="col"
              className={`px-2 pb-2 font-normal text-dim text-xs first:pl-0 last:pr-0 ${column.numeric ? "text-right" : "text-left"}`}
            >
              {column.hiddenLabel ? <span className="sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">{children}</tbody>
    </table>
  );
}

/** One row; the first cell names it. */
export function Row({ children }: { children: ReactNode }) {
  return (
    <tr className="border-line border-t align-baseline max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-1 max-md:py-3">
      {children}
    </tr>
  );
}

export function RowName({ children }: { children: ReactNode }) {
  return (
    <th scope="row" className="py-2.5 pr-2 text-left font-medium max-md:col-span-2 max-md:py-0">
      {children}
    </th>
  );
}

type CellProps = { label: string; numeric?: boolean; wide?: boolean; picture?: boolean; children: ReactNode };

/**
 * `label` stands in front of the value where there are no column heads. `wide` takes the whole line there. A `picture`
 * says what it is itself and stands beside the first line of its row.
 */
export function Cell({ label, numeric, wide, picture, children }: CellProps) {
  return (
    <td
      className={`px-2 py-2.5 last:pr-0 max-md:px-0 max-md:py-0 ${numeric ? "md:text-right" : ""} ${wide || picture ? "max-md:col-span-2" : ""} ${picture ? "md:pt-3 md:align-top" : ""}`}
    >
      {!picture && (
        <span aria-hidden className="block text-dim text-xs md:hidden">
          {label}
        </span>
      )}
      {children}
    </td>
  );
}
