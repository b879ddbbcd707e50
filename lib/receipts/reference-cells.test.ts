import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readVectors } from "@/lib/stats/testing/vectors";
import type { CellSums } from "./cell";
import { UNKNOWN } from "./cell";
import { CellDeltas } from "./cell-deltas";
import { addSums, emptySums } from "./cell-sums";
import { capsByStep, NO_CAPS } from "./cost-caps";
import { exact } from "./exact";
import { ExactSums } from "./exact-sums";
import { compareAsByAlias } from "./model-names";
import { parseReceipt } from "./parse-receipt";
import { type BatchItem, planBatch } from "./plan-batch";
import type { PricedReceipt } from "./receipt";
import type { StoredReceipt } from "./stored-receipt";

const vectors = readVectors();
type Row = Record<string, string | number | null>;

const WORKFLOW = "reference";
const FIRST_DAY = Date.UTC(2026, 10, 1);
const dayOf = (day: number) => new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);

const rowsOf = ({ columns, rows }: { columns: string[]; rows: (string | number | null)[][] }): Row[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])));

/** A row as a harness would send it. */
function wireOf(row: Row): object {
  return {
    id: row.run_id,
    started_at: `${dayOf(Number(row.day))}T12:00:00Z`,
    workflow: WORKFLOW,
    step: row.step,
    model: row.model ?? row.arm,
    effort: row.effort,
    lane: row.lane,
    status: row.status,
    cost_usd: row.cost_usd,
    human_minutes: row.human_minutes,
    retries: row.retries,
    tool_calls: row.tool_calls,
    validation_failures: row.validation_failures,
    human_edits: row.human_edits,
    first_pass: row.first_pass === 1,
    stopped_early: row.stopped_early === 1,
    usage: { input_tokens: row.tokens ?? 0, output_tokens: 0 },
  };
}

function items(rows: Row[]): BatchItem[] {
  return rows.map((row, index) => {
    const parsed = parseReceipt(wireOf(row));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    return { line: index + 1, receipt: parsed.receipt };
  });
}

const price = (receipt: BatchItem["receipt"]): PricedReceipt => ({
  ...receipt,
  computedCostNanoUsd: null,
  costNanoUsd: receipt.reportedCostNanoUsd,
  costSource: "reported",
  priceVersion: null,
});

function plan(rows: Row[], stored: Map<string, StoredReceipt>, uploadId: string) {
  const context = {
    uploadId,
    now: "2026-12-01T00:00:00.000Z",
    dayOf: (instant: string) => instant.slice(0, 10),
    price,
    compareAs: compareAsByAlias([]),
  };
  return planBatch(items(rows), stored, context);
}

/** Dollars of so many decimals, or their products, as exact integers: both factors of 10 are powers. */
const scaled = (value: number, decimals: number, unit: bigint) =>
  exact((BigInt(Math.round(value * 10 ** decimals)) * unit) / 10n ** BigInt(decimals));
const NANO = 10n ** 9n;
const MILLI = 10n ** 3n;

/** A cell of the reference file in our columns; it has no tool errors, no errored runs and one kind of tokens. */
function expectedSums(cell: Record<string, number>): Partial<CellSums> {
  const of = (name: string) => cell[name] ?? Number.NaN;
  return {
    n: of("n"),
    nAcc: of("n_acc"),
    nRej: of("n_rej"),
    nAban: of("n_aban"),
    nFirst: of("n_first"),
    nStop: of("n_stop"),
    nCap: of("n_cap"),
    cSum: scaled(of("c_sum"), 4, NANO),
    cSq: scaled(of("c_sq"), 8, NANO * NANO),
    cAcc: scaled(of("c_acc"), 4, NANO),
    cRaw: scaled(of("c_raw"), 4, NANO),
    cMax: scaled(of("c_max"), 4, NANO),
    hSum: scaled(of("h_sum"), 1, MILLI),
    hSq: scaled(of("h_sq"), 2, MILLI * MILLI),
    hAcc: scaled(of("h_acc"), 1, MILLI),
    chSum: scaled(of("ch_sum"), 5, NANO * MILLI),
    rSum: of("r_sum"),
    rSq: of("r_sq"),
    eSum: of("e_sum"),
    eSq: of("e_sq"),
    tSum: of("t_sum"),
    tSq: of("t_sq"),
    vSum: of("v_sum"),
    vSq: of("v_sq"),
    uncachedInput: of("tok_sum"),
    nErr: 0,
    toolErrors: 0,
  };
}

describe.skipIf(!vectors)("the reference case of ingestion", () => {
  if (!vectors) return;
  const { ingest } = vectors;
  const capOf = capsByStep(
    Object.entries(ingest.cost_cap).map(([step, usd]) => ({ workflow: WORKFLOW, step, capNanoUsd: usd * 1e9 })),
  );
  const rows = rowsOf(ingest);
  const revision = (which: number) => rows.filter((row) => row.revision === which);

  // A higher revision is a later message.
  const first = plan(revision(1), new Map(), "one");
  const stored = new Map(first.changes.map(({ after }) => [after.id, after]));
  const second = plan(revision(2), stored, "two");
  for (const { after } of second.changes) stored.set(after.id, after);

  const expected = new Map(
    Object.entries(ingest.expected.cells).map(([key, cell]) => {
      const [day, step, model, effort, lane, state, missing] = key.split("|");
      return [[dayOf(Number(day)), step, model, effort, lane, state, missing].join("|"), expectedSums(cell)];
    }),
  );

  function cellsOf(deltas: CellDeltas): Map<string, CellSums> {
    return new Map(
      deltas.sorted().map(({ key, sums }) => {
        const edits = key.unknown & UNKNOWN.humanEdits ? 1 : 0;
        const minutes = key.unknown & UNKNOWN.humanMinutes ? 2 : 0;
        expect(key.unknown & ~(UNKNOWN.humanEdits | UNKNOWN.humanMinutes)).toBe(0);
        const { day, step, model, effort, lane, state } = key;
        return [[day, step, model, effort, lane, state, edits + minutes].join("|"), sums];
      }),
    );
  }

  it("counts messages and runs", () => {
    expect(rows).toHaveLength(ingest.expected.receipts);
    expect(stored.size).toBe(ingest.expected.unique_runs);
    const repeated = [first, second].reduce((sum, { amended, duplicates }) => sum + amended + duplicates, 0);
    expect(repeated).toBe(ingest.expected.superseded_or_duplicate);
    expect([...first.conflicts, ...second.conflicts]).toEqual([]);
  });

  it("comes to exactly the cells, made anew from the receipts", () => {
    const deltas = new CellDeltas();
    for (const receipt of stored.values()) deltas.add(receipt, capOf);
    const cells = cellsOf(deltas);
    expect([...cells.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [key, sums] of expected) expect(cells.get(key), key).toMatchObject(sums);
    expect([...cells.values()].reduce((sum, { nCap }) => sum + nCap, 0)).toBe(2);
  });

  it("comes to them by differences, message by message", () => {
    const deltas = new CellDeltas();
    for (const { before, after } of [...first.changes, ...second.changes]) {
      if (before) deltas.remove(before, capOf);
      deltas.add(after, capOf);
    }
    const cells = cellsOf(deltas);
    for (const [key, { cMax: _, ...sums }] of expected) expect(cells.get(key), key).toMatchObject(sums);
    const left = [...cells].filter(([key]) => !expected.has(key));
    for (const [key, sums] of left) expect({ ...sums, cMax: 0 }, key).toEqual(emptySums());
  });
});

describe.skipIf(!vectors)("the reference case of adding up", () => {
  if (!vectors) return;
  const data = vectors.datasets.find(({ id }) => id.startsWith("A_"));
  if (!data) throw new Error("there is no data set A");
  const receipts = plan(rowsOf(data), new Map(), "a").changes.map(({ after }) => after);
  const sumsOf = (of: StoredReceipt[], sums = new ExactSums()) => {
    for (const receipt of of) sums.add(receipt, 1, NO_CAPS(receipt));
    return sums.sums();
  };

  it("has the totals of the file", () => {
    for (const arm of ["candidate", "baseline"] as const) {
      const total = (name: string) => (data.sums[arm][name] ?? []).reduce((sum, step) => sum + step, 0);
      const sums = sumsOf(receipts.filter(({ model }) => model === arm));
      expect([sums.n, sums.nAcc, sums.nFirst, sums.nStop]).toEqual(["n", "A", "F", "X"].map(total));
      expect(sums.cSum).toBe(scaled(total("C"), 4, NANO));
      expect(sums.chSum).toBe(scaled(total("CH"), 6, NANO * MILLI));
      expect([sums.rSq, sums.eSq, sums.tSq, sums.vSq]).toEqual(["RR", "EE", "TT", "VV"].map(total));
    }
  });

  it("is the same in any grouping and order", () => {
    const whole = sumsOf(receipts);
    const shard = fc.array(fc.nat(6), { minLength: receipts.length, maxLength: receipts.length });
    fc.assert(
      fc.property(shard, fc.boolean(), (places, backwards) => {
        const shards = Array.from({ length: 7 }, (_, place) => sumsOf(receipts.filter((_, n) => places[n] === place)));
        const merged = emptySums();
        for (const sums of backwards ? shards.reverse() : shards) addSums(merged, sums);
        expect(merged).toEqual(whole);
      }),
    );
  });
});
