import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { type ChartTable, cellText } from "@/lib/view/chart-table";
import { ChartSwitch } from "./chart-switch";

type Props = {
  title: string;
  sub?: ReactNode;
  /** What the picture shows, in a sentence: for those who do not see it. */
  sentence: string;
  /** The numbers of the picture: the table one key away, and the file. */
  table: ChartTable;
  /** Pixels of the picture's height, reserved before it is there. */
  height: number;
  /** What stands beside the title. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A picture with its words, the same numbers as a table, and ways to take it along. Every chart stands in one. */
export function ChartFrame({ title, sub, sentence, table, height, aside, children }: Props) {
  return (
    <Card title={title} sub={sub} aside={aside}>
      <ChartSwitch
        title={title}
        data={table}
        height={height}
        picture={
          <figure>
            <figcaption className="sr-only">{sentence}</figcaption>
            {children}
          </figure>
        }
        table={
          <Table caption={`${title}, in numbers`} columns={table.columns}>
            {table.rows.map((cells) => (
              <Row key={JSON.stringify(cells)}>
                {cells.map((cell, at) =>
                  at === 0 ? (
                    <RowName key={table.columns[at]?.label}>{cellText(cell)}</RowName>
                  ) : (
                    <Cell
                      key={table.columns[at]?.label}
                      label={table.columns[at]?.label ?? ""}
                      numeric={table.columns[at]?.numeric}
                    >
                      {cellText(cell)}
                    </Cell>
                  ),
                )}
              </Row>
            ))}
          </Table>
        }
      />
    </Card>
  );
}
