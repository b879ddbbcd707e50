import { CellDeltas } from "@/lib/receipts/cell-deltas";
import { capsByStep } from "@/lib/receipts/cost-caps";
import type { Db } from "../client";
import { applyCells } from "../ingest/apply-cells";
import { type ReceiptRow, readStored } from "../ingest/read-stored";
import { listCostCaps, MAX_COST_CAPS } from "../queries/list-cost-caps";
import { lockOutWriters } from "./cost-cap-lock";

const ROWS_AT_A_TIME = 5_000;

export type CapChange = { ok: true; before: number | null; runs: number } | { ok: false; problem: "too_many_caps" };

/**
 * Sets what a run of a step may cost at most in cells' sums, nano-US$, or takes the cap away (null); the step's cells
 * change in the same transaction. `runs` is how many runs count differently now.
 *
 * Only runs above the lower of both caps do: they are taken away at the old cap and added at the new one. Reads all of
 * the project's receipts once, while batches wait. A change restarts the any-day guarantee of comparisons that it touches.
 */
export async function setCostCap(
  db: Db,
  projectId: string,
  at: { workflow: string; step: string },
  capNanoUsd: number | null,
): Promise<CapChange> {
  const { workflow, step } = at;
  return db.$client.begin(async (tx): Promise<CapChange> => {
    await lockOutWriters(tx, projectId);
    const caps = await listCostCaps(tx, projectId);
    const before = capsByStep(caps)(at);
    if (before === null && capNanoUsd !== null && caps.length >= MAX_COST_CAPS) {
      return { ok: false, problem: "too_many_caps" };
    }
    if (capNanoUsd === null) {
      await tx`delete from cost_caps where project_id = ${projectId} and workflow = ${workflow} and step = ${step}`;
    } else {
      await tx`
        insert into cost_caps (project_id, workflow, step, cap_nano_usd)
        values (${projectId}, ${workflow}, ${step}, ${capNanoUsd})
        on conflict (project_id, workflow, step) do update set cap_nano_usd = excluded.cap_nano_usd, changed_at = now()`;
    }
    if (before === capNanoUsd) return { ok: true, before, runs: 0 };
    const above = Math.min(before ?? Number.POSITIVE_INFINITY, capNanoUsd ?? Number.POSITIVE_INFINITY);
    const deltas = new CellDeltas();
    let runs = 0;
    const cursor = tx<ReceiptRow[]>`
      select * from receipts
      where project_id = ${projectId} and workflow = ${workflow} and step = ${step} and cost_nano_usd > ${above}
      `.cursor(ROWS_AT_A_TIME);
    for await (const rows of cursor) {
      for (const row of rows) {
        const receipt = readStored(row, []);
        deltas.remove(receipt, () => before);
        deltas.add(receipt, () => capNanoUsd);
      }
      runs += rows.length;
    }
    // The same runs stay, and so does the dearest of each cell.
    await applyCells(
      tx,
      projectId,
      deltas.sorted().map((delta) => ({ ...delta, maxRemoved: 0 })),
    );
    return { ok: true, before, runs };
  });
}
