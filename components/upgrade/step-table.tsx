import { ForestPlot } from "@/components/charts/forest-plot";
import { Name } from "@/components/ui/name";
import { Pill } from "@/components/ui/pill";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { UpgradeView } from "@/lib/view/upgrade-view";
import { FigureText } from "./figure-text";

/** Step by step: the verdict there, and cost per accepted artifact on both arms. */
export function StepTable({ view }: { view: Pick<UpgradeView, "steps" | "baseline" | "candidate"> }) {
  const same = view.baseline.model === view.candidate.model;
  const baseline = same ? view.baseline.detail : view.baseline.model;
  const candidate = same ? view.candidate.detail : view.candidate.model;
  const columns = [
    { label: "Step" },
    { label: "Verdict" },
    { label: baseline, numeric: true },
    { label: candidate, numeric: true },
    { label: "Change", numeric: true },
    { label: "Picture", hiddenLabel: true },
    { label: "Runs", numeric: true },
  ];
  return (
    <Table caption="Step by step: cost per accepted artifact" columns={columns}>
      {view.steps.map((row) => (
        <Row key={`${row.workflow} ${row.step}`}>
          <RowName>
            <Name>{row.step}</Name>
            <span className="block font-normal text-dim text-xs">
              <Name>{row.workflow}</Name>
            </span>
          </RowName>
          <Cell label="Verdict" wide>
            <Pill tone={row.verdict.tone}>{row.verdict.label}</Pill>
            <span className="mt-1 block max-w-80 text-dim text-xs">{row.verdict.sentence}</span>
            {row.ownTerms && <span className="mt-1 block max-w-80 text-xs">{row.ownTerms}</span>}
          </Cell>
          <Cell label={baseline} numeric>
            <FigureText figure={row.baseline} />
          </Cell>
          <Cell label={candidate} numeric>
            <FigureText figure={row.candidate} />
          </Cell>
          <Cell label="Change" numeric>
            {"reason" in row.change ? (
              <span className="text-dim text-xs">{row.change.reason}</span>
            ) : (
              <>
                <span className="font-semibold">{row.change.text}</span>
                <span className="block text-dim text-xs">{row.change.today}</span>
              </>
            )}
          </Cell>
          <Cell label="Picture" picture>
            {"interval" in row.change && (
              <ForestPlot
                interval={row.change.interval}
                label={`${row.step}: ${row.change.text}, ${row.change.today}`}
              />
            )}
          </Cell>
          <Cell label="Runs" numeric>
            <span className="text-dim">{row.runs}</span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
