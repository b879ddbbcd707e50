const STEPS = ["intake_classification", "document_extraction", "ambiguous_planning", "tool_heavy_execution"];
const MODELS = ["gpt-5.4", "gpt-5.5"];
const STATUSES = ["accepted", "accepted", "accepted", "rejected"];
const FIRST_DAY = Date.UTC(2026, 7, 1);
const DAYS = 90;
const LINES_PER_CHUNK = 2_000;

/** Receipt `index` of an endless, deterministic series: 90 days, four steps, two arms, about 390 bytes of JSON. */
export function receiptLine(index: number): string {
  const startedAt = new Date(FIRST_DAY + ((index * 7919) % (DAYS * 86_400)) * 1_000).toISOString();
  const noise = (index * 2_654_435_761) % 1_000;
  return JSON.stringify({
    id: `bench-${String(index).padStart(10, "0")}`,
    started_at: startedAt,
    duration_ms: 5_000 + noise * 31,
    workflow: "bench",
    step: STEPS[index % STEPS.length],
    model: MODELS[(index >> 2) % MODELS.length],
    effort: "high",
    status: STATUSES[noise % STATUSES.length],
    task_id: `task-${index >> 3}`,
    lane: "work",
    harness: "bench@1.0.0",
    usage: {
      input_tokens: 12_000 + noise,
      cache_read_tokens: noise,
      output_tokens: 900 + noise,
      reasoning_tokens: noise,
    },
    tool_calls: noise % 7,
    retries: noise % 3,
    validation_failures: noise % 2,
    human_edits: noise % 4,
  });
}

/** The first lines of the series as NDJSON bytes, until there are so many. Calls back with the lines of each chunk. */
export async function* ndjsonOfBytes(bytes: number, onLines: (lines: number) => void): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for (let index = 0; sent < bytes; index += LINES_PER_CHUNK) {
    const lines = Array.from({ length: LINES_PER_CHUNK }, (_, offset) => receiptLine(index + offset));
    const chunk = Buffer.from(`${lines.join("\n")}\n`);
    sent += chunk.length;
    onLines(LINES_PER_CHUNK);
    yield chunk;
  }
}
