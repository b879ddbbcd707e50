import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import { formatCount } from "@/lib/format";
import { isRunPerRecord } from "./run-per-record";

/** Runs of a project that wait for a review; from `most` on they were not counted further. */
export type Waiting = { count: number; most: number };
type Props = { format: string | null; taken: number; waiting: Waiting };

/** After logs of another tool, which mostly do not know what became of a run: who says it, and how. */
export function WaitingHint({ format, taken, waiting: { count, most } }: Props) {
  const isForeign = format !== null && !isRunPerRecord(format) && format !== "outcomes";
  if (!isForeign || taken === 0 || count === 0) return null;
  const runs = count === 1 ? "1 run of all uploads waits" : `${shown(count, most)} runs of all uploads wait`;
  return (
    <Notice kind="info" title={`${runs} for somebody to say what became of it.`}>
      Until then they count for costs, not for acceptance. Go through them on{" "}
      <Link href="/review" className="underline">
        Review
      </Link>
      , or fill in{" "}
      <a href="/api/outcomes/template" className="underline" download>
        the file of outcomes
      </a>{" "}
      and upload it here.
    </Notice>
  );
}

function shown(count: number, most: number): string {
  return count >= most ? `${formatCount(most - 1)}+` : formatCount(count);
}
