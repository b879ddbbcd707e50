import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatCount, formatPlural } from "@/lib/format";

/** What became of one file of a zip. */
export type ArchiveFileView = {
  name: string;
  /** What it was read as, for people; null where nothing was recognised. */
  label: string | null;
  because: string | null;
  received: number;
  inserted: number;
  rejected: number;
  leftOut: string | null;
  failure: string | null;
};

type Props = { files: ArchiveFileView[]; notShown: number };

const COLUMNS = [
  { label: "File" },
  { label: "What it is" },
  { label: "Received", numeric: true },
  { label: "New", numeric: true },
  { label: "Rejected", numeric: true },
];

/** The files of a zip: those that failed first, since these are for somebody to look after. */
export function ArchiveFiles({ files, notShown }: Props) {
  const failed = files.filter(({ failure }) => failure !== null);
  const others = files.filter(({ failure }) => failure === null);
  return (
    <details open={failed.length > 0 || files.length <= 10} className="mb-4">
      <summary className="min-h-10 py-2 text-sm">
        {formatPlural(files.length + notShown, "file")} in the zip
        {failed.length > 0 && <span className="text-bad">, {formatCount(failed.length)} not taken in whole</span>}
      </summary>
      <Table caption="Files in the zip" columns={COLUMNS}>
        {[...failed, ...others].map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a zip may hold a name twice, and its list never changes
          <Row key={index}>
            <RowName>
              <span className="wrap-anywhere">{file.name}</span>
            </RowName>
            <Cell label="What it is" wide>
              <WhatItIs file={file} />
            </Cell>
            <Cell label="Received" numeric>
              {countIn(file, file.received)}
            </Cell>
            <Cell label="New" numeric>
              {countIn(file, file.inserted)}
            </Cell>
            <Cell label="Rejected" numeric>
              {countIn(file, file.rejected)}
            </Cell>
          </Row>
        ))}
      </Table>
      {notShown > 0 && (
        <p className="mt-2 text-dim text-sm">{formatPlural(notShown, "more file")}, counted in the sums above.</p>
      )}
    </details>
  );
}

/** A file that was not read has no counts. */
function countIn({ leftOut }: ArchiveFileView, count: number): string {
  return leftOut === null ? formatCount(count) : "–";
}

function WhatItIs({ file: { label, because, leftOut, failure } }: { file: ArchiveFileView }) {
  if (leftOut !== null) return <span className="text-dim">Left out: {leftOut}</span>;
  return (
    <>
      {label ?? (failure === null ? "not known" : "")}
      {because !== null && <span className="block text-dim text-xs">{because}</span>}
      {failure !== null && <span className="block text-bad">{failure}</span>}
    </>
  );
}
