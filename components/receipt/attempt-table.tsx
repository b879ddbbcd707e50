import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { AttemptRow } from "@/lib/view/receipt-view";

const COLUMNS = [{ label: "Model" }, { label: "Tokens" }, { label: "Cost" }, { label: "How it ended" }];

/** The attempts within a run, or the single calls of a model that it was made of, in their order. */
export function AttemptTable({ rows, noun }: { rows: AttemptRow[]; noun: "Attempt" | "Call" }) {
  return (
    <Table caption={`${noun}s, in their order`} columns={[{ label: noun }, ...COLUMNS]}>
      {rows.map(({ position, model, tokens, cost, outcome }) => (
        <Row key={position}>
          <RowName>{position}</RowName>
          <Cell label="Model">
            <Name>{model}</Name>
          </Cell>
          <Cell label="Tokens">{tokens}</Cell>
          <Cell label="Cost">{cost}</Cell>
          <Cell label="How it ended">
            <Name>{outcome}</Name>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
