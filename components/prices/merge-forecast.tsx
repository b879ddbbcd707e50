import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { MergeView } from "@/lib/view/merge-view";

const COLUMNS = [
  { label: "Arm" },
  { label: "Runs that would move there", numeric: true },
  { label: "Runs there already", numeric: true },
];

/** What a merge would move, and which arms meet, before anything is saved. */
export function MergeForecast({ view }: { view: MergeView }) {
  return (
    <div className="mb-4">
      <p className="mb-3 text-sm">{view.sentence}</p>
      {view.arms.length > 0 && (
        <Table caption="What would move, by arm" columns={COLUMNS}>
          {view.arms.map(({ arm, moved, there }) => (
            <Row key={arm}>
              <RowName>
                <Name>{arm}</Name>
              </RowName>
              <Cell label="Runs that would move there" numeric>
                {moved}
              </Cell>
              <Cell label="Runs there already" numeric>
                {there}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </div>
  );
}
