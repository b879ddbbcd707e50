"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { formatBytes, formatPlural, formatRate } from "@/lib/format";
import { KeepFresh } from "./keep-fresh";

type Props = {
  file: File;
  sent: number;
  /** Runs that the server has read so far; null while it has not said so. */
  received: number | null;
  onStop: () => void;
};

/** How much of a file has been sent, and how many of its runs are read. Whoever would leave is asked first. */
export function UploadProgress({ file, sent, received, onStop }: Props) {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  return (
    <section aria-label="Progress" className="rounded-card border border-line bg-card p-5">
      {/* Once the list of uploads has this one, the list keeps itself fresh. */}
      {received === null && <KeepFresh />}
      <p className="mb-2 font-medium">
        {file.name}, {formatBytes(file.size)}
      </p>
      <Progress label="Sent" share={sent} />
      <p aria-live="polite" className="mt-2 mb-4 text-dim text-sm">
        {formatRate(sent, 0)} sent
        {received !== null && `, ${formatPlural(received, "run")} read`}
      </p>
      <Button kind="quiet" onClick={onStop}>
        Stop
      </Button>
    </section>
  );
}
