import { Pill, type Tone } from "@/components/ui/pill";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatBytes, formatCount, formatInstant } from "@/lib/format";

export type UploadRow = {
  id: string;
  filename: string;
  status: "running" | "done" | "failed";
  error: string | null;
  bytes: number;
  received: number;
  inserted: number;
  amended: number;
  duplicates: number;
  rejected: number;
  startedAt: string;
};

const COLUMNS = [
  { label: "File" },
  { label: "State" },
  { label: "Received", numeric: true },
  { label: "New", numeric: true },
  { label: "Amended", numeric: true },
  { label: "Known", numeric: true },
  { label: "Rejected", numeric: true },
];
const STATES: Record<UploadRow["status"], { tone: Tone; words: string }> = {
  running: { tone: "unsure", words: "Running" },
  done: { tone: "good", words: "Done" },
  failed: { tone: "bad", words: "Failed" },
};

/** What was uploaded lately, and how it ended. */
export function UploadList({ uploads }: { uploads: UploadRow[] }) {
  return (
    <Table caption="Uploads, the latest first" columns={COLUMNS}>
      {uploads.map((upload) => (
        <Row key={upload.id}>
          <RowName>
            {upload.filename}
            <span className="block font-normal text-dim text-xs">
              {formatInstant(upload.startedAt)}
              {upload.bytes > 0 && `, ${formatBytes(upload.bytes)}`}
            </span>
          </RowName>
          <Cell label="State" wide={upload.error !== null}>
            <Pill tone={STATES[upload.status].tone}>{STATES[upload.status].words}</Pill>
            {upload.error && <span className="block max-w-72 text-dim text-xs">{upload.error}</span>}
          </Cell>
          <Cell label="Received" numeric>
            {formatCount(upload.received)}
          </Cell>
          <Cell label="New" numeric>
            {formatCount(upload.inserted)}
          </Cell>
          <Cell label="Amended" numeric>
            {formatCount(upload.amended)}
          </Cell>
          <Cell label="Known" numeric>
            {formatCount(upload.duplicates)}
          </Cell>
          <Cell label="Rejected" numeric>
            {upload.rejected === 0 ? (
              "0"
            ) : (
              <a href={`/api/uploads/${encodeURIComponent(upload.id)}/rejects`} className="underline" download>
                {formatCount(upload.rejected)}
                <span className="sr-only">
                  {" "}
                  rejected {upload.rejected === 1 ? "line" : "lines"} of {upload.filename}, as CSV
                </span>
              </a>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
