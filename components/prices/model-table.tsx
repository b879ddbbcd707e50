import Link from "next/link";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatCount } from "@/lib/format";

type ModelRow = {
  model: string;
  runs: number;
  unpriced: number;
  price: { known: boolean; text: string };
  reason: string;
};

const COLUMNS = [
  { label: "Model" },
  { label: "Price today" },
  { label: "Runs", numeric: true },
  { label: "Without a price", numeric: true },
  { label: "Why, and what to do" },
];

/** The models that have runs, what they cost, and why some of their runs have no price. */
export function ModelTable({ rows }: { rows: ModelRow[] }) {
  return (
    <Table caption="Models of this project" columns={COLUMNS}>
      {rows.map(({ model, runs, unpriced, price, reason }) => (
        <Row key={model}>
          <RowName>
            <Link href={`/settings/prices?model=${encodeURIComponent(model)}`} className="underline">
              <Name>{model}</Name>
            </Link>
          </RowName>
          <Cell label="Price today">{price.known ? price.text : <span className="text-dim">not known</span>}</Cell>
          <Cell label="Runs" numeric>
            {formatCount(runs)}
          </Cell>
          <Cell label="Without a price" numeric>
            {formatCount(unpriced)}
          </Cell>
          <Cell label={reason ? "Why, and what to do" : ""} wide>
            <span className="text-dim text-xs">{reason}</span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
