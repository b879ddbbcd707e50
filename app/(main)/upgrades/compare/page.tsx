import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { type AnsweredQuestion, compareUpgrade, type Project } from "@/app/compare-upgrade";
import { getNoiseFloor } from "@/app/noise-floor";
import { requireProject } from "@/app/session";
import { BadAddress } from "@/components/ui/bad-address";
import { PageHead } from "@/components/ui/page-head";
import { NoiseCard, NoiseCardWaiting } from "@/components/upgrade/noise-card";
import { QuestionForm } from "@/components/upgrade/question-form";
import { UpgradeHead } from "@/components/upgrade/upgrade-head";
import { UpgradeReport } from "@/components/upgrade/upgrade-report";
import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { listArms } from "@/db/queries/list-arms";
import { EMPTY_FILTER, parameterPairs } from "@/lib/filter";
import { projectSettings } from "@/lib/verdict/saved-settings";
import { noiseView } from "@/lib/view/noise-view";
import { upgradeView } from "@/lib/view/upgrade-view";

export const metadata: Metadata = { title: "One upgrade" };

export default async function ComparePage({ searchParams }: PageProps<"/upgrades/compare">) {
  const parameters = await searchParams;
  const pairs = parameterPairs(parameters).filter(([, value]) => value !== "");
  // A form sends what was left empty, too: the address holds what was asked.
  if (pairs.length < parameterPairs(parameters).length) {
    redirect(`/upgrades/compare?${new URLSearchParams(pairs)}`);
  }
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
      / {values.step || values.workflow || "all work"}
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
      <UpgradeReport
        view={view}
        question={pairs}
        noise={
          <Suspense fallback={<NoiseCardWaiting />}>
            <Noise project={project} answer={answer} />
          </Suspense>
        }
      />
      {form}
    </>
  );
}

/** Reads receipts, and so comes after the page. */
async function Noise({ project, answer }: { project: Project; answer: AnsweredQuestion }) {
  return <NoiseCard view={noiseView(answer.comparison, await getNoiseFloor(project, answer))} />;
}
