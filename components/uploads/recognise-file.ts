import type { Mapping } from "@/lib/receipts/mapping";

/** What the server makes of the beginning of a file. */
export type FilePreview = {
  layout: "ndjson" | "json" | "csv";
  receipts: boolean;
  paths: string[];
  sample: Record<string, unknown>[];
  mapping: Mapping;
  remembered: boolean;
  /** Targets of a remembered mapping that are the same for all, as they were in the file before. */
  carried: string[];
  guess: Mapping;
};

const HEAD_BYTES = 262_144;

/** Sends the beginning of a file to be recognised. Nothing of it is kept. */
export async function recogniseFile(
  file: File,
): Promise<{ ok: true; preview: FilePreview } | { ok: false; message: string }> {
  try {
    const query = new URLSearchParams({ filename: file.name, size: String(file.size) });
    const response = await fetch(`/api/uploads/preview?${query}`, { method: "POST", body: file.slice(0, HEAD_BYTES) });
    const body = await response.json();
    if (response.ok) return { ok: true, preview: body as FilePreview };
    return { ok: false, message: String(body.detail ?? `The server answered ${response.status}.`) };
  } catch {
    // No answer at all, or none that is JSON: the connection, or the server, is gone.
    return { ok: false, message: "The server did not answer. Try again." };
  }
}
