"use client";

import { FileUp } from "lucide-react";
import { type ChangeEvent, type DragEvent, useState } from "react";
import { readDropped, withoutHidden } from "./read-dropped";

/** React has no property of this name. */
function chooseFolders(input: HTMLInputElement | null): void {
  if (input) input.webkitdirectory = true;
}

type Props = { onFiles: (files: File[]) => void; compact: boolean };

/** Where files or a folder of them are dropped, or chosen. */
export function DropZone({ onFiles, compact }: Props) {
  const [over, setOver] = useState(false);
  async function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    give(await readDropped(event.dataTransfer));
  }
  function give(files: File[]) {
    if (files.length > 0) onFiles(files);
  }
  function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const files = [...(target.files ?? [])];
    // The same file again must be a change, too.
    target.value = "";
    give(withoutHidden(files));
  }
  return (
    <div className="mb-4">
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`grid cursor-pointer justify-items-center rounded-card border-2 border-dashed px-5 text-center focus-within:outline-2 focus-within:outline-accent ${compact ? "py-4" : "py-12"} ${over ? "border-accent bg-sunken" : "border-edge"}`}
      >
        {!compact && <FileUp aria-hidden className="mb-3 size-7 text-dim" />}
        <span className="font-medium">Choose files</span>
        <span className="text-dim text-sm">
          or drop them here, folders too: NDJSON, JSON or CSV, plain, gzip or zip, of any size
        </span>
        <input type="file" multiple aria-label="Choose a file" className="sr-only" onChange={choose} />
      </label>
      <label className="mt-1 inline-flex min-h-10 cursor-pointer items-center text-sm underline focus-within:outline-2 focus-within:outline-accent">
        Choose a whole folder
        <input
          type="file"
          multiple
          ref={chooseFolders}
          aria-label="Choose a whole folder"
          className="sr-only"
          onChange={choose}
        />
      </label>
    </div>
  );
}
