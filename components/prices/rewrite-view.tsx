import { Name } from "@/components/ui/name";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { KeepFresh } from "@/components/uploads/keep-fresh";
import { formatCount, formatInstant, formatPlural } from "@/lib/format";
import type { SumRow } from "@/lib/view/prices-view";
import { ActionForm, type FormAction } from "./action-form";

export type RewriteState = {
  id: string;
  kind: string;
  status: string;
  read: number;
  total: number;
  changed: number;
  startedAt: string;
  priceVersion: string | null;
  rows: SumRow[];
};

const WORDS: Record<string, { running: string; done: string }> = {
  preview: { running: "Counting what would change", done: "would change" },
  prices: { running: "Recomputing prices", done: "changed" },
  names: { running: "Bringing runs to their names", done: "changed" },
};
const COLUMNS = [
  { label: "Model as sent" },
  { label: "Runs that change", numeric: true },
  { label: "Cost before", numeric: true },
  { label: "Cost after", numeric: true },
  { label: "Without a price", numeric: true },
];

/** How far the rewrite that was begun last is, and what it changes. */
export function RewriteView({ state, cancel }: { state: RewriteState; cancel: FormAction }) {
  const { id, kind, status, read, total, changed, startedAt, priceVersion, rows } = state;
  const words = WORDS[kind] ?? { running: "Working", done: "changed" };
  return (
    <div className="mb-4">
      {status === "running" ? (
        <>
          <KeepFresh key={read} />
          <p className="mb-2 text-sm">
            {words.running}: {formatCount(read)} of {formatPlural(total, "run")} read, {formatCount(changed)}{" "}
            {words.done}. You can leave this page.
          </p>
          <Progress label={words.running} share={total === 0 ? 0 : read / total} />
          <div className="mt-3">
            <ActionForm action={cancel} hidden={{ id }} button="Stop" kind="quiet" />
          </div>
        </>
      ) : (
        <Notice
          kind={status === "failed" ? "error" : status === "cancelled" ? "warn" : "info"}
          title={`${status === "failed" ? "It failed: the log says why. " : status === "cancelled" ? "Stopped. " : ""}${formatCount(changed)} of ${formatPlural(read, "run")} ${words.done}.`}
        >
          <p className="text-dim text-xs">
            Begun {formatInstant(startedAt)}
            {priceVersion && kind !== "names" ? `, by the prices ${priceVersion}` : ""}.
          </p>
        </Notice>
      )}
      {rows.length > 0 && (
        <Table caption="What changes, by model" columns={COLUMNS}>
          {rows.map(({ model, receipts, before, after, unpriced }) => (
            <Row key={model}>
              <RowName>
                <Name>{model}</Name>
              </RowName>
              <Cell label="Runs that change" numeric>
                {receipts}
              </Cell>
              <Cell label="Cost before" numeric>
                {before}
              </Cell>
              <Cell label="Cost after" numeric>
                {after}
              </Cell>
              <Cell label="Without a price" numeric>
                {unpriced}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </div>
  );
}
