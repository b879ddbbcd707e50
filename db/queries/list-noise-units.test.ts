import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import { ensureFirstRun } from "../auth/first-run";
import { ingestStream } from "../ingest/ingest-stream";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { listNoiseUnits, MAX_NOISE_RUNS } from "./list-noise-units";

const project = { id: "default", timeZone: "Europe/Berlin" };
const baseline = { model: "old", effort: null, serviceTier: null };
const question = {
  steps: [{ workflow: "w", step: "a", priced: true, capNanoUsd: null as number | null }],
  days: { first: "2026-11-01", last: "2026-11-20" as string | null },
  usdPerMinute: 0,
};
let database: TestDatabase;

const base = { workflow: "w", step: "a", model: "old", status: "accepted", started_at: "2026-11-02T09:30:00Z" };

beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
  const receipts = [
    { ...base, id: "1", task_id: "t", cost_usd: 2, human_minutes: 6 },
    { ...base, id: "2", task_id: "t", cost_usd: 3, status: "rejected" },
    { ...base, id: "3", task_id: "t", status: "accepted" },
    // A task that is named like a run is no run.
    { ...base, id: "t", cost_usd: 1, started_at: "2026-11-20T22:59:59Z" },
    // Not in the comparison: another step, arm or workflow, and a day later in Berlin.
    { ...base, id: "5", step: "b", cost_usd: 7 },
    { ...base, id: "6", model: "new", cost_usd: 7 },
    { ...base, id: "7", workflow: "v", cost_usd: 7 },
    { ...base, id: "8", cost_usd: 7, started_at: "2026-11-20T23:00:00Z" },
  ];
  async function* body() {
    yield Buffer.from(JSON.stringify(receipts));
  }
  const options = { filename: "x", format: "receipt", mapping: null, uploadId: null } as const;
  await database.db.$client`update projects set time_zone = ${project.timeZone}`;
  await ingestStream({ ...options, db: database.db, project, body: body() });
});
afterAll(() => database.drop());

async function units(change: Partial<typeof question> = {}, limits?: { runs: number; timeoutMs: number }) {
  const asked = { ...question, ...change };
  const found = await listNoiseUnits(database.db, project, EMPTY_FILTER, baseline, asked, limits);
  return found?.sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

const task = {
  unit: "task t",
  workflow: "w",
  step: "a",
  runs: 3,
  accepted: 2,
  priced: 2,
  pricedAccepted: 1,
  costNanoUsd: 5e9,
};
const run = { ...task, unit: "run t", runs: 1, accepted: 1, priced: 1, pricedAccepted: 1, costNanoUsd: 1e9 };

describe("listNoiseUnits", () => {
  it("adds up the comparison's baseline by task, and by run where there is none", async () => {
    expect(await units()).toEqual([run, task]);
  });

  it("takes all later days where there is no last one", async () => {
    const days = { ...question.days, last: null };
    expect(await units({ days })).toEqual([{ ...run, unit: "run 8", costNanoUsd: 7e9 }, run, task]);
  });

  it("keeps steps apart", async () => {
    const steps = [...question.steps, { workflow: "w", step: "b", priced: true, capNanoUsd: null }];
    expect(await units({ steps })).toEqual([{ ...run, unit: "run 5", step: "b", costNanoUsd: 7e9 }, run, task]);
  });

  it("caps costs as cells do, and not the human time", async () => {
    const steps = [{ workflow: "w", step: "a", priced: true, capNanoUsd: 1.5e9 }];
    expect(await units({ steps })).toEqual([run, { ...task, costNanoUsd: 3e9 }]);
    const withTime = await units({ steps, usdPerMinute: 0.5 });
    expect(withTime?.[1]).toMatchObject({ priced: 1, costNanoUsd: 1.5e9 + 6 * 0.5 * 1e9 });
  });

  it("prices human time where minutes are known, and only there", async () => {
    const priced = { ...task, priced: 1, costNanoUsd: 2e9 + 6 * 0.5 * 1e9 };
    expect(await units({ usdPerMinute: 0.5 })).toEqual([
      { ...run, priced: 0, pricedAccepted: 0, costNanoUsd: 0 },
      priced,
    ]);
  });

  it("reads the latest runs alone where there are more than it may read", async () => {
    expect(await units({}, { runs: 1, timeoutMs: 5_000 })).toEqual([run]);
  });

  it("reads no other project", async () => {
    const other = { id: "another", timeZone: "UTC" };
    expect(await listNoiseUnits(database.db, other, EMPTY_FILTER, baseline, question)).toEqual([]);
  });

  it("gives up in time, and leaves the connection as it was", async () => {
    await database.db.$client.begin(async (tx) => {
      await tx`lock table receipts in access exclusive mode`;
      expect(await units({}, { runs: MAX_NOISE_RUNS, timeoutMs: 50 })).toBeUndefined();
    });
    expect(await units()).toHaveLength(2);
  });
});
