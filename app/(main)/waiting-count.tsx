import { findProject } from "@/app/session";
import { countWaiting } from "@/app/waiting-runs";

/** How many runs wait for a review, where the way there stands; nothing where none does. */
export async function WaitingCount() {
  const project = await findProject();
  if (!project) return null;
  const { count, most } = await countWaiting(project);
  if (count === 0) return null;
  return (
    <span className="ml-1.5 rounded-full bg-sunken px-1.5 max-sm:ml-1 max-sm:px-1 text-ink text-xs">
      {count >= most ? `${most - 1}+` : count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
