import { once } from "node:events";
import { request } from "node:http";
import type { Target } from "./bench";
import { receiptLine } from "./receipt-lines";

const LINES_PER_CHUNK = 2_000;
const files = new Map<number, Buffer[]>();

/** Sends the first lines of the series as one file; ready-made, so that the sender costs next to nothing. */
export async function uploadLines(
  target: Target,
  uploadId: string,
  lines: number,
  expected: { duplicates: number } = { duplicates: 0 },
): Promise<void> {
  const sending = request(`${target.url}/api/uploads?filename=bench.ndjson&upload_id=${uploadId}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${target.key}` },
  });
  const answered = once(sending, "response");
  for (const chunk of fileOf(lines)) if (!sending.write(chunk)) await once(sending, "drain");
  sending.end();
  const [response] = await answered;
  let text = "";
  for await (const part of response) text += part;
  const answer = JSON.parse(text) as { received: number; inserted: number; duplicates: number };
  const inserted = lines - expected.duplicates;
  if (answer.inserted !== inserted || answer.duplicates !== expected.duplicates) {
    throw new Error(`The upload was answered ${response.statusCode}: ${text.slice(0, 500)}`);
  }
}

function fileOf(lines: number): Buffer[] {
  const known = files.get(lines);
  if (known) return known;
  const chunks: Buffer[] = [];
  for (let start = 0; start < lines; start += LINES_PER_CHUNK) {
    const length = Math.min(LINES_PER_CHUNK, lines - start);
    chunks.push(Buffer.from(`${Array.from({ length }, (_, offset) => receiptLine(start + offset)).join("\n")}\n`));
  }
  files.set(lines, chunks);
  return chunks;
}
