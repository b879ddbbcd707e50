"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatCount, formatPlural } from "@/lib/format";
import { ArchiveFiles } from "./archive-files";
import { isRunPerRecord } from "./run-per-record";
import type { UploadCounts, UploadOutcome } from "./send-file";
import { LeftOutText, UploadCountList } from "./upload-counts";
import { type Waiting, WaitingHint } from "./waiting-hint";

const SHOWN = 5;
const TAKEN = {
  part: "Part of the file was taken in.",
  nothing: "Nothing of the file was taken in.",
  unknown: "The upload ended early.",
};

/** What the page knows beside the answer: formats by their names for people, and what waits for a review. */
export type Surroundings = { labels: Record<string, string>; waiting: Waiting };
type Props = {
  filename: string;
  outcome: UploadOutcome;
  surroundings: Surroundings;
  takesFocus: boolean;
  onSendAgain: () => void;
};

/** How an upload ended: the counts, what was rejected and why, and where to go from here. */
export function UploadResult({ filename, outcome, surroundings, takesFocus, onSendAgain }: Props) {
  const { counts } = outcome;
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus, the button that stops, is gone.
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <section aria-label="Result" className="mb-4 rounded-card border border-line bg-card p-4 sm:p-5">
      <h2 ref={heading} tabIndex={-1} className="wrap-anywhere mb-3 font-semibold text-base">
        Result of {filename}
      </h2>
      {!outcome.ok && (
        <Notice
          kind={outcome.cancelled ? "info" : "error"}
          live
          title={outcome.cancelled ? cancelledText(counts) : TAKEN[outcome.taken]}
        >
          {!outcome.cancelled && outcome.message}
        </Notice>
      )}
      {counts?.list && <p className="mb-3 text-dim text-sm">Read from its list “{counts.list}”.</p>}
      {counts && <UploadCountList counts={{ ...counts, rejected: counts.rejected_count }} />}
      {counts && <LeftOutText leftOut={counts.left_out} />}
      {counts?.files && (
        <ArchiveFiles
          files={counts.files.map(({ recognised_by: because, left_out: leftOut, format, ...file }) => ({
            ...{ ...file, because, leftOut, label: format && (surroundings.labels[format] ?? format) },
          }))}
          notShown={counts.files_not_shown}
        />
      )}
      {counts && <AmendedNotice counts={counts} />}
      {counts && (
        <WaitingHint format={counts.format} taken={counts.inserted + counts.amended} waiting={surroundings.waiting} />
      )}
      {counts && counts.rejected_count > 0 && (
        <div className="mb-4">
          <ul className="mb-2 list-disc space-y-1 pl-5 text-sm">
            {counts.rejected.slice(0, SHOWN).map((reject) => (
              <li key={`${reject.file} ${reject.line} ${reject.id}`}>
                {reject.file !== undefined && `${reject.file}, `}
                {reject.file === undefined ? "Line" : "line"} {formatCount(reject.line)}:{" "}
                {reject.errors.map((error) => `${error.pointer.slice(1) || "the record"} ${error.message}`).join("; ")}
              </li>
            ))}
          </ul>
          <a
            href={`/api/uploads/${encodeURIComponent(outcome.uploadId)}/rejects`}
            className="text-sm underline"
            download
          >
            {counts.rejected_count === 1
              ? "Download the rejected line with its reasons (CSV)"
              : `Download all ${formatCount(counts.rejected_count)} rejected lines with their reasons (CSV)`}
          </a>
        </div>
      )}
      {counts && counts.received > counts.rejected_count && (
        <div className="flex flex-wrap gap-3">
          <Link href="/upgrades" className={buttonClass("primary")}>
            Compare two arms
          </Link>
          <Link href="/" className={buttonClass("quiet")}>
            See the overview
          </Link>
          {hasTaken(counts) && (
            <Link href={`/uploads/${outcome.uploadId}?undo=ask` as "/"} className={buttonClass("quiet")}>
              Undo…
            </Link>
          )}
        </div>
      )}
      {!outcome.ok && outcome.brokeOff && <Button onClick={onSendAgain}>Send again</Button>}
    </section>
  );
}

/** Whether there is anything to undo. A file of parts that are known has its share in them, whoever else brought them. */
function hasTaken({ format, inserted, amended, duplicates }: UploadCounts): boolean {
  return inserted + amended > 0 || (duplicates > 0 && !isRunPerRecord(format) && format !== "outcomes");
}

function cancelledText(counts: UploadCounts | null): string {
  if (!counts) return "Cancelled. What had been committed is kept: see the list below.";
  const known = isRunPerRecord(counts.format) ? counts.duplicates : 0;
  const kept = counts.inserted + counts.amended + known;
  return kept === 0 ? "Cancelled before a run was in." : `Cancelled: ${formatPlural(kept, "run")} of it are in.`;
}

/**
 * A file that mostly changes what was known is rarely meant: an outcome that came later is, and a session that went on;
 * a wrong mapping is not.
 */
function AmendedNotice({ counts: { format, received, rejected_count, amended } }: { counts: UploadCounts }) {
  if (!isRunPerRecord(format)) return null;
  const good = received - rejected_count;
  if (amended * 2 <= good) return null;
  const which = amended === good ? "All" : `${formatCount(amended)} of`;
  return (
    <Notice
      kind="warn"
      live
      title={
        good === 1
          ? "The run was known already, and was changed."
          : `${which} ${formatPlural(good, "run")} were known already, and were changed.`
      }
    >
      If that was not meant, the mapping may be another file’s. The earlier file, sent again, puts its own values back.
    </Notice>
  );
}
