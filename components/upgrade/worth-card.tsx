import { Card } from "@/components/ui/card";
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

/** Two narrow columns, which fit the narrowest screen side by side. */
function ChanceTable({ caption, columns, rows }: ChanceTableProps) {
  if (rows.length === 0) return null;
  return (
    <table className="h-fit w-full border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="align-bottom text-dim text-xs">
          <th scope="col" className="pr-2 pb-1.5 text-left font-normal">
            {columns[0]}
          </th>
          <th scope="col" className="pb-1.5 text-right font-normal">
            {columns[1]}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label} className="border-line border-t">
            <th scope="row" className="py-1.5 pr-2 text-left font-medium">
              {label}
            </th>
            <td className="py-1.5 text-right">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
