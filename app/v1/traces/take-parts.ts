import { getDb } from "@/db/client";
import { writeParts } from "@/db/ingest/write-parts";
import type { RunPart } from "@/lib/receipts/formats/source-format";
import { dayIn } from "@/lib/time";

/** Takes the parts of a request in, as files of a foreign format are: all of them are committed when it answers. */
export async function takeParts(
  project: { id: string; timeZone: string },
  by: string | null,
  parts: RunPart[],
): Promise<void> {
  if (parts.length === 0) return;
  const target = {
    projectId: project.id,
    uploadId: null,
    by: { origin: "post", author: by } as const,
    dayOf: dayIn(project.timeZone),
  };
  await writeParts(
    getDb(),
    target,
    parts.map((part, index) => ({ line: index + 1, part })),
  );
}
