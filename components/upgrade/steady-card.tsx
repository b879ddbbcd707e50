import { Card } from "@/components/ui/card";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { SteadyRow } from "@/lib/view/steady-view";

const COLUMNS = [
  { label: "Step" },
  { label: "By itself", numeric: true },
  { label: "Steadied", numeric: true },
  { label: "Steadied range", numeric: true },
  { label: "Looked at together" },
];

/** Many steps at once: thin ones drawn towards the others, and which are clear although all were looked at. */
export function SteadyCard({ rows }: { rows: SteadyRow[] }) {
  return (
    <Card
      title="The steps together"
      sub="Net benefit per run. Steadied: drawn towards the other steps, the fewer its runs the more. For reading, not for the verdict."
    >
      <Table caption="Net benefit per run of each step, steadied" columns={COLUMNS}>
        {rows.map((row) => (
          <Row key={`${row.workflow} ${row.step}`}>
            <RowName>
              <Name>{row.step}</Name>
            </RowName>
            <Cell label="By itself" numeric>
              {row.own}
            </Cell>
            <Cell label="Steadied" numeric>
              <span className="font-semibold">{row.steadied}</span>
            </Cell>
            <Cell label="Steadied range" numeric>
              <span className="text-dim">{row.range}</span>
            </Cell>
            <Cell label="Looked at together">
              <span className="text-dim">{row.clear}</span>
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
