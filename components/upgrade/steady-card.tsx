import { Card } from "@/components/ui/card";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { SteadyRow } from "@/lib/view/steady-view";

const COLUMNS = [
  { label: "Step" },
  { label: "By itself", numeric: true },
  { label: "Tells by itself" },
  { label: "Steadied", numeric: true },
  { label: "Steadied, today’s range", numeric: true },
];

/** Many steps at once: thin ones drawn towards the others, and which are clear although all were looked at. */
export function SteadyCard({ rows }: { rows: SteadyRow[] }) {
  return (
    <Card
      title="The steps together"
      sub="Net benefit per run. By itself: what the step’s own verdict goes by, clear if its any-day range leaves out 0. Steadied: drawn towards the other steps, which is for reading many at once; where steps differ this much it leans towards caution."
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
            <Cell label="Tells by itself">
              <span className="text-dim">{row.clear}</span>
            </Cell>
            <Cell label="Steadied" numeric>
              <span className="font-semibold">{row.steadied}</span>
            </Cell>
            <Cell label="Steadied, today’s range" numeric>
              <span className="text-dim">{row.range}</span>
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
