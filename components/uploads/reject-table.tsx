import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatCount, formatPlural } from "@/lib/format";

type Reject = { file?: string; line: number; id: string | null; errors: { pointer: string; message: string }[] };
type Props = { uploadId: string; rejects: Reject[]; total: number };

const COLUMNS = [{ label: "Line" }, { label: "Id" }, { label: "What is wrong" }];

/** The first records that were not taken, and why; all of them as CSV. */
export function RejectTable({ uploadId, rejects, total }: Props) {
  return (
    <>
      <p className="mb-3 text-sm">
        {rejects.length < total && `The first ${formatCount(rejects.length)} of ${formatCount(total)}. `}
        <a href={`/api/uploads/${encodeURIComponent(uploadId)}/rejects`} className="underline" download>
          Download {total === 1 ? "it" : `all ${formatPlural(total, "record")}`} with {total === 1 ? "its" : "their"}{" "}
          reasons (CSV)
        </a>
      </p>
      <Table caption="Rejected records" columns={COLUMNS}>
        {rejects.map(({ file, line, id, errors }) => (
          <Row key={`${file} ${line} ${id}`}>
            <RowName>
              <span className="md:hidden">Line </span>
              {formatCount(line)}
              {file !== undefined && <span className="wrap-anywhere block font-normal text-dim text-xs">{file}</span>}
            </RowName>
            <Cell label="Id" wide>
              <span className="wrap-anywhere">{id ?? "not known"}</span>
            </Cell>
            <Cell label="What is wrong" wide>
              {errors.map(({ pointer, message }) => `${pointer.slice(1) || "the record"} ${message}`).join("; ")}
            </Cell>
          </Row>
        ))}
      </Table>
    </>
  );
}
