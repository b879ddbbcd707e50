import type postgres from "postgres";
import type { CostCap } from "@/lib/receipts/cost-caps";

/** Caps that a project may have: each is read with every batch that is written. */
export const MAX_COST_CAPS = 1_000;

/** The cost caps of a project. `sql` is the driver itself or a transaction of it. */
export async function listCostCaps(sql: postgres.ISql, projectId: string): Promise<CostCap[]> {
  const rows = await sql<{ workflow: string; step: string; cap_nano_usd: string }[]>`
    select workflow, step, cap_nano_usd from cost_caps where project_id = ${projectId} limit ${MAX_COST_CAPS}`;
  return rows.map(({ workflow, step, cap_nano_usd }) => ({ workflow, step, capNanoUsd: Number(cap_nano_usd) }));
}
