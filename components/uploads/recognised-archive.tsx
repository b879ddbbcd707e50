"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatBytes } from "@/lib/format";
import type { Reading } from "./reading";
import type { ArchivePreview } from "./recognise-file";
import { saidTime, TimeField } from "./time-field";

type Props = { file: File; preview: ArchivePreview; onSend: (reading: Reading) => void };

/** A zip before it is sent: its first files, each of which is recognised by itself. */
export function RecognisedArchive({ file, preview: { archive }, onSend }: Props) {
  const timeless = archive.reduce((sum, each) => sum + each.timeless, 0);
  const [time, setTime] = useState("");
  const startedAt = saidTime(time);
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
        {timeless > 0 && (
          <div className="mt-6">
            <TimeField timeless={timeless} value={time} onChange={setTime} />
          </div>
        )}
      </Card>
      <div className="mb-6">
        <Button
          disabled={timeless > 0 && startedAt === null}
          aria-describedby={timeless > 0 ? "said-time-hint" : undefined}
          onClick={() => onSend({ mapping: null, startedAt: timeless > 0 ? startedAt : null })}
        >
          Upload
        </Button>
      </div>
    </>
  );
}
