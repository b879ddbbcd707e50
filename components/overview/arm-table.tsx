import { Figure } from "@/components/ui/figure";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatCount, formatRate, formatUsd } from "@/lib/format";
import type { OverviewArm } from "@/lib/view/overview-view";

const COLUMNS = [
  { label: "Arm" },
  { label: "Runs", numeric: true },
  { label: "Accepted", numeric: true },
  { label: "Acceptance", numeric: true },
  { label: "First pass", numeric: true },
  { label: "Spend", numeric: true },
  { label: "Cost per accepted", numeric: true },
];

/** The arms, each with its figures and their ranges. */
export function ArmTable({ arms }: { arms: OverviewArm[] }) {
  return (
    <Table caption="Arms: runs, acceptance, spend and cost per accepted artifact" columns={COLUMNS}>
      {arms.map((arm) => (
        <Row key={arm.href}>
          <RowName>
            <Name>{arm.model}</Name> <span className="font-normal text-dim">{arm.detail}</span>
            {arm.gaps.length > 0 && <span className="block font-normal text-dim text-xs">{arm.gaps.join(" · ")}</span>}
          </RowName>
          <Cell label="Runs" numeric>
            {formatCount(arm.runs)}
          </Cell>
          <Cell label="Accepted" numeric>
            {formatCount(arm.accepted)}
          </Cell>
          <Cell label="Acceptance" numeric>
            <Figure figure={arm.acceptanceRate} format={formatRate} />
          </Cell>
          <Cell label="First pass" numeric>
            <Figure figure={arm.firstPassRate} format={formatRate} />
          </Cell>
          <Cell label="Spend" numeric>
            {arm.spend ?? <span className="text-dim text-xs">no cost known</span>}
          </Cell>
          <Cell label="Cost per accepted" numeric>
            <Figure figure={arm.costPerAcceptedUsd} format={formatUsd} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
