import Link from "next/link";
import { EmptyState } from "./empty-state";

/** A project without a run: what leads to the first. */
export function NoRuns() {
  return (
    <EmptyState title="No run yet">
      <Link href="/uploads" className="underline">
        Upload a file of runs
      </Link>{" "}
      or send a receipt, and it stands here.
    </EmptyState>
  );
}
