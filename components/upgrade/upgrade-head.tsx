import { Fragment, type ReactNode } from "react";
import { PageHead } from "@/components/ui/page-head";
import type { UpgradeView } from "@/lib/view/upgrade-view";

const INK = { good: "text-good", bad: "text-bad", unsure: "text-unsure", none: "" };

/** The answer in one sentence, the sentence behind it, and what it rests on. */
export function UpgradeHead({ view, crumb }: { view: UpgradeView; crumb: ReactNode }) {
  const { before, verdict, after, tone } = view.headline;
  const whole = (text: string) => <WholeNames names={[view.baseline.model, view.candidate.model]}>{text}</WholeNames>;
  return (
    <>
      <PageHead
        crumb={crumb}
        title={
          <>
            {whole(before)} <em className={`not-italic ${INK[tone]}`}>{verdict}</em> {whole(after)}
          </>
        }
      >
        {view.lede}
        {view.bySteps && <p className="mt-1 text-ink">{view.bySteps}</p>}
      </PageHead>
      <ul className="mb-6 flex flex-wrap gap-2 text-xs" aria-label="What it rests on">
        <Chip dot="bg-baseline">
          <b className="font-medium text-ink">{view.baseline.model}</b> {view.baseline.detail}, {view.baseline.runs}
        </Chip>
        <Chip dot="bg-candidate">
          <b className="font-medium text-ink">{view.candidate.model}</b> {view.candidate.detail}, {view.candidate.runs}
        </Chip>
        {view.days && <Chip>{view.days}</Chip>}
        <Chip>
          Evidence <b className="font-medium text-ink">{view.grade}</b>: {view.gradeReason}
        </Chip>
        {view.coverage && (
          <Chip>
            <b className="font-medium text-ink">{view.coverage}</b> of work compared
          </Chip>
        )}
      </ul>
    </>
  );
}

/** Longer names have to break after all. */
const LONGEST_WHOLE = 30;

/** A sentence in which these names do not break at their hyphens. */
function WholeNames({ names, children }: { names: string[]; children: string }) {
  return children.split(" ").map((word, index) => {
    const isWhole = names.some((name) => word.startsWith(name) && name.length <= LONGEST_WHOLE);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words of one fixed text, in its order
      <Fragment key={index}>
        {index > 0 && " "}
        {isWhole ? <span className="whitespace-nowrap">{word}</span> : word}
      </Fragment>
    );
  });
}

function Chip({ dot, children }: { dot?: string; children: ReactNode }) {
  return (
    <li className="rounded-2xl border border-line bg-card px-3 py-1 text-dim">
      {dot && <span aria-hidden className={`mr-1.5 inline-block size-2 rounded-full ${dot}`} />}
      {children}
    </li>
  );
}
