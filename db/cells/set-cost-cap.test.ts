import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureFirstRun } from "../auth/first-run";
import { ingestStream } from "../ingest/ingest-stream";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { rebuildCells } from "./rebuild";
import { setCostCap } from "./set-cost-cap";
import { verifyCells } from "./verify";

const project = { id: "default", timeZone: "UTC" };
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
});
afterAll(() => database.drop());

type Wire = Record<string, unknown>;

async function ingest(receipts: Wire[], uploadId: string | null = null) {
  async function* body() {
    yield Buffer.from(receipts.map((receipt) => JSON.stringify(receipt)).join("\n"));
  }
  const options = { filename: "x", format: "receipt", mapping: null, uploadId } as const;
  return ingestStream({ ...options, db: database.db, project, body: body() });
}

const setCap = (step: string, nano: number | null) =>
  setCostCap(database.db, project.id, { workflow: "w", step }, nano);
const differences = async () => (await verifyCells(database.db))[0]?.differences;

const base = { started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "a", model: "m", status: "accepted" };

async function cellOf(step: string) {
  const [cell] = await database.db.$client`
    select n, n_cap, c_sum, c_sq, c_acc, c_raw, c_max, ch_sum from cells where workflow = 'w' and step = ${step}`;
  return cell && Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, Number(value)]));
}

describe("setCostCap", () => {
  it("caps what is there and what comes, keeps what was spent, and gives it all back", async () => {
    const run = (id: string, usd: number) => ({ ...base, id, step: "one", cost_usd: usd, human_minutes: 1 });
    await ingest([run("1", 2), run("2", 7)]);
    expect(await setCap("one", 5e9)).toEqual({ ok: true, before: null, runs: 1 });
    await ingest([run("3", 5), { ...run("4", 100), status: "rejected" }]);
    expect(await cellOf("one")).toEqual({
      n: 4,
      n_cap: 2,
      c_sum: 17e9,
      c_sq: (4 + 3 * 25) * 1e18,
      c_acc: 12e9,
      c_raw: 114e9,
      c_max: 100e9,
      ch_sum: 17e12,
    });
    expect(await setCap("one", 3e9)).toEqual({ ok: true, before: 5e9, runs: 3 });
    expect(await cellOf("one")).toMatchObject({ n_cap: 3, c_sum: 11e9, c_raw: 114e9 });
    expect(await setCap("one", 3e9)).toEqual({ ok: true, before: 3e9, runs: 0 });
    expect(await setCap("one", null)).toEqual({ ok: true, before: 3e9, runs: 3 });
    expect(await cellOf("one")).toMatchObject({ n_cap: 0, c_sum: 114e9, c_acc: 14e9, c_raw: 114e9, c_max: 100e9 });
    expect(await differences()).toEqual([]);
  });

  it("keeps cells exact through random receipts, amendments and changes of caps, at once or in turn", {
    timeout: 300_000,
  }, async () => {
    const message = fc.record(
      {
        id: fc.integer({ min: 1, max: 10 }).map((n) => `run-${n}`),
        step: fc.constantFrom("a", "b"),
        started_at: fc.constantFrom("2026-11-02T09:30:00Z", "2026-11-03T09:30:00Z"),
        status: fc.constantFrom("accepted", "rejected", "errored", "pending"),
        cost_usd: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true })),
        human_minutes: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      },
      { requiredKeys: ["id", "step", "started_at", "status"] },
    );
    const cap = fc.record({
      step: fc.constantFrom("a", "b"),
      nano: fc.option(fc.integer({ min: 1, max: 1_000_000 }).map((usd) => usd * 1e9)),
    });
    const round = fc.record({ file: fc.array(message, { minLength: 1, maxLength: 20 }), cap, atOnce: fc.boolean() });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
        run += 1;
        for (const [index, { file, cap, atOnce }] of rounds.entries()) {
          const send = () =>
            ingest(
              file.map((each) => ({ ...base, ...each, id: `${run}-${each.id}` })),
              `file-${run}-${index}`,
            );
          if (atOnce) await Promise.all([send(), setCap(cap.step, cap.nano)]);
          else {
            await setCap(cap.step, cap.nano);
            await send();
          }
        }
        expect(await differences()).toEqual([]);
      }),
      { numRuns: 30 },
    );
    const before = await verifyCells(database.db);
    await rebuildCells(database.db);
    expect(await verifyCells(database.db)).toEqual(before);
  });

  it("leaves no cell half capped while many batches are being written", { timeout: 120_000 }, async () => {
    const file = (name: string) =>
      Array.from({ length: 4_000 }, (_, n) => ({ ...base, id: `${name}-${n}`, step: `s${n % 3}`, cost_usd: n % 50 }));
    const changes = async () => {
      for (let n = 0; n < 12; n += 1) await setCap(`s${n % 3}`, n % 4 === 3 ? null : (5 + n) * 1e9);
    };
    await Promise.all([
      ingest(file("one")),
      ingest(file("two")),
      ingest(file("three")),
      changes(),
      rebuildCells(database.db),
    ]);
    expect(await differences()).toEqual([]);
  });
});
