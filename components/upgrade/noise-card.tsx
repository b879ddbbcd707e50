import type { ReactNode } from "react";
import { NoisePlot } from "@/components/charts/noise-plot";
import { Card } from "@/components/ui/card";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { NoiseRow, NoiseView } from "@/lib/view/noise-view";

function Frame({ children }: { children: ReactNode }) {
  return (
    <Card title="How much is noise?" sub="The baseline against itself: what one would see although nothing changed.">
      {children}
    </Card>
  );
}

/** Room for what comes, so that nothing below moves when it does. */
const ROOM = "min-h-160 sm:min-h-136 md:min-h-90 lg:min-h-80";

/** How far the baseline differs from itself, in words, as a picture and in numbers. */
export function NoiseCard({ view }: { view: NoiseView | { reason: string } }) {
  if ("reason" in view) {
    return (
      <Frame>
        <p className="text-dim">{view.reason}</p>
      </Frame>
    );
  }
  const columns = [
    { label: "Metric", hiddenLabel: true },
    { label: `${view.baseline} against itself`, numeric: true },
    { label: "The upgrade", numeric: true },
    { label: "Range, safe any day", numeric: true },
    { label: "Reading", numeric: true },
  ];
  return (
    <Frame>
      <div className={ROOM}>
        <p className="mb-3">{view.sentence}</p>
        {view.picture && (
          <>
            <NoisePlot picture={view.picture} />
            <p className="mt-1 mb-3 text-dim text-xs">{view.picture.caption}</p>
          </>
        )}
        <Table caption="The baseline against itself, and the upgrade" columns={columns}>
          {view.rows.map((row) => (
            <Row key={row.label}>
              <RowName>{row.label}</RowName>
              <NoiseCells row={row} baseline={view.baseline} />
            </Row>
          ))}
        </Table>
        <p className="border-line border-t pt-2.5 text-dim text-xs">{view.basis}</p>
      </div>
    </Frame>
  );
}

function NoiseCells({ row, baseline }: { row: NoiseRow; baseline: string }) {
  if ("reason" in row) {
    return (
      <td colSpan={4} className="px-2 py-2.5 text-dim text-xs max-md:col-span-2 max-md:p-0 md:text-right">
        {row.reason}
      </td>
    );
  }
  return (
    <>
      <Cell label={`${baseline} against itself`} numeric>
        <span className="font-semibold">{row.noise}</span>
        <span className="block text-dim text-xs">halves {row.halves}</span>
      </Cell>
      <Cell label="The upgrade" numeric>
        {row.difference}
      </Cell>
      <Cell label="Range, safe any day" numeric>
        <span className="text-dim">{row.anyDay}</span>
      </Cell>
      <Cell label="Reading" numeric>
        {row.reading}
      </Cell>
    </>
  );
}

/** The card before its answer is there, in the same room. */
export function NoiseCardWaiting() {
  return (
    <Frame>
      <div className={`${ROOM} space-y-3`} role="status">
        <span className="sr-only">The baseline is being split.</span>
        {["h-4 w-11/12", "h-4 w-2/3", "h-10 max-w-2xl", "h-4 w-full", "h-4 w-5/6"].map((size) => (
          <div key={size} aria-hidden className={`rounded bg-sunken motion-safe:animate-pulse ${size}`} />
        ))}
      </div>
    </Frame>
  );
}
