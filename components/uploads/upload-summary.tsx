import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { formatBytes, formatInstant, formatPlural, formatRate } from "@/lib/format";
import { ArchiveFiles, type ArchiveFileView } from "./archive-files";
import { formatLabel } from "./format-label";
import { KeepFresh } from "./keep-fresh";
import { LeftOutText, UploadCountList } from "./upload-counts";
import type { UploadRow } from "./upload-list";
import { isGoingOn, STATE_ADVICE, UploadStatePill } from "./upload-state";
import { type Waiting, WaitingHint } from "./waiting-hint";

export type UploadDetail = UploadRow & {
  unpriced: number;
  attempts: number;
  removed: number;
  putBack: number;
  finishedAt: string | null;
  recognisedBy: string | null;
  leftOut: { reason: string; count: number }[] | null;
  files: (Omit<ArchiveFileView, "because" | "label"> & { format: string | null; recognisedBy: string | null })[] | null;
  filesNotShown: number;
};

type Props = { upload: UploadDetail; waiting: Waiting; onCancel: () => Promise<void> };

/** One upload: how far it is, or how it ended, and when. */
export function UploadSummary({ upload, waiting, onCancel }: Props) {
  const { status, bytes, totalBytes, removed, putBack } = upload;
  const share = status === "running" && totalBytes ? bytes / totalBytes : null;
  const words = upload.error ?? STATE_ADVICE[status];
  return (
    <Card title="What became of it" aside={<UploadStatePill state={status} />}>
      {isGoingOn(status) && <KeepFresh />}
      {words && <p className="mb-3 text-sm">{words}</p>}
      {share !== null && (
        <div className="mb-4 max-w-md text-dim text-sm">
          <Progress label={`Read of ${upload.filename}`} share={share} />
          {formatRate(share, 0)} read
        </div>
      )}
      <UploadCountList counts={upload} />
      <LeftOutText leftOut={upload.leftOut ?? []} />
      {upload.files && (
        <ArchiveFiles
          files={upload.files.map(({ recognisedBy: because, format, ...file }) => ({
            ...{ ...file, because, label: format && formatLabel(format) },
          }))}
          notShown={upload.filesNotShown}
        />
      )}
      {status === "done" && (
        <WaitingHint format={upload.format} taken={upload.inserted + upload.amended} waiting={waiting} />
      )}
      {(status === "undoing" || status === "undo_broke_off" || status === "undone") && (
        <p aria-live="polite" className="mb-3 text-sm">
          Undone: {formatPlural(removed, "receipt")} removed, {formatPlural(putBack, "amendment")} taken back
          {status === "undone" ? ". The file can be sent again." : " so far."}
        </p>
      )}
      <p className="text-dim text-sm">
        Begun {formatInstant(upload.startedAt)}
        {upload.finishedAt && `, ended ${formatInstant(upload.finishedAt)}`}
        {bytes > 0 && `, ${formatBytes(bytes)}`}
        {upload.format && `, read as ${formatLabel(upload.format)}`}
        {upload.recognisedBy && ` (${upload.recognisedBy})`},{" "}
        {upload.attempts === 1 ? "sent once" : `sent ${upload.attempts} times`}
      </p>
      {status === "running" && (
        <form action={onCancel} className="mt-4">
          <Button type="submit" kind="quiet">
            Cancel
          </Button>
        </form>
      )}
    </Card>
  );
}
