"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { formatBytes, formatPlural, formatRate } from "@/lib/format";
import { KeepFresh } from "./keep-fresh";
import type { UploadRow } from "./upload-list";
import type { QueueItem, Stage } from "./use-upload-queue";

type Props = { items: QueueItem[]; uploads: UploadRow[]; onCancel: (item: QueueItem) => void };

/** The files on their way, a line each: how much is sent, how many records are read. Whoever would leave is asked first. */
export function UploadProgress({ items, uploads, onCancel }: Props) {
  const isSending = items.some(({ stage }) => stage.at === "sending" && stage.sent < 1);
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isSending]);
  const received = (item: QueueItem) => uploads.find(({ id }) => id === item.uploadId)?.received ?? null;
  return (
    <section aria-label="Progress" className="mb-4 rounded-card border border-line bg-card p-5">
      {/* Once the list of uploads has one that runs, the list keeps itself fresh. */}
      {uploads.every(({ status }) => status !== "running") && <KeepFresh />}
      <ul className="grid gap-4">
        {items.map((item) => (
          <li key={item.uploadId} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="min-w-0 flex-1 basis-60">
              <p className="wrap-anywhere mb-1 font-medium">
                {item.file.name}, {formatBytes(item.file.size)}
              </p>
              <Progress label={`Sent of ${item.file.name}`} share={item.stage.at === "sending" ? item.stage.sent : 0} />
              <p aria-live="polite" className="mt-1 text-dim text-sm">
                {stageText(item.stage, received(item))}
              </p>
            </div>
            <Button kind="quiet" disabled={isCancelling(item.stage)} onClick={() => onCancel(item)}>
              Cancel<span className="sr-only"> {item.file.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {items.length > 1 && (
        <Button kind="quiet" className="mt-4" onClick={() => items.forEach(onCancel)}>
          Cancel all
        </Button>
      )}
    </section>
  );
}

function isCancelling(stage: Stage): boolean {
  return stage.at === "sending" && stage.cancelling;
}

function stageText(stage: Stage, received: number | null): string {
  if (stage.at === "pausing") return "The connection broke: it is sent again in a moment.";
  if (stage.at !== "sending") return "Waits for its turn";
  if (stage.cancelling) return "Stops at the next batch…";
  const read = received === null ? "" : `, ${formatPlural(received, "record")} read`;
  return `${formatRate(stage.sent, 0)} sent${read}`;
}
