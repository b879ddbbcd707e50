import Link from "next/link";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatCount } from "@/lib/format";

type Step = { workflow: string; step: string; runs: number; accepted: number; models: number };

const COLUMNS = [
  { label: "Step" },
  { label: "Workflow" },
  { label: "Runs", numeric: true },
  { label: "Accepted", numeric: true },
  { label: "Models", numeric: true },
];

/** How much each step was run; each opens its receipts. */
export function StepRunTable({ steps }: { steps: Step[] }) {
  return (
    <Table caption="Steps: runs, accepted artifacts and models" columns={COLUMNS}>
      {steps.map(({ workflow, step, runs, accepted, models }) => (
        <Row key={`${workflow} ${step}`}>
          <RowName>
            <Link href={`/receipts?${new URLSearchParams({ workflow, step })}`} className="underline">
              <Name>{step}</Name>
            </Link>
          </RowName>
          <Cell label="Workflow">
            <Name>{workflow}</Name>
          </Cell>
          <Cell label="Runs" numeric>
            {formatCount(runs)}
          </Cell>
          <Cell label="Accepted" numeric>
            {formatCount(accepted)}
          </Cell>
          <Cell label="Models" numeric>
            {formatCount(models)}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
