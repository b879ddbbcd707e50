import { afterAll, beforeAll, expect, it } from "vitest";
import { receiptSchema } from "@/lib/receipts/receipt-schema";
import { ensureFirstRun } from "../auth/first-run";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { ingestStream } from "./ingest-stream";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
});
afterAll(() => database.drop());

const usage = {
  input_tokens: 900,
  cache_read_tokens: 400,
  cache_write_tokens: 50,
  output_tokens: 70,
  reasoning_tokens: 9,
};
const receipt = {
  ...{
    started_at: "2026-11-02T09:30:00Z",
    duration_ms: 10,
    workflow: "w",
    step: "s",
    model: "gpt-5.4",
    effort: "high",
  },
  ...{ service_tier: "standard", status: "accepted", task_id: "t", lane: "l", harness: "h", provider: "p" },
  ...{ decision_id: "d", usage, cost_usd: 1, tool_calls: 1, tool_errors: 1, retries: 1, validation_failures: 1 },
  ...{ human_edits: 1, human_minutes: 1, first_pass: true, stopped_early: true, stop_reason: "end" },
};
/** Another value for each field. */
const other: Record<string, unknown> = {
  ...{ started_at: "2026-11-02T09:30:01Z", duration_ms: 11, workflow: "v", step: "r", model: "gpt-5.5", effort: "low" },
  ...{ service_tier: "flex", status: "rejected", task_id: "u", lane: "m", harness: "i", provider: "q" },
  ...{ decision_id: "e", usage: { ...usage, reasoning_tokens: 8 }, cost_usd: 2, tool_calls: 2, tool_errors: 2 },
  ...{ retries: 2, validation_failures: 2, human_edits: 2, human_minutes: 2, first_pass: false, stopped_early: false },
  ...{ stop_reason: "stop", labels: { team: "a" }, attempts: [{ model: "gpt-5.4" }] },
};
const changes: [string, object][] = [
  ...Object.entries(other).map(([field, value]): [string, object] => [field, { [field]: value }]),
  ...Object.entries(usage).map(([field, count]): [string, object] => [
    `usage.${field}`,
    { usage: { ...usage, [field]: field === "input_tokens" ? count + 100 : count + 1 } },
  ]),
];

const send = (id: string, change: object) =>
  ingestStream({
    ...{
      db: database.db,
      project: { id: "default", timeZone: "UTC" },
      filename: "r.ndjson",
      format: "receipt" as const,
    },
    ...{ mapping: null, uploadId: null },
    body: (async function* () {
      yield Buffer.from(JSON.stringify({ ...receipt, id, ...change }));
    })(),
  });

it("has a change to try for every field of a receipt", () => {
  // What a source called its tokens is kept with them, and changes nothing by itself.
  const fields = Object.keys(receiptSchema.shape).filter((field) => field !== "id" && field !== "usage_sent");
  expect(Object.keys(other).sort()).toEqual(fields.sort());
});

it.each(changes)("takes no other %s for a duplicate", async (field, change) => {
  await send(field, {});
  expect(await send(field, {})).toMatchObject({ duplicates: 1, amended: 0 });
  expect(await send(field, change)).toMatchObject({ duplicates: 0, amended: 1 });
});
