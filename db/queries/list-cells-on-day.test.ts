import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import { createDayPricer } from "@/lib/pricing/day-pricer";
import { matchesArm } from "@/lib/receipts/arm";
import type { Cell } from "@/lib/receipts/cell";
import { keyText } from "@/lib/receipts/cell-sums";
import { capsByStep } from "@/lib/receipts/cost-caps";
import { compareArms } from "@/lib/verdict/compare-arms";
import { TEST_SETTINGS } from "@/lib/verdict/testing/settings";
import { ensureFirstRun } from "../auth/first-run";
import { setCostCap } from "../cells/set-cost-cap";
import { ingestStream } from "../ingest/ingest-stream";
import { saveOwnPrices } from "../pricing/save-own-prices";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { getOwnPrices } from "./get-own-prices";
import { listCells } from "./list-cells";
import { listCellsOnDay } from "./list-cells-on-day";
import { listCostCaps } from "./list-cost-caps";
import { listTaskCells } from "./list-task-cells";

const project = { id: "default", timeZone: "Europe/Berlin" };
const DAY = "2026-06-15";
const LATER = "2026-11-01";
/** US$ per million tokens: own prices of two models from two days on. */
const PRICES = {
  old: { [DAY]: [2, 8], [LATER]: [1, 4] },
  new: { [DAY]: [5, 20], [LATER]: [10, 40] },
} as const;
let database: TestDatabase | null = null;

beforeEach(async () => {
  await database?.drop();
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
  await database.db.$client`update projects set time_zone = ${project.timeZone}`;
});
afterAll(() => database?.drop());

const db = () => {
  if (!database) throw new Error("There is no database.");
  return database.db;
};

/** What a project did, its costs aside: attempts of both models, tiers, caches, human time, and what is not known. */
function run(n: number) {
  const usage = {
    input_tokens: 1_000 + 37 * n,
    cache_read_tokens: 11 * n,
    output_tokens: 100 + (n % 13),
    reasoning_tokens: n % 7,
  };
  const model = n % 2 === 0 ? "old" : "new";
  const day = String(1 + (n % 20)).padStart(2, "0");
  return {
    id: `run-${n}`,
    task_id: `task-${Math.floor(n / 2) % 40}`,
    started_at: `2026-11-${day}T${n % 3 === 0 ? "23:30" : "09:30"}:00Z`,
    workflow: "w",
    step: n % 5 === 0 ? "a" : "b",
    // A name of the same model that is merged into it.
    model: n % 11 === 0 && model === "old" ? "old-2" : model,
    effort: n % 4 < 2 ? "high" : null,
    lane: n % 6 === 0 ? "work" : null,
    status: (["accepted", "rejected", "errored", "pending"] as const)[n % 4],
    ...(n % 9 === 0 ? {} : { usage }),
    ...(n % 8 === 1
      ? {
          usage: { input_tokens: 2_000, output_tokens: 300 },
          attempts: ["old", "new"].map((name) => ({ model: name, usage: { input_tokens: 1_000, output_tokens: 150 } })),
        }
      : {}),
    ...(n % 3 === 0 ? { human_minutes: n % 10 } : {}),
    retries: n % 3,
  };
}

async function ingest(receipts: object[]) {
  async function* body() {
    yield Buffer.from(receipts.map((receipt) => JSON.stringify(receipt)).join("\n"));
  }
  const options = { filename: "runs", format: "receipt", mapping: null, uploadId: null } as const;
  return ingestStream({ ...options, db: db(), project, body: body() });
}

/** Own prices, each model's from the given days on as the day of its choice says. */
async function setPrices(days: { from: string; as: typeof DAY | typeof LATER }[]) {
  const overrides = Object.entries(PRICES).flatMap(([model, by]) =>
    days.map(({ from, as }) => {
      const [input, output] = by[as].map((usd) => usd * 1e9) as [number, number];
      const rest = { serviceTier: null, cacheRead: input / 10, cacheWrite: null, note: "" };
      return { set: { model, fromDay: from, input, output, ...rest } };
    }),
  );
  const aliases = [{ sent: "old-2", as: { model: "old", effort: null } }];
  const saved = await saveOwnPrices(db(), project.id, { overrides, aliases }, { lookedAt: null, by: "tester" });
  expect(saved.ok).toBe(true);
}

async function onDay(day: string, options: { keep?: ("lane" | "harness")[] } = {}) {
  const pricer = createDayPricer(await getOwnPrices(db().$client, project.id), day);
  const capOf = capsByStep(await listCostCaps(db().$client, project.id));
  const cells = await listCellsOnDay(db(), project, EMPTY_FILTER, { ...options, capOf, reprice: pricer.price });
  return { cells, counted: pricer.counted() };
}

const sorted = (cells: Cell[]) => [...cells].sort((a, b) => (keyText(a) < keyText(b) ? -1 : 1));

/** Runs at prices that were otherwise, half of them with a cost of their own that none of this should see. */
const asRun = () => Array.from({ length: 240 }, (_, n) => ({ ...run(n), ...(n % 4 === 2 ? { cost_usd: 3 + n } : {}) }));
/** The same runs, of which nothing else is known. */
const withoutCosts = () => Array.from({ length: 240 }, (_, n) => run(n));

describe("at the prices of a day", () => {
  it("is what a project comes to that had these prices from its first run on, in every figure", async () => {
    await setPrices([
      { from: DAY, as: DAY },
      { from: LATER, as: LATER },
    ]);
    await setCostCap(db(), project.id, { workflow: "w", step: "b" }, 6e6);
    await ingest(asRun());
    const lens = await onDay(DAY);
    const kept = await onDay(DAY, { keep: ["lane"] });
    const tasks = await Promise.all(["old", "new"].map((model) => taskCells(model, DAY)));

    // Another project, whose only prices are those of the day, priced as it came in.
    await database?.drop();
    database = await createTestDatabase();
    await ensureFirstRun(database.db, { initApiKey: null });
    await database.db.$client`update projects set time_zone = ${project.timeZone}`;
    await setPrices([{ from: "2020-01-01", as: DAY }]);
    await setCostCap(db(), project.id, { workflow: "w", step: "b" }, 6e6);
    await ingest(withoutCosts());
    const plain = await listCells(db(), project, EMPTY_FILTER);
    expect(sorted(lens.cells)).toEqual(sorted(plain));
    expect(sorted(kept.cells)).toEqual(sorted(await listCells(db(), project, EMPTY_FILTER, { keep: ["lane"] })));
    expect(plain.some(({ nCap }) => nCap > 0) && plain.some(({ cSum }) => cSum > 0)).toBe(true);
    for (const [index, model] of ["old", "new"].entries()) expect(tasks[index]).toEqual(await taskCells(model, null));
    expect(comparison(lens.cells)).toEqual(comparison(plain));
  });

  it("is another answer on another day", async () => {
    await setPrices([
      { from: DAY, as: DAY },
      { from: LATER, as: LATER },
    ]);
    await ingest(withoutCosts());
    const [earlier, later] = [await onDay(DAY), await onDay(LATER)];
    expect(comparison(earlier.cells)).not.toEqual(comparison(later.cells));
    expect(sorted(later.cells)).toEqual(sorted(await listCells(db(), project, EMPTY_FILTER)));
  });

  it("names runs without a price, and keeps what they cost out", async () => {
    await setPrices([{ from: DAY, as: DAY }]);
    await ingest([...asRun(), { ...run(1), id: "odd", model: "nobody-knows-it", attempts: null, cost_usd: 1 }]);
    const { cells, counted } = await onDay("2026-06-14");
    expect(cells.every(({ cRaw }) => cRaw === 0)).toBe(true);
    expect(counted).toMatchObject({ day: "2026-06-14", runs: 241 });
    expect(counted.unpriced.reduce((sum, each) => sum + each.runs, 0)).toBe(241);
    expect(counted.unpriced.map(({ model, code }) => [model, code])).toEqual([
      ["new", "before_first_day"],
      ["old", "before_first_day"],
      ["nobody-knows-it", "unknown_model"],
    ]);
    const there = (await onDay(DAY)).counted.unpriced;
    const silent = asRun().filter((each) => !("usage" in each)).length;
    expect(there.filter(({ code }) => code === "not_reported").reduce((sum, each) => sum + each.runs, 0)).toBe(silent);
    expect(silent).toBeGreaterThan(0);
  });
});

async function taskCells(model: string, day: string | null) {
  const capOf = capsByStep(await listCostCaps(db().$client, project.id));
  const own = await getOwnPrices(db().$client, project.id);
  const reprice = day === null ? null : createDayPricer(own, day).price;
  const arm = { model, effort: null, serviceTier: null };
  const cells = await listTaskCells(db(), project, EMPTY_FILTER, arm, capOf, reprice);
  const text = (cell: (typeof cells)[number]) => JSON.stringify([cell.cluster, cell.step, cell.state, cell.unknown]);
  return cells.sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

function comparison(cells: Cell[]) {
  const of = (model: string) =>
    cells
      .filter((cell) => matchesArm({ model, effort: null, serviceTier: null }, cell))
      .map((cell) => ({ ...cell, cluster: cell.day }));
  const settings = { ...TEST_SETTINGS, hourlyRateUsd: 40 };
  const arms = { baseline: "old", candidate: "new", baselineCells: of("old"), candidateCells: of("new") };
  return compareArms({ ...arms, settings, today: "2026-12-31" });
}
