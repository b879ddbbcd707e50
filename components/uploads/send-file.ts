import { type Reading, readingParameters } from "./reading";

type WireArchiveFile = {
  name: string;
  format: string | null;
  recognised_by: string | null;
  received: number;
  inserted: number;
  rejected: number;
  left_out: string | null;
  failure: string | null;
};

export type UploadCounts = {
  /** `outcomes`, say; null where nothing was recognised. */
  format: string | null;
  /** The list that was read, where the records stand in one in a JSON object. */
  list: string | null;
  left_out: { reason: string; count: number }[];
  /** What became of the files of a zip; null where it is none. */
  files: WireArchiveFile[] | null;
  files_not_shown: number;
  received: number;
  inserted: number;
  amended: number;
  duplicates: number;
  unpriced: number;
  rejected_count: number;
  rejected: {
    file?: string;
    line: number;
    id: string | null;
    errors: { pointer: string; code: string; message: string }[];
  }[];
};

export type UploadOutcome =
  | { ok: true; uploadId: string; counts: UploadCounts }
  /** `counts` are there where something was read before it failed. */
  | {
      ok: false;
      uploadId: string;
      message: string;
      taken: "part" | "nothing" | "unknown";
      counts: UploadCounts | null;
      /** It never came whole: the same upload sent again adds what is missing. */
      brokeOff: boolean;
      cancelled: boolean;
    };

/** An id for an upload. By what every page has: `crypto.randomUUID` is there on HTTPS and on this machine alone. */
export function newUploadId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How much of a file that failed is kept: by its counts, or none of it where the server would not begin. */
function takenOf(status: number, counts: UploadCounts | null): "part" | "nothing" | "unknown" {
  if (counts) return counts.received > counts.rejected_count ? "part" : "nothing";
  return status >= 400 && status < 500 ? "nothing" : "unknown";
}

const NO_CONNECTION = "The connection broke. What had been committed is kept; send it again, nothing is counted twice.";

/**
 * Sends a file as it is, with the share that has been sent (0 to 1) as it goes.
 * By XMLHttpRequest, since `fetch` does not tell how much of a body has been sent.
 */
export function sendFile(
  file: File,
  options: { uploadId: string; reading: Reading; onSent: (share: number) => void; signal: AbortSignal },
): Promise<UploadOutcome> {
  const { uploadId, reading, onSent, signal } = options;
  const query = new URLSearchParams({ filename: file.name, upload_id: uploadId, ...readingParameters(reading) });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const fail = (message: string, status = 0, counts: UploadCounts | null = null) =>
      resolve({
        ...{ ok: false, uploadId, message, taken: takenOf(status, counts), counts },
        brokeOff: !signal.aborted && (status === 0 || status >= 500),
        cancelled: signal.aborted,
      });
    request.open("POST", `/api/uploads?${query}`);
    request.responseType = "json";
    request.upload.onprogress = (event) => onSent(event.total === 0 ? 0 : event.loaded / event.total);
    request.onload = () => {
      const body = request.response as (UploadCounts & { detail?: string }) | null;
      const counts = body && "received" in body ? body : null;
      if (request.status === 201 && counts) resolve({ ok: true, uploadId, counts });
      else fail(body?.detail ?? `The server answered ${request.status}.`, request.status, counts);
    };
    request.onerror = () => fail(NO_CONNECTION);
    request.onabort = () => fail("Stopped. What had been committed is kept.");
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
