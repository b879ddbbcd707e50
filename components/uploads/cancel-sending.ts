import type { UploadCounts } from "./send-file";

/** Asks the server to stop an upload; its counts as it ended, or null where it has not begun or does not answer. */
export async function cancelSending(uploadId: string): Promise<UploadCounts | null> {
  try {
    const response = await fetch(`/api/uploads/${uploadId}/cancel`, { method: "POST" });
    if (!response.ok) return null;
    const body = await response.json();
    const { format, received, inserted, amended, duplicates, unpriced, rejected, left_out } = body;
    return {
      format,
      list: null,
      left_out: left_out ?? [],
      files: body.files,
      files_not_shown: body.files_not_shown,
      received,
      inserted,
      amended,
      duplicates,
      unpriced,
      rejected_count: rejected,
      rejected: [],
    };
  } catch {
    // The server is gone: what it had committed, the list of uploads tells when it is back.
    return null;
  }
}
