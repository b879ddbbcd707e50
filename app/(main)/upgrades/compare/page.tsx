import type { Metadata } from "next";
import Link from "next/link";
import { compareUpgrade } from "@/app/compare-upgrade";
import { requireProject } from "@/app/session";
import { BadAddress } from "@/components/ui/bad-address";
import { PageHead } from "@/components/ui/page-head";
import { QuestionForm } from "@/components/upgrade/question-form";
import { UpgradeHead } from "@/components/upgrade/upgrade-head";
import { UpgradeReport } from "@/components/upgrade/upgrade-report";
import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { listArms } from "@/db/queries/list-arms";
import { EMPTY_FILTER, parameterPairs } from "@/lib/filter";
import { projectSettings } from "@/lib/verdict/saved-settings";
import { upgradeView } from "@/lib/view/upgrade-view";

export const metadata: Metadata = { title: "One upgrade" };

export default async function ComparePage({ searchParams }: PageProps<"/upgrades/compare">) {
  const parameters = await searchParams;
  const pairs = parameterPairs(parameters);
  const project = await requireProject(`/upgrades/compare?${new URLSearchParams(pairs)}`);
  const values = Object.fromEntries(pairs);
  const asked = Boolean(values.baseline && values.candidate);
  const [arms, saved, answer] = await Promise.all([
    listArms(getDb(), project, EMPTY_FILTER),
    getSettings(getDb(), project.id),
    asked ? compareUpgrade(project, parameters) : null,
  ]);
  const crumb = (
    <>
      <Link href="/upgrades" className="underline">
        Upgrades
      </Link>{" "}
      / {values.step ?? values.workflow ?? "all work"}
    </>
  );
  const form = (
    <QuestionForm
      arms={arms}
      values={values}
      workflows={[...new Set(arms.flatMap((arm) => arm.workflows))].sort()}
      steps={[...new Set(arms.flatMap((arm) => arm.steps))].sort()}
      terms={projectSettings(saved)}
    />
  );
  if (!answer?.ok) {
    return (
      <>
        <PageHead crumb={crumb} title="Which upgrade?">
          Choose what you use now and what you might use. The answer comes with its uncertainty.
        </PageHead>
        {answer && <BadAddress errors={answer.errors} />}
        {form}
      </>
    );
  }
  const view = upgradeView(answer.comparison);
  return (
    <>
      <UpgradeHead view={view} crumb={crumb} />
      <UpgradeReport view={view} />
      {form}
    </>
  );
}
