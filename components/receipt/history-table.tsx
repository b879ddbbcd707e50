import Link from "next/link";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { HistoryRow } from "@/lib/view/receipt-view";

const COLUMNS = [{ label: "When" }, { label: "By what and whom" }, { label: "What changed" }];

/** Every change of a receipt, the oldest first. */
export function HistoryTable({ rows }: { rows: HistoryRow[] }) {
  return (
    <Table caption="Changes, the oldest first" columns={COLUMNS}>
      {rows.map(({ number, when, by, upload, changes }) => (
        <Row key={number}>
          <RowName>{when}</RowName>
          <Cell label="By what and whom" wide>
            {by}
            {upload && (
              <Link href={upload.href} className="block underline">
                <Name>{upload.id}</Name>
              </Link>
            )}
          </Cell>
          <Cell label="What changed" wide>
            <ul>
              {changes.map(({ field, before, after }) => (
                <li key={field}>
                  {field}: <span className="text-dim">{before}</span> → <b className="font-medium">{after}</b>
                </li>
              ))}
            </ul>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
