import type { ReviewRun } from "@/lib/view/review-view";
import { type Draft, firstPassIfAccepted } from "./review-draft";

type Props = { run: ReviewRun; draft: Draft; onChange: (firstPass: boolean | null) => void };

const CHOICES: [value: boolean | null, label: string][] = [
  [true, "yes"],
  [false, "no"],
  [null, "not said"],
];

/** Whether the first artifact passed: said here, or else read from retries and edits where both are known. */
export function FirstPassChoice({ run, draft, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">First artifact passed</legend>
      <div className="flex gap-4">
        {CHOICES.map(([value, label]) => (
          <label key={label} className="inline-flex min-h-10 items-center gap-1.5">
            <input
              type="radio"
              name="review-first-pass"
              checked={draft.firstPass === value}
              onChange={() => onChange(value)}
            />
            {label}
          </label>
        ))}
      </div>
      {draft.firstPass === null && <p className="max-w-72 text-dim text-xs">{unsaidText(run, draft)}</p>}
    </fieldset>
  );
}

function unsaidText(run: ReviewRun, draft: Draft): string {
  const derived = firstPassIfAccepted(run, draft);
  if (derived === true) return "Accepted, it counts as passed: no retry, no edit.";
  if (derived === false) return "Counts as not passed: it took retries or edits.";
  return run.retries === null
    ? "Stays unknown: the receipt does not tell its retries."
    : "Stays unknown as long as the edits are not known.";
}
