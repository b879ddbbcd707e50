import Link from "next/link";
import { Progress } from "@/components/ui/progress";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatBytes, formatCount, formatInstant, formatRate } from "@/lib/format";
import { formatLabel } from "./format-label";
import { KeepFresh } from "./keep-fresh";
import { isGoingOn, STATE_ADVICE, type UploadState, UploadStatePill } from "./upload-state";

export type UploadRow = {
  id: string;
  filename: string;
  status: UploadState;
  error: string | null;
  format: string | null;
  bytes: number;
  /** As announced; null if it was not. */
  totalBytes: number | null;
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
  { label: "Records", numeric: true },
  { label: "New runs", numeric: true },
  { label: "Amended", numeric: true },
  { label: "Known", numeric: true },
  { label: "Rejected", numeric: true },
];
/** How much of a running upload the server has had, where it knows of how much. */
function RunningShare({ filename, bytes, totalBytes }: UploadRow) {
  if (totalBytes === null || totalBytes === 0) return null;
  return (
    <div className="mt-1 min-w-24 text-dim text-xs">
      <Progress label={`Read of ${filename}`} share={bytes / totalBytes} />
      {formatRate(bytes / totalBytes, 0)}
    </div>
  );
}

/** What was uploaded lately, and how it ended. */
export function UploadList({ uploads }: { uploads: UploadRow[] }) {
  const running = uploads.filter(({ status }) => isGoingOn(status));
  return (
    <>
      {running.length > 0 && <KeepFresh key={running.map(({ id, bytes }) => `${id} ${bytes}`).join()} />}
      <Table caption="Uploads, the latest first" columns={COLUMNS}>
        {uploads.map((upload) => (
          <Row key={upload.id}>
            <RowName>
              <Link href={`/uploads/${encodeURIComponent(upload.id)}` as "/"} className="wrap-anywhere underline">
                {upload.filename}
              </Link>
              <span className="block font-normal text-dim text-xs">
                {formatInstant(upload.startedAt)}
                {upload.bytes > 0 && `, ${formatBytes(upload.bytes)}`}
                {upload.format && `, ${formatLabel(upload.format)}`}
              </span>
            </RowName>
            <Cell label="State" wide={upload.error !== null}>
              <UploadStatePill state={upload.status} />
              {upload.status === "running" && <RunningShare {...upload} />}
              {(upload.error ?? STATE_ADVICE[upload.status]) && (
                <span className="block max-w-72 text-dim text-xs">{upload.error ?? STATE_ADVICE[upload.status]}</span>
              )}
            </Cell>
            <Cell label="Records" numeric>
              {formatCount(upload.received)}
            </Cell>
            <Cell label="New runs" numeric>
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
    </>
  );
}
