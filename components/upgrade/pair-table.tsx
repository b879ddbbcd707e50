import Link from "next/link";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatCount, formatPlural } from "@/lib/format";
import type { ArmText } from "@/lib/view/arm-text";
import type { UpgradePair } from "@/lib/view/upgrade-pairs";

const COLUMNS = [
  { label: "Baseline" },
  { label: "Candidate" },
  { label: "Steps in common" },
  { label: "Runs", numeric: true },
  { label: "Compare", hiddenLabel: true },
];

/** The questions that can be asked, each with a link to its answer. `query` is the filter that goes with it. */
export function PairTable({ pairs, query }: { pairs: UpgradePair[]; query: string }) {
  if (pairs.length === 0) return <p className="text-dim">No two arms did the same step.</p>;
  return (
    <Table caption="Arms with steps in common" columns={COLUMNS}>
      {pairs.map(({ baseline, candidate, runs, steps }) => (
        <Row key={`${baseline.href} ${candidate.href}`}>
          <RowName>
            <span aria-hidden className="block font-normal text-dim text-xs md:hidden">
              Baseline
            </span>
            <ArmName arm={baseline} />
          </RowName>
          <Cell label="Candidate" wide>
            <ArmName arm={candidate} />
          </Cell>
          <Cell label="Steps in common">
            {steps.length === 1 ? <Name>{steps[0] ?? ""}</Name> : formatPlural(steps.length, "step")}
          </Cell>
          <Cell label="Runs" numeric>
            {formatCount(runs[0])} and {formatCount(runs[1])}
          </Cell>
          <Cell label="" numeric wide>
            <Link
              href={`/upgrades/compare?${new URLSearchParams({ baseline: baseline.href, candidate: candidate.href })}${query && `&${query}`}`}
              className="inline-flex min-h-8 items-center underline"
            >
              Compare
              <span className="sr-only">
                {" "}
                {baseline.model} {baseline.detail} with {candidate.model} {candidate.detail}
              </span>
            </Link>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function ArmName({ arm }: { arm: ArmText }) {
  return (
    <>
      <span className="font-medium">
        <Name>{arm.model}</Name>
      </span>{" "}
      <span className="font-normal text-dim">{arm.detail}</span>
    </>
  );
}
