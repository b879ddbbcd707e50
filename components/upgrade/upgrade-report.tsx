import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { UpgradeView } from "@/lib/view/upgrade-view";
import { ChangeTable } from "./change-table";
import { PriceScale } from "./price-scale";
import { StepTable } from "./step-table";

/** One upgrade, in words, then in pictures, then in numbers. */
export function UpgradeReport({ view }: { view: UpgradeView }) {
  const warnings = view.unknown.filter((note) => note.severity !== "info");
  return (
    <>
      {warnings.length > 0 && (
        <Notice kind="warn" title={warnings.length === 1 ? "One thing to know" : "Some things to know"}>
          <ul className="list-disc space-y-0.5 pl-5">
            {warnings.map((note) => (
              <li key={note.message}>{note.message}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Card
        title="What changed per run"
        sub={`Difference: ${view.candidate.model} minus ${view.baseline.model}, on the same mix of steps. Thick: today’s range. Thin: safe to check any day.`}
      >
        <ChangeTable view={view} />
      </Card>
      {view.steps.length > 0 && (
        <Card title="Step by step" sub="Cost per accepted artifact, each step by itself.">
          <StepTable view={view} />
        </Card>
      )}
      <div className="grid gap-x-4 lg:grid-cols-2">
        <Card title="Up to what price?" sub={`The price of ${view.candidate.model}, as a multiple of today’s.`}>
          {"reason" in view.price ? <p className="text-dim">{view.price.reason}</p> : <PriceScale price={view.price} />}
        </Card>
        <Card title="Same mix of work?">
          <p>{view.mix}</p>
        </Card>
        <Card
          title="On which terms"
          aside={
            <Link href="/settings" className="text-sm underline">
              Value and margins
            </Link>
          }
        >
          <ul className="list-disc space-y-1 pl-5">
            {view.terms.map((term) => (
              <li key={term}>{term}</li>
            ))}
          </ul>
        </Card>
        <Card title="What we don’t know">
          {view.unknown.length === 0 ? (
            <p>Every field that the figures need is known for every run.</p>
          ) : (
            <ul className="list-disc space-y-1 pl-5">
              {view.unknown.map((note) => (
                <li key={note.message}>{note.message}</li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}
