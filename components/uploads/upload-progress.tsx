"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { formatBytes, formatCount, formatRate } from "@/lib/format";

type Props = { file: File; uploadId: string; sent: number; onStop: () => void };

const ASK_EVERY_MS = 1_000;

/** How much of a file has been sent, and how many of its receipts are committed. */
export function UploadProgress({ file, uploadId, sent, onStop }: Props) {
  const [received, setReceived] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(async () => {
      const response = await fetch(`/api/uploads/${uploadId}`).catch(() => null);
      // Until its first commit the upload is not known; no answer now means a question later.
      if (response?.ok) setReceived((await response.json()).received);
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [uploadId]);
  return (
    <section aria-label="Progress" className="rounded-card border border-line bg-card p-5">
      <p className="mb-2 font-medium">
        {file.name}, {formatBytes(file.size)}
      </p>
      <progress
        aria-label="Sent"
        value={sent}
        max={1}
        className="mb-2 h-2 w-full overflow-hidden rounded-full accent-accent"
      />
      <p aria-live="polite" className="mb-4 text-dim text-sm">
        {formatRate(sent, 0)} sent
        {received !== null && `, ${formatCount(received)} runs read`}
      </p>
      <Button kind="quiet" onClick={onStop}>
        Stop
      </Button>
    </section>
  );
}
