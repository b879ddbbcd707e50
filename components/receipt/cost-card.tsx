import { Card } from "@/components/ui/card";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { CostView } from "@/lib/view/receipt-view";

const COLUMNS = [{ label: "Tokens" }, { label: "Sum", numeric: true }, { label: "US$", numeric: true }];

/** What a run costs and how that comes out of its tokens, or why there is no such sum. */
export function CostCard({ view: { total, source, lines, below } }: { view: CostView }) {
  return (
    <Card title="Cost" sub={source} aside={<span className="font-semibold text-lg">{total}</span>}>
      {lines.length > 0 && (
        <Table caption="The arithmetic of the cost" columns={COLUMNS}>
          {lines.map(({ model, kind, sum, usd }) => (
            <Row key={`${model} ${kind} ${sum}`}>
              <RowName>
                {kind}
                {model && <span className="block font-normal text-dim text-xs">{model}</span>}
              </RowName>
              <Cell label="Sum" numeric>
                {sum}
              </Cell>
              <Cell label="US$" numeric>
                {usd}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <p className="mt-2 text-dim text-sm">{below}</p>
    </Card>
  );
}
