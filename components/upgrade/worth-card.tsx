import { Card } from "@/components/ui/card";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { WorthView } from "@/lib/view/worth-view";

/** What the upgrade is worth: where it stands, and how likely it pays at which value of an artifact. */
export function WorthCard({ worth }: { worth: WorthView }) {
  return (
    <Card title="What is it worth?" sub="A look at today’s runs: unlike the verdict, not safe to check every day.">
      {"reason" in worth ? (
        <p className="text-dim">{worth.reason}</p>
      ) : (
        <>
          <p>{worth.sentence}</p>
          <p className="mt-1">{worth.extra}</p>
          <div className="mt-3 grid gap-x-6 gap-y-4 sm:grid-cols-2">
            <ChanceTable
              caption="Chance of each outcome"
              columns={["It is", "Chance"]}
              rows={worth.chances.map(({ label, chance }) => [label, chance])}
            />
            <ChanceTable
              caption="Chance that it pays"
              columns={["If an accepted artifact is worth", "Chance that it pays"]}
              rows={worth.curve.map(({ lambda, chance }) => [lambda, chance])}
            />
          </div>
        </>
      )}
    </Card>
  );
}

type ChanceTableProps = { caption: string; columns: [string, string]; rows: [string, string][] };

function ChanceTable({ caption, columns: [name, chance], rows }: ChanceTableProps) {
  if (rows.length === 0) return null;
  return (
    <div>
      <Table caption={caption} columns={[{ label: name }, { label: chance, numeric: true }]}>
        {rows.map(([label, value]) => (
          <Row key={label}>
            <RowName>{label}</RowName>
            <Cell label={chance} numeric>
              {value}
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}
