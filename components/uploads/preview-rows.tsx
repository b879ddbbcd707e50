"use client";

import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { compileMapping, type Mapping } from "@/lib/receipts/mapping";
import { parseReceipt } from "@/lib/receipts/parse-receipt";

type Props = { sample: Record<string, unknown>[]; mapping: Mapping | null };

const ROWS = 4;
const COLUMNS = [{ label: "Started" }, { label: "Step" }, { label: "Arm" }, { label: "Status" }];

/** The first rows as the receipts that they will become, or what keeps them from it. */
export function PreviewRows({ sample, mapping }: Props) {
  const map = mapping && compileMapping(mapping);
  const parsed = sample.map((record) => {
    const wire = map ? { id: "preview", ...map(record) } : record;
    return parseReceipt(wire);
  });
  const good = parsed.filter((each) => each.ok).length;
  const problems = new Map<string, number>();
  for (const each of parsed) {
    if (each.ok) continue;
    for (const error of each.errors) {
      const words = `${error.pointer.slice(1) || "the record"} ${error.message}`;
      problems.set(words, (problems.get(words) ?? 0) + 1);
    }
  }
  return (
    <div aria-live="polite">
      <p className="mb-3 text-sm">
        {good === parsed.length
          ? `All of the first ${parsed.length} rows become receipts.`
          : `${good} of the first ${parsed.length} rows become receipts.`}
      </p>
      {problems.size > 0 && (
        <ul className="mb-3 list-disc space-y-1 pl-5 text-bad text-sm">
          {[...problems].slice(0, 5).map(([words, count]) => (
            <li key={words}>
              <code className="font-mono text-xs">{words.split(" ")[0]}</code> {words.split(" ").slice(1).join(" ")} (
              {count} {count === 1 ? "row" : "rows"})
            </li>
          ))}
        </ul>
      )}
      <Table caption="The first rows as receipts" columns={COLUMNS}>
        {parsed.slice(0, ROWS).map((each, index) =>
          each.ok ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
            <Row key={index}>
              <RowName>{each.receipt.startedAt.slice(0, 16).replace("T", " ")}</RowName>
              <Cell label="Step">
                <Name>{each.receipt.step}</Name>
                <span className="block text-dim text-xs">
                  <Name>{each.receipt.workflow}</Name>
                </span>
              </Cell>
              <Cell label="Arm">
                {each.receipt.model} <span className="text-dim text-xs">{each.receipt.effort}</span>
              </Cell>
              <Cell label="Status">{each.receipt.status}</Cell>
            </Row>
          ) : null,
        )}
      </Table>
    </div>
  );
}
