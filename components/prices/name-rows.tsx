import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { ActionForm, type FormAction } from "./action-form";

export type NameRow = { sent: string; model: string; effort: string | null; about: string };
type Props = { caption: string; rows: NameRow[]; does: "Merge" | "Split"; version: number; action: FormAction };

const COLUMNS = [
  { label: "Name" },
  { label: "Compared as" },
  { label: "What it is about" },
  { label: "Actions", hiddenLabel: true },
];

/** Names and what they are, or would be, compared as. */
export function NameRows({ caption, rows, does, version, action }: Props) {
  return (
    <Table caption={caption} columns={COLUMNS}>
      {rows.map(({ sent, model, effort, about }) => (
        <Row key={sent}>
          <RowName>
            <Name>{sent}</Name>
          </RowName>
          <Cell label="Compared as">
            <Name>{model}</Name>
            {effort && <span className="block text-dim text-xs">effort {effort}, where none was sent</span>}
          </Cell>
          <Cell label="What it is about" wide>
            <span className="text-dim text-xs">{about}</span>
          </Cell>
          <Cell label="Actions" picture>
            <ActionForm
              action={action}
              hidden={{
                ...{ sent, model, effort: effort ?? "", version: String(version) },
                split: does === "Split" ? "yes" : "",
              }}
              button={does}
              kind="quiet"
              label={does === "Split" ? `Split ${sent} from ${model}` : `Merge ${sent} into ${model}`}
            />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
