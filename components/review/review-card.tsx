import Link from "next/link";
import type { ReactNode, RefObject } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { Name } from "@/components/ui/name";
import type { ReviewRun } from "@/lib/view/review-view";
import { FirstPassChoice } from "./first-pass-choice";
import { Key } from "./key";
import type { Decided, Draft } from "./review-draft";
import { parseMinutes } from "./review-draft";

type Props = {
  run: ReviewRun;
  draft: Draft;
  minutesRef: RefObject<HTMLInputElement | null>;
  canUndo: boolean;
  addEdits: (by: number) => void;
  change: (part: Partial<Draft>) => void;
  decide: (status: Decided) => void;
  undo: () => void;
};

const CHOICES: [Decided, label: string, key: string][] = [
  ["accepted", "Accept", "a"],
  ["rejected", "Reject", "r"],
  ["abandoned", "Abandoned", "x"],
];

/** The run in front: what finds its artifact, what to say of it, and the three ways that it can end. */
export function ReviewCard({ run, draft, minutesRef, canUndo, addEdits, change, decide, undo }: Props) {
  const isBad = parseMinutes(draft.minutes) === undefined;
  return (
    <section aria-label="To review" className="mb-3 rounded-card border border-line bg-card p-4 sm:p-5">
      <h2 className="font-semibold text-lg" aria-live="polite">
        <Name>{run.task ?? run.id}</Name>
      </h2>
      <dl className="mt-2 mb-4 grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
        <Fact name="Workflow / step">
          <Name>{`${run.workflow} / ${run.step}`}</Name>
        </Fact>
        <Fact name="Started">{run.started}</Fact>
        <Fact name="Receipt">
          <Link href={`/receipts/${encodeURIComponent(run.id)}`} className="underline">
            <Name>{run.id}</Name>
          </Link>
        </Fact>
        {run.labels.map(({ name, value }) => (
          <Fact key={name} name={name}>
            <Name>{value}</Name>
          </Fact>
        ))}
        {run.made && (
          <>
            <Fact name="Model">
              <Name>{run.made.model}</Name> <span className="text-dim text-xs">{run.made.detail}</span>
            </Fact>
            <Fact name="Cost">{run.made.cost}</Fact>
          </>
        )}
      </dl>
      <div className="mb-4 flex flex-wrap items-start gap-x-6 gap-y-4">
        <fieldset>
          <legend className="mb-1 font-medium text-sm">
            Human edits <Key name="e" />
          </legend>
          <span className="flex items-center gap-1">
            <Button kind="quiet" className="w-11 px-0" aria-label="One edit less" onClick={() => addEdits(-1)}>
              −
            </Button>
            <output aria-label="Human edits" className="min-w-20 text-center">
              {draft.edits ?? <span className="text-dim text-xs">not known</span>}
            </output>
            <Button kind="quiet" className="w-11 px-0" aria-label="One edit more" onClick={() => addEdits(1)}>
              +
            </Button>
          </span>
        </fieldset>
        <div>
          <label htmlFor="review-minutes" className="mb-1 block font-medium text-sm">
            Human minutes <Key name="m" />
          </label>
          <input
            ref={minutesRef}
            id="review-minutes"
            inputMode="decimal"
            autoComplete="off"
            placeholder="not known"
            value={draft.minutes}
            aria-invalid={isBad}
            aria-describedby="review-minutes-error"
            onChange={(event) => change({ minutes: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
            }}
            className={`${controlClass} max-w-28`}
          />
          <p id="review-minutes-error" role="alert" className="text-bad text-sm empty:hidden">
            {isBad && "A number, as in 3.5."}
          </p>
        </div>
        <FirstPassChoice run={run} draft={draft} onChange={(firstPass) => change({ firstPass })} />
      </div>
      <div className="grid grid-cols-3 gap-2 sm:flex">
        {CHOICES.map(([status, label, key]) => (
          <Button
            key={status}
            kind={status === "accepted" ? "primary" : "quiet"}
            className="min-h-12 whitespace-nowrap max-sm:px-1 sm:min-w-32"
            aria-keyshortcuts={key}
            onClick={() => decide(status)}
          >
            {label} <Key name={key} />
          </Button>
        ))}
        <Button
          kind="quiet"
          className="min-h-12 max-sm:col-span-3 sm:ml-auto"
          aria-keyshortcuts="u"
          disabled={!canUndo}
          onClick={undo}
        >
          Undo the last <Key name="u" />
        </Button>
      </div>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-dim text-xs">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
