import type { Metadata } from "next";
import Link from "next/link";
import { requireProject } from "@/app/session";
import { CostChart } from "@/components/charts/cost-chart";
import { ArmTable } from "@/components/overview/arm-table";
import { FirstRun } from "@/components/overview/first-run";
import { BadAddress } from "@/components/ui/bad-address";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { PageHead } from "@/components/ui/page-head";
import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { listArms } from "@/db/queries/list-arms";
import { listCells } from "@/db/queries/list-cells";
import { EMPTY_FILTER, filterParameters, parseFilter } from "@/lib/filter";
import { formatList } from "@/lib/format";
import { formatSetting } from "@/lib/verdict/format-setting";
import { projectSettings } from "@/lib/verdict/saved-settings";
import { overviewView } from "@/lib/view/overview-view";
import { filterDays, filterSelects } from "../page-filter";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: PageProps<"/">) {
  const parameters = await searchParams;
  const project = await requireProject(`/?${new URLSearchParams(parameters as Record<string, string>)}`);
  const parsed = parseFilter(parameters);
  if (!parsed.ok) {
    return (
      <>
        <PageHead title="Overview" />
        <BadAddress errors={parsed.errors} />
      </>
    );
  }
  const db = getDb();
  const [saved, everything, cells] = await Promise.all([
    getSettings(db, project.id),
    listArms(db, project, EMPTY_FILTER),
    listCells(db, project, parsed.filter),
  ]);
  if (everything.length === 0) {
    return (
      <>
        <PageHead title="Overview" />
        <FirstRun />
      </>
    );
  }
  const { level } = projectSettings(saved);
  const view = overviewView(cells, level);
  const query = filterParameters(parsed.filter).toString();
  const bars = (view?.arms ?? []).flatMap(({ model, detail, costPerAcceptedUsd: cost }) =>
    "value" in cost ? [{ name: model, detail, ...cost }] : [],
  );
  const without = (view?.arms ?? []).flatMap(({ model, detail, costPerAcceptedUsd: cost }) =>
    "value" in cost ? [] : [[model, detail].filter((part) => part !== "").join(" ")],
  );
  const notDrawn = without.length === 0 ? "" : ` Not drawn, since it cannot be given: ${formatList(without, "and")}.`;
  return (
    <>
      <PageHead title={view?.sentence ?? "No run matches this filter."}>{view?.caution}</PageHead>
      <FilterBar
        action="/"
        selects={filterSelects(everything, parsed.filter)}
        {...filterDays(parsed.filter)}
        keep={[]}
        clearHref={query === "" ? null : "/"}
      />
      {!view && <EmptyState title="Nothing here">Choose other days or steps, or clear the filter.</EmptyState>}
      {view && bars.length > 0 && (
        <Card
          title="Cost per accepted artifact"
          sub={`All spend ÷ accepted artifacts. The line through each bar is its ${formatSetting("level", level)} range.${notDrawn}`}
        >
          <CostChart
            bars={bars}
            unit="$"
            label="Cost per accepted artifact of each arm; the numbers are in the table below"
          />
        </Card>
      )}
      {view && (
        <Card
          title="Arms"
          sub="Model, effort and service tier, as assigned to the run."
          aside={
            view.arms.length > 1 && (
              <Link href={`/upgrades${query && `?${query}`}`} className="text-sm underline">
                Compare two
              </Link>
            )
          }
        >
          <ArmTable arms={view.arms} />
        </Card>
      )}
      {view && view.unknown.length > 0 && (
        <Card
          title="What is not known"
          sub="Unknown is never counted as 0: each figure uses the runs in which it is known."
        >
          <ul className="list-disc space-y-1 pl-5">
            {view.unknown.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
