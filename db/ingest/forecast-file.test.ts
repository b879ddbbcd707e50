import { afterAll, beforeAll, expect, it } from "vitest";
import type { Mapping } from "@/lib/receipts/mapping";
import { ensureFirstRun } from "../auth/first-run";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { forecastFile } from "./forecast-file";
import { ingestStream } from "./ingest-stream";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
});
afterAll(() => database.drop());

const project = { id: "default", timeZone: "UTC" };
const base = { started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "m", status: "accepted" };
const ndjson = (records: object[]) => records.map((record) => JSON.stringify(record)).join("\n");

async function* bytes(text: string) {
  yield Buffer.from(text);
}
const forecast = (text: string, mapping: Mapping | null = null, size: number | null = null) =>
  forecastFile(database.db, project, { filename: "x.ndjson", size, bytes: bytes(text) }, mapping);
const ingest = (text: string, mapping: Mapping | null = null) =>
  ingestStream({
    ...{ db: database.db, project, filename: "x.ndjson", format: "auto", uploadId: null },
    ...{ mapping, body: bytes(text) },
  });

it("counts what becomes a receipt, and says what is broken, wrong or contradictory, and where", async () => {
  const lines = [
    JSON.stringify({ ...base, id: "a" }),
    "",
    '{"id": broken',
    JSON.stringify({ ...base, id: "b", retries: -1 }),
    JSON.stringify({ ...base, id: "c", retries: -1 }),
    JSON.stringify({ ...base, id: "a", model: "other" }),
    "7",
  ].join("\n");
  const { records, good, problems, rows } = await forecast(lines);
  expect([records, good, rows.map(({ model }) => model)]).toEqual([6, 1, ["m"]]);
  expect(problems.map(({ pointer, code, records: many, first }) => [pointer, code, many, first])).toEqual([
    ["", "not_json", 1, { record: 2, line: 3 }],
    ["/retries", "too_small", 2, { record: 3, line: 4 }],
    ["/model", "conflict", 1, { record: 5, line: 6 }],
    ["", "invalid_type", 1, { record: 6, line: 7 }],
  ]);
  // All of it is taken in just as it was foretold.
  const result = await ingest(lines);
  expect([result.received, result.inserted, result.rejected]).toEqual([6, 1, 5]);
});

it("does not count the record that the beginning of a longer file ends in", async () => {
  const text = ndjson([
    { ...base, id: "cut-1" },
    { ...base, id: "cut-2" },
  ]);
  const head = text.slice(0, -10);
  expect(await forecast(head, null, text.length)).toMatchObject({ records: 1, good: 1, problems: [] });
  expect(await forecast(head, null, head.length)).toMatchObject({ records: 2, good: 1 });
});

it("says how many runs are known and what of them would be changed, and writes nothing", async () => {
  const log = Array.from({ length: 200 }, (_, n) => ({
    id: `k${n}`,
    ts: base.started_at,
    suite: "w",
    st: "s",
    mo: "m",
  }));
  const mapping: Mapping = {
    id: "id",
    started_at: "ts",
    workflow: "suite",
    step: "st",
    model: "mo",
    status: { const: "accepted" },
  };
  await ingest(ndjson(log.slice(0, 150)), mapping);
  const again = await forecast(ndjson(log), mapping);
  expect([again.good, again.known, again.changed, again.fields]).toEqual([200, 150, 0, []]);
  const wrong: Mapping = { ...mapping, started_at: { const: "2024-06-20T00:00:00Z" }, workflow: { const: "tau" } };
  const other = await forecast(ndjson(log), wrong);
  expect([other.good, other.known, other.changed, other.fields]).toEqual([200, 150, 150, ["started_at", "workflow"]]);
  expect((await ingest(ndjson(log), mapping)).amended).toBe(0);
});

it("knows records without an id again by their hash", async () => {
  const record = { ts: base.started_at, suite: "hash", stage: "s", model: "m", passed: true };
  await ingest(ndjson([record, record]));
  expect(await forecast(ndjson([record, record, record]))).toMatchObject({ good: 3, known: 2, changed: 0 });
});
