import { formatCount } from "@/lib/format";
import type { UploadOutcome } from "./send-file";
import { UploadCountList } from "./upload-counts";

type Props = { outcomes: UploadOutcome[]; isOver: boolean };

/** Several files together: what became of all their runs. Each file's own result stands below. */
export function UploadSum({ outcomes, isOver }: Props) {
  const known = outcomes.flatMap(({ counts }) => counts ?? []);
  const failed = outcomes.filter(({ ok }) => !ok).length;
  const sum = (field: "received" | "inserted" | "amended" | "duplicates" | "unpriced" | "rejected_count") =>
    known.reduce((total, counts) => total + counts[field], 0);
  const counts = {
    ...{ received: sum("received"), inserted: sum("inserted"), amended: sum("amended") },
    ...{ duplicates: sum("duplicates"), unpriced: sum("unpriced"), rejected: sum("rejected_count") },
  };
  return (
    <section aria-label="Sum" aria-live="polite" className="mb-4 rounded-card border border-line bg-card p-4 sm:p-5">
      <h2 className="mb-3 font-semibold text-base">
        {formatCount(outcomes.length)} files {isOver ? "together" : "so far"}
      </h2>
      <UploadCountList counts={counts} />
      {failed > 0 && (
        <p className="text-bad text-sm">{formatCount(failed)} of them did not come in whole: see why below.</p>
      )}
    </section>
  );
}
