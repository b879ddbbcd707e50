import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { HistoryRow, PriceTexts, TierRow } from "@/lib/view/prices-view";

const KINDS = [
  { key: "input", label: "Input" },
  { key: "cacheRead", label: "Cache read" },
  { key: "cacheWrite", label: "Cache write" },
  { key: "output", label: "Output" },
] as const satisfies readonly { key: keyof PriceTexts; label: string }[];
const PRICE_COLUMNS = KINDS.map(({ label }) => ({ label, numeric: true }));

/** What a model costs, tier by tier, and why. */
export function TierTable({ model, rows }: { model: string; rows: TierRow[] }) {
  return (
    <Table
      caption={`Prices of ${model}, US$ per million tokens`}
      columns={[{ label: "Service tier" }, ...PRICE_COLUMNS, { label: "Where it comes from" }]}
    >
      {rows.map(({ tier, price, source }) => (
        <Row key={tier}>
          <RowName>{tier}</RowName>
          {KINDS.map(({ key, label }) => (
            <Cell key={key} label={label} numeric>
              {price ? price[key] : <span className="text-dim">not known</span>}
            </Cell>
          ))}
          <Cell label="Where it comes from" wide>
            <span className="wrap-anywhere text-dim text-xs">{source}</span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** All prices of a model that there are by date. */
export function HistoryTable({ model, rows }: { model: string; rows: HistoryRow[] }) {
  return (
    <Table caption={`All prices of ${model}`} columns={[{ label: "From" }, ...PRICE_COLUMNS, { label: "Whose price" }]}>
      {rows.map(({ from, price, whose }) => (
        <Row key={`${from} ${whose}`}>
          <RowName>{from}</RowName>
          {KINDS.map(({ key, label }) => (
            <Cell key={key} label={label} numeric>
              {price[key]}
            </Cell>
          ))}
          <Cell label="Whose price" wide>
            <Name>{whose}</Name>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
