import { afterAll, beforeAll, expect, it } from "vitest";
import { ensureFirstRun } from "../auth/first-run";
import { ingestStream } from "../ingest/ingest-stream";
import { saveOwnPrices } from "../pricing/save-own-prices";
import { runRewrite } from "../rewrites/run-rewrite";
import { insertRewrite } from "../rewrites/start-rewrite";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { getMergeForecast } from "./get-merge-forecast";

const project = { id: "default", timeZone: "UTC" };
let database: TestDatabase;

const runs = (count: number, name: string, change: object) =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: `${name}-${n}`, started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", status: "accepted" },
    ...change,
  }));

beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
  const receipts = [
    ...runs(3, "a", { model: "gpt-x-high" }),
    ...runs(2, "b", { model: "gpt-x-high", effort: "low" }),
    ...runs(1, "c", { model: "gpt-x-high", service_tier: "batch" }),
    ...runs(5, "d", { model: "gpt-x", effort: "high" }),
    ...runs(4, "e", { model: "gpt-x", effort: "low", service_tier: "batch" }),
  ];
  async function* body() {
    yield Buffer.from(JSON.stringify(receipts));
  }
  const options = { filename: "x", format: "receipt", mapping: null, uploadId: null } as const;
  await ingestStream({ ...options, db: database.db, project, body: body() });
});
afterAll(() => database.drop());

it("says which arms meet, and after the merge what a split would bring back", async () => {
  const merge = { sent: "gpt-x-high", as: { model: "gpt-x", effort: "high" } };
  const arm = (effort: string | null, serviceTier: string | null, moved: number, there: number, model = "gpt-x") => ({
    ...{ model, effort, serviceTier, moved, there },
  });
  expect(await getMergeForecast(database.db, project.id, merge)).toEqual({
    runs: 6,
    arms: [arm("high", null, 3, 5), arm("low", null, 2, 0), arm("high", "batch", 1, 0)],
  });
  const split = { sent: "gpt-x-high", as: null };
  expect(await getMergeForecast(database.db, project.id, split)).toEqual({ runs: 0, arms: [] });

  const saved = await saveOwnPrices(database.db, project.id, { aliases: [merge] }, { lookedAt: null, by: "tester" });
  expect(saved.ok).toBe(true);
  const id = await insertRewrite(database.db, project.id, "names", "tester");
  if (!id) throw new Error("One is running.");
  await runRewrite(database.db, project.id, id);

  expect(await getMergeForecast(database.db, project.id, merge)).toEqual({ runs: 0, arms: [] });
  expect(await getMergeForecast(database.db, project.id, split)).toEqual({
    runs: 6,
    arms: [
      arm(null, null, 3, 0, "gpt-x-high"),
      arm("low", null, 2, 0, "gpt-x-high"),
      arm(null, "batch", 1, 0, "gpt-x-high"),
    ],
  });
  expect(await getMergeForecast(database.db, "another", split)).toEqual({ runs: 0, arms: [] });
});
