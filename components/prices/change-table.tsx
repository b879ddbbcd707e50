import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { PriceChangeRow } from "@/lib/view/price-change-view";

const COLUMNS = [{ label: "What" }, { label: "From" }, { label: "To" }, { label: "When" }, { label: "By whom" }];

/** What was changed of prices and names, the latest first. */
export function ChangeTable({ rows }: { rows: PriceChangeRow[] }) {
  return (
    <Table caption="What was changed of prices and names, the latest first" columns={COLUMNS}>
      {rows.map(({ number, what, before, after, when, by }) => (
        <Row key={number}>
          <RowName>
            <Name>{what}</Name>
          </RowName>
          <Cell label="From">
            <span className="text-dim">{before}</span>
          </Cell>
          <Cell label="To">{after}</Cell>
          <Cell label="When">{when}</Cell>
          <Cell label="By whom">
            <Name>{by}</Name>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
