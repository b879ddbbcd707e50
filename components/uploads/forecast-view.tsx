import { Name } from "@/components/ui/name";
import { Notice } from "@/components/ui/notice";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { goodText, knownText, problemText } from "./forecast-texts";
import { LeftOutText } from "./upload-counts";
import type { Forecasting } from "./use-forecast";

const COLUMNS = [{ label: "Started" }, { label: "Step" }, { label: "Arm" }, { label: "Status" }];
const SHOWN = 5;

/** The first records as the receipts that they would become, what keeps them from it, and what they would change. */
export function ForecastView({ latest, asking }: Forecasting) {
  if (latest === null) return <p className="text-dim text-sm">Reading the first records…</p>;
  if (!latest.ok) return <Notice kind="error">{latest.message}</Notice>;
  const { problems, rows, changed, foreign } = latest.answer;
  const known = knownText(latest.answer);
  const [only] = problems.length === 1 ? problems : [];
  return (
    <div aria-live="polite" aria-busy={asking} className="min-w-0">
      <p className="mb-3 text-sm">
        {goodText(latest.answer)}
        {only && `; ${problemText(only)}`}.
      </p>
      {problems.length > 1 && (
        <ul className="mb-3 list-disc space-y-1 pl-5 text-bad text-sm">
          {problems.slice(0, SHOWN).map((problem) => (
            <li key={`${problem.pointer} ${problem.message}`}>{problemText(problem)}</li>
          ))}
        </ul>
      )}
      <LeftOutText leftOut={foreign?.left_out ?? []} />
      {known && (changed > 0 ? <Notice kind="warn">{known}</Notice> : <p className="mb-3 text-dim text-sm">{known}</p>)}
      {rows.length > 0 && (
        <Table caption="The first rows as receipts" columns={COLUMNS}>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
            <Row key={index}>
              <RowName>{row.started_at.slice(0, 16).replace("T", " ")}</RowName>
              <Cell label="Step">
                <Name>{row.step}</Name>
                <span className="block text-dim text-xs">
                  <Name>{row.workflow}</Name>
                </span>
              </Cell>
              <Cell label="Arm">
                {row.model} <span className="text-dim text-xs">{row.effort}</span>
              </Cell>
              <Cell label="Status">{row.status}</Cell>
            </Row>
          ))}
        </Table>
      )}
    </div>
  );
}
