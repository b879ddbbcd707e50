import { dayIn } from "@/lib/time";
import type { Db } from "../client";
import { applyCells } from "../ingest/apply-cells";
import { lockOutWriters } from "./cost-cap-lock";
import { recomputeCells } from "./recompute";

const CELLS_AT_A_TIME = 2_000;
const DAYS_AT_A_TIME = 20_000;

/**
 * Rebuilds all cells from the receipts, in one transaction: readers see the old ones until it commits, and writers
 * wait. Also puts every receipt on its day of the project's time zone, in case that was changed.
 */
export async function rebuildCells(db: Db): Promise<{ receipts: number; cells: number }> {
  return db.$client.begin(async (tx) => {
    const projects = await tx<{ id: string; time_zone: string }[]>`select id, time_zone from projects order by id`;
    // Before the tables, as writers do; whoever changes a cap is done by then, or waits.
    for (const { id } of projects) await lockOutWriters(tx, id);
    // Writers change receipts first and cells last: with both tables locked none is half-way.
    await tx`lock table receipts, cells in share row exclusive mode`;
    let receipts = 0;
    let cells = 0;
    for (const { id, time_zone: timeZone } of projects) {
      await moveDays(tx, id, timeZone);
      const recomputed = await recomputeCells(tx, id);
      await tx`delete from cells where project_id = ${id}`;
      for (let start = 0; start < recomputed.cells.length; start += CELLS_AT_A_TIME) {
        await applyCells(tx, id, recomputed.cells.slice(start, start + CELLS_AT_A_TIME));
      }
      receipts += recomputed.receipts;
      cells += recomputed.cells.length;
    }
    return { receipts, cells };
  });
}

async function moveDays(tx: Parameters<typeof recomputeCells>[0], projectId: string, timeZone: string): Promise<void> {
  const dayOf = dayIn(timeZone);
  let after = "";
  for (;;) {
    const rows = await tx<{ id: string; started_at: string; day: string }[]>`
      select id, started_at, day from receipts where project_id = ${projectId} and id > ${after}
      order by id limit ${DAYS_AT_A_TIME}`;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    const moved = rows
      .map((row) => ({ id: row.id, day: dayOf(new Date(row.started_at).toISOString()), was: row.day }))
      .filter((row) => row.day !== row.was);
    if (moved.length > 0) {
      await tx`
        update receipts set day = moved.day::date
        from unnest(${moved.map((row) => row.id)}::text[], ${moved.map((row) => row.day)}::text[]) as moved (id, day)
        where receipts.project_id = ${projectId} and receipts.id = moved.id`;
    }
  }
}
