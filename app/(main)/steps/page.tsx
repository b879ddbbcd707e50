import type { Metadata } from "next";
import { pageFilter } from "@/app/page-filter";
import { requireProject } from "@/app/session";
import { FilterBar } from "@/components/filter/filter-bar";
import { StepRunTable } from "@/components/steps/step-run-table";
import { BadAddress } from "@/components/ui/bad-address";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NoRuns } from "@/components/ui/no-runs";
import { PageHead } from "@/components/ui/page-head";
import { getDb } from "@/db/client";
import { listArms } from "@/db/queries/list-arms";
import { listStepRuns } from "@/db/queries/list-step-runs";
import { EMPTY_FILTER, parameterPairs, parseFilter } from "@/lib/filter";
import { formatPlural } from "@/lib/format";

export const metadata: Metadata = { title: "Steps" };

export default async function StepsPage({ searchParams }: PageProps<"/steps">) {
  const parameters = await searchParams;
  const project = await requireProject(`/steps?${new URLSearchParams(parameterPairs(parameters))}`);
  const parsed = parseFilter(parameters);
  if (!parsed.ok) {
    return (
      <>
        <PageHead title="Steps" />
        <BadAddress errors={parsed.errors} />
      </>
    );
  }
  const { filter } = parsed;
  const [arms, steps] = await Promise.all([
    listArms(getDb(), project, EMPTY_FILTER),
    listStepRuns(getDb(), project, filter),
  ]);
  if (arms.length === 0) {
    return (
      <>
        <PageHead title="Steps" />
        <NoRuns />
      </>
    );
  }
  return (
    <>
      <PageHead title={steps.length === 0 ? "No step matches this filter." : formatPlural(steps.length, "step")} />
      <FilterBar view={pageFilter(project, { path: "/steps", filter, arms, fields: ["workflow", "step", "model"] })} />
      {steps.length === 0 ? (
        <EmptyState title="Nothing here">Choose other days or steps, or clear the filter.</EmptyState>
      ) : (
        <Card title="Runs of each step" sub="The steps with the most runs first.">
          <StepRunTable steps={steps} />
        </Card>
      )}
    </>
  );
}
