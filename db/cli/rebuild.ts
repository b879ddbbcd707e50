import { rebuildCells } from "../cells/rebuild";
import type { Db } from "../client";

/** `npm run db:rebuild`: makes all cells anew. Pages show the old figures until it is done. */
export async function rebuild(db: Db): Promise<boolean> {
  const { receipts, cells } = await rebuildCells(db);
  console.log(`Rebuilt ${cells} cells from ${receipts} receipts.`);
  return true;
}
