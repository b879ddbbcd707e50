import { formatCount } from "@/lib/format";

type Counts = {
  received: number;
  inserted: number;
  amended: number;
  duplicates: number;
  unpriced: number;
  rejected: number;
};

/**
 * What became of an upload's records. In a foreign format a run is made of several, and known already are the parts of
 * runs that said nothing new.
 */
export function UploadCountList({ counts }: { counts: Counts }) {
  return (
    <dl className="mb-4 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
      <Count name="Records received" value={counts.received} />
      <Count name="New runs" value={counts.inserted} />
      <Count name="Amended runs" value={counts.amended} />
      <Count name="Known already" value={counts.duplicates} />
      <Count name="Runs without a price" value={counts.unpriced} />
      <Count name="Records rejected" value={counts.rejected} bad={counts.rejected > 0} />
    </dl>
  );
}

function Count({ name, value, bad = false }: { name: string; value: number; bad?: boolean }) {
  return (
    <div>
      <dt className="text-dim text-xs">{name}</dt>
      <dd className={`font-semibold text-lg ${bad ? "text-bad" : ""}`}>{formatCount(value)}</dd>
    </div>
  );
}

/** Records of a foreign format that carry nothing to count, and why. */
export function LeftOutText({ leftOut }: { leftOut: readonly { reason: string; count: number }[] }) {
  if (leftOut.length === 0) return null;
  return (
    <div className="mb-3 text-dim text-sm">
      <p>Records with nothing to count in them:</p>
      <ul className="list-disc pl-5">
        {leftOut.map(({ reason, count }) => (
          <li key={reason}>
            {formatCount(count)}: {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
