import { afterAll, beforeAll, expect, it } from "vitest";
import { type Mapping, parseMapping } from "@/lib/receipts/mapping";
import { ensureFirstRun } from "../auth/first-run";
import { getUpload } from "../queries/get-upload";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { previewFile } from "./preview-file";
import { uploadFile } from "./upload-file";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
});
afterAll(() => database.drop());

type Log = Record<string, unknown>[];
const project = { id: "default", timeZone: "UTC" };

async function* bytes(log: Log) {
  yield Buffer.from(log.map((record) => JSON.stringify(record)).join("\n"));
}
const preview = (log: Log) =>
  previewFile(database.db, "default", { filename: "x.ndjson", size: null, bytes: bytes(log) });
const upload = (uploadId: string, log: Log, mapping: Mapping | null) => {
  const file = { uploadId, filename: "x.ndjson", format: "auto", totalBytes: null } as const;
  return uploadFile({ ...file, db: database.db, project, mapping, body: bytes(log) });
};

/** Two logs with the same names at their top, of different harnesses. */
const timeless = (id: number, x: object) => ({ id, stage: "s", model: "m", passed: true, x });
const FIXED: Mapping = {
  id: "id",
  started_at: { const: "2024-06-20T00:00:00Z" },
  workflow: { const: "tau" },
  step: "stage",
  model: "model",
  status: { path: "passed", values: { true: "accepted", false: "rejected" } },
};

it("is offered for a file of the same kind, but for a time that the person gave, and says what it carries over", async () => {
  await upload("first", [timeless(1, { trial: 1 })], FIXED);
  const again = await preview([timeless(2, { trial: 7 })]);
  const { started_at: _, ...remembered } = FIXED;
  expect([again.remembered, again.mapping, again.carried]).toEqual([true, remembered, ["workflow"]]);
  expect(again.guess).not.toHaveProperty("workflow");
});

it("is not offered for a file that only looks alike at its top", async () => {
  await upload("second", [timeless(1, { trial: 1 })], FIXED);
  const other = await preview([timeless(1, { trial: 1, config: "c" })]);
  expect([other.remembered, other.carried, other.mapping]).toEqual([false, [], other.guess]);
});

it("has no say in an upload without a mapping, which tells what it guessed", async () => {
  const log = [{ id: "a", ts: "2026-11-02T09:30:00Z", suite: "w", stage: "s", model: "m", passed: true, note: "n" }];
  const guessed = await upload("third", log, null);
  await upload("fourth", log, { ...FIXED, workflow: { const: "elsewhere" } });
  expect((await preview(log)).remembered).toBe(true);
  const again = await upload("fifth", log, null);
  expect(again.mapping).toEqual(guessed.mapping);
  expect(again.mapping).toMatchObject({ started_at: "ts", step: "stage", model: "model" });
  expect(parseMapping(again.mapping).ok).toBe(true);
  expect((await getUpload(database.db, "default", "fifth"))?.mapping).toEqual(again.mapping);
});

it("is null for receipts", async () => {
  const receipt = {
    id: "r",
    started_at: "2026-11-02T09:30:00Z",
    workflow: "w",
    step: "s",
    model: "m",
    status: "accepted",
  };
  expect((await upload("sixth", [receipt], null)).mapping).toBeNull();
  expect((await getUpload(database.db, "default", "sixth"))?.mapping).toBeNull();
});
