import { ForestPlot } from "@/components/charts/forest-plot";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatList } from "@/lib/format";
import type { ChangeRow, UpgradeView } from "@/lib/view/upgrade-view";
import { FigureText } from "./figure-text";

/** Each metric of both arms and its difference, on the same mix of steps. */
export function ChangeTable({ view }: { view: Pick<UpgradeView, "rows" | "unreported" | "baseline" | "candidate"> }) {
  const names = [view.baseline.model, view.candidate.model];
  const [baseline = "", candidate = ""] = names[0] === names[1] ? [view.baseline.detail, view.candidate.detail] : names;
  const columns = [
    { label: "Metric", hiddenLabel: true },
    { label: baseline, numeric: true },
    { label: candidate, numeric: true },
    { label: "Difference", numeric: true },
    { label: "Range, safe any day", numeric: true },
    { label: "Picture", hiddenLabel: true },
  ];
  return (
    <>
      <Table caption="What changed per run" columns={columns}>
        {view.rows.map((row) => (
          <Row key={row.metric}>
            <RowName>{row.label}</RowName>
            <Cell label={baseline} numeric>
              <FigureText figure={row.baseline} />
            </Cell>
            <Cell label={candidate} numeric>
              <FigureText figure={row.candidate} />
            </Cell>
            <ChangeCells row={row} />
          </Row>
        ))}
      </Table>
      {view.unreported.length > 0 && (
        <p className="border-line border-t pt-2.5 text-dim text-xs">
          No run of either arm reports {formatList(view.unreported, "or")}.
        </p>
      )}
    </>
  );
}

function ChangeCells({ row }: { row: ChangeRow }) {
  const { difference } = row;
  if ("reason" in difference) {
    return (
      <td colSpan={3} className="px-2 py-2.5 text-dim text-xs max-md:col-span-2 max-md:p-0 md:text-right">
        {difference.reason}
      </td>
    );
  }
  return (
    <>
      <Cell label="Difference" numeric>
        <span className="font-semibold">{difference.text}</span>
        <span className="block text-dim text-xs">today {difference.today}</span>
      </Cell>
      <Cell label="Range, safe any day" numeric>
        <span className="text-dim">{difference.anyDay ?? "none yet"}</span>
      </Cell>
      <Cell label="Picture" picture>
        <ForestPlot
          interval={difference.interval}
          label={`${row.label}: ${difference.text}, today ${difference.today}${difference.anyDay ? `, any day ${difference.anyDay}` : ""}`}
        />
      </Cell>
    </>
  );
}
