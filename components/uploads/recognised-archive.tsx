"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatBytes } from "@/lib/format";
import type { ArchivePreview } from "./recognise-file";

type Props = { file: File; preview: ArchivePreview; onSend: () => void };

/** A zip before it is sent: its first files, each of which is recognised by itself. */
export function RecognisedArchive({ file, preview: { archive }, onSend }: Props) {
  return (
    <>
      <Card
        title={`${file.name}, ${formatBytes(file.size)}`}
        sub="A zip: its files are recognised one by one, and taken in as one upload."
      >
        {archive.length > 0 && (
          <>
            <p className="mb-2 text-sm">It begins with:</p>
            <ul className="list-disc space-y-1 pl-5 text-sm">
              {archive.map(({ name, looks_like }) => (
                <li key={name}>
                  <span className="wrap-anywhere">{name}</span> <span className="text-dim">({looks_like})</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Card>
      <div className="mb-6">
        <Button onClick={onSend}>Upload</Button>
      </div>
    </>
  );
}
