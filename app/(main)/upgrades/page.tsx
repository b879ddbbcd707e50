import type { Metadata } from "next";
import Link from "next/link";
import { requireProject } from "@/app/session";
import { BadAddress } from "@/components/ui/bad-address";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { PairTable } from "@/components/upgrade/pair-table";
import { QuestionForm } from "@/components/upgrade/question-form";
import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { listArms } from "@/db/queries/list-arms";
import { filterParameters, parameterPairs, parseFilter } from "@/lib/filter";
import { projectSettings } from "@/lib/verdict/saved-settings";
import { upgradePairs } from "@/lib/view/upgrade-pairs";

export const metadata: Metadata = { title: "Upgrades" };

export default async function UpgradesPage({ searchParams }: PageProps<"/upgrades">) {
  const parameters = await searchParams;
  const project = await requireProject(`/upgrades?${new URLSearchParams(parameterPairs(parameters))}`);
  const parsed = parseFilter(parameters);
  const [arms, saved] = await Promise.all([
    parsed.ok ? listArms(getDb(), project, parsed.filter) : [],
    getSettings(getDb(), project.id),
  ]);
  const { shown, all } = upgradePairs(arms);
  return (
    <>
      <PageHead title="Which upgrade do you want to judge?">
        A question is a baseline, what you use now, and a candidate, what you might use. These arms did the same steps,
        so that there is something to compare.
      </PageHead>
      {!parsed.ok && <BadAddress errors={parsed.errors} />}
      {parsed.ok && arms.length < 2 ? (
        <EmptyState title="There are no two arms to compare yet">
          <Link href="/uploads" className="underline">
            Upload runs
          </Link>{" "}
          of two models, or of one with two efforts.
        </EmptyState>
      ) : (
        parsed.ok && (
          <>
            <QuestionForm
              arms={arms}
              values={Object.fromEntries(filterParameters(parsed.filter))}
              workflows={[...new Set(arms.flatMap((arm) => arm.workflows))].sort()}
              steps={[...new Set(arms.flatMap((arm) => arm.steps))].sort()}
              terms={projectSettings(saved)}
            />
            <Card
              title="Arms with steps in common"
              sub={
                all.length > shown.length
                  ? `The ${shown.length} pairs with the most runs, of ${all.length}. Choose any other two above.`
                  : "The pairs with the most runs first."
              }
            >
              <PairTable pairs={shown} query={filterParameters(parsed.filter).toString()} />
            </Card>
          </>
        )
      )}
    </>
  );
}
