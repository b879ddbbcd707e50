import { getDb } from "@/db/client";
import { countPending } from "@/db/queries/list-pending";
import { EMPTY_FILTER } from "@/lib/filter";

/** Counted no further: beyond, the number says nothing more. */
const MOST = 1_000;

/** How many runs of the project wait for a review; from `most` on they were not counted further. */
export async function countWaiting(project: {
  id: string;
  timeZone: string;
}): Promise<{ count: number; most: number }> {
  return { count: await countPending(getDb(), project, EMPTY_FILTER, MOST), most: MOST };
}
