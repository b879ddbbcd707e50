import { findProject } from "@/app/session";
import { getDb } from "@/db/client";
import { countPending } from "@/db/queries/list-pending";
import { EMPTY_FILTER } from "@/lib/filter";

/** Counted no further: beyond, the number says nothing more. */
const MOST = 1_000;

/** How many runs wait for a review, where the way there stands; nothing where none does. */
export async function WaitingCount() {
  const project = await findProject();
  const count = project ? await countPending(getDb(), project, EMPTY_FILTER, MOST) : 0;
  if (count === 0) return null;
  return (
    <span className="ml-1.5 rounded-full bg-sunken px-1.5 max-sm:ml-1 max-sm:px-1 text-ink text-xs">
      {count >= MOST ? `${MOST - 1}+` : count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
