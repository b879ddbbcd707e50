import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { formatTimes } from "@/lib/format";
import type { UpgradeView } from "@/lib/view/upgrade-view";
import { ChangeTable } from "./change-table";
import { PlanCard } from "./plan-card";
import { PriceScale } from "./price-scale";
import { PriceSlider } from "./price-slider";
import { SteadyCard } from "./steady-card";
import { StepTable } from "./step-table";
import { WorthCard } from "./worth-card";

type Props = {
  view: UpgradeView;
  /** The parameters that the question was asked with. */
  question: [name: string, value: string][];
  /** The card that may come later than the rest. */
  noise: ReactNode;
};

/** One upgrade, in words, then in pictures, then in numbers. */
export function UpgradeReport({ view, question, noise }: Props) {
  const warnings = view.unknown.filter((note) => note.severity !== "info");
  const others = view.unknown.filter((note) => note.severity === "info");
  return (
    <>
      {view.priceRatio !== 1 && (
        <Notice kind="info" title={`Read as if ${view.candidate.model} cost ${formatTimes(view.priceRatio)} its price`}>
          Its model cost is multiplied in every figure below; spend stays as billed.
        </Notice>
      )}
      {view.pricesAt && (
        <Notice kind="info" title={`All runs at the prices of ${view.pricesAt.day}`}>
          {view.pricesAt.counted} Read it as a what-if: the price book as it is now, at that day, for both models.
        </Notice>
      )}
      {view.plan && <PlanCard plan={view.plan} />}
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
        {view.noRows === null ? <ChangeTable view={view} /> : <p className="text-dim">{view.noRows}</p>}
      </Card>
      {noise}
      {view.steps.length > 0 && (
        <Card title="Step by step" sub="Cost per accepted artifact, each step by itself.">
          <StepTable view={view} />
        </Card>
      )}
      {view.together && <SteadyCard rows={view.together} />}
      <div className="gap-4 lg:mb-4 lg:columns-2">
        <Card
          title="Up to what price?"
          sub={`The price of ${view.candidate.model}, as a multiple of what was billed: where the net benefit per run turns, which is what decides. Safe to check any day.`}
        >
          {"reason" in view.price ? <p className="text-dim">{view.price.reason}</p> : <PriceScale price={view.price} />}
          <PriceSlider
            candidate={view.candidate.model}
            ratio={view.priceRatio}
            others={question.filter(([name]) => name !== "price_ratio")}
          />
        </Card>
        <WorthCard worth={view.worth} />
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
          {others.length === 0 ? (
            <p>
              {warnings.length === 0
                ? "Every field that the figures need is known for every run."
                : "Nothing but what stands above."}
            </p>
          ) : (
            <ul className="list-disc space-y-1 pl-5">
              {others.map((note) => (
                <li key={note.message}>{note.message}</li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}
