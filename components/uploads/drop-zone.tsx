"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";

type Props = { onFile: (file: File) => void; compact: boolean };

/** Where a file is dropped, or chosen. */
export function DropZone({ onFile, compact }: Props) {
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  }
  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`mb-4 grid cursor-pointer justify-items-center rounded-card border-2 border-dashed px-5 text-center focus-within:outline-2 focus-within:outline-accent ${compact ? "py-4" : "py-12"} ${over ? "border-accent bg-sunken" : "border-edge"}`}
    >
      {!compact && <FileUp aria-hidden className="mb-3 size-7 text-dim" />}
      <span className="font-medium">Choose a file</span>
      <span className="text-dim text-sm">or drop it here: NDJSON, JSON or CSV, plain or gzip, of any size</span>
      <input
        type="file"
        aria-label="Choose a file"
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file again must be a change, too.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
