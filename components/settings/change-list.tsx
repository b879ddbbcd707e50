import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { ChangeRow } from "@/lib/view/settings-view";

const COLUMNS = [{ label: "Setting" }, { label: "From" }, { label: "To" }, { label: "When" }, { label: "By whom" }];

/** What was changed, the latest first. */
export function ChangeList({ rows }: { rows: ChangeRow[] }) {
  return (
    <Table caption="What was changed, the latest first" columns={COLUMNS}>
      {rows.map(({ number, label, step, before, after, when, by }) => (
        <Row key={number}>
          <RowName>
            {label}
            <span className="block font-normal text-dim text-xs">
              {step ? <Name>{`${step.workflow} / ${step.step}`}</Name> : "whole project"}
            </span>
          </RowName>
          <Cell label="From">
            <span className="text-dim">{before}</span>
          </Cell>
          <Cell label="To">
            <b className="font-medium">{after}</b>
          </Cell>
          <Cell label="When">{when}</Cell>
          <Cell label="By whom">
            <Name>{by}</Name>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
