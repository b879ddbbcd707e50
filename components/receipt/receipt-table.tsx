import Link from "next/link";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { ReceiptRow } from "@/lib/view/receipt-rows";
import { StatusPill } from "./status-pill";

const COLUMNS = [
  { label: "Receipt" },
  { label: "Started" },
  { label: "Step" },
  { label: "Arm" },
  { label: "Status" },
  { label: "Cost", numeric: true },
];

/** Receipts, each opening its own page. */
export function ReceiptTable({ rows }: { rows: ReceiptRow[] }) {
  return (
    <Table caption="Receipts" columns={COLUMNS}>
      {rows.map((row) => (
        <Row key={row.id}>
          <RowName>
            <Link href={`/receipts/${encodeURIComponent(row.id)}`} className="underline">
              <Name>{row.id}</Name>
            </Link>
          </RowName>
          <Cell label="Started">{row.started}</Cell>
          <Cell label="Step">
            <Name>{row.step}</Name> <span className="block text-dim text-xs">{row.workflow}</span>
          </Cell>
          <Cell label="Arm">
            <Name>{row.model}</Name> <span className="text-dim">{row.detail}</span>
          </Cell>
          <Cell label="Status">
            <StatusPill status={row.status} />
          </Cell>
          <Cell label="Cost" numeric>
            {row.cost ?? <span className="text-dim text-xs">no price known</span>}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
