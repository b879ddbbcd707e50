import type { Metadata } from "next";
import Link from "next/link";
import { requireProject } from "@/app/session";
import { ChartFrame } from "@/components/charts/chart-frame";
import { costBarsHeight } from "@/components/charts/cost-bar";
import { CostChart } from "@/components/charts/cost-chart";
import { FilterBar } from "@/components/filter/filter-bar";
import { ArmTable } from "@/components/overview/arm-table";
import { FirstRun } from "@/components/overview/first-run";
import { BadAddress } from "@/components/ui/bad-address";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { listArms } from "@/db/queries/list-arms";
import { listCells } from "@/db/queries/list-cells";
import { EMPTY_FILTER, filterParameters, parseFilter } from "@/lib/filter";
import { formatList } from "@/lib/format";
import { formatSetting } from "@/lib/verdict/format-setting";
import { projectSettings } from "@/lib/verdict/saved-settings";
import { projectMarks } from "@/lib/view/arm-mark";
import { costTable, overviewView } from "@/lib/view/overview-view";
import { pageFilter } from "../page-filter";

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
  const marks = projectMarks(everything);
  const bars = (view?.arms ?? []).flatMap(({ href, model, detail, costPerAcceptedUsd: cost }) =>
    "value" in cost ? [{ name: model, detail, colour: marks(href).colour, ...cost }] : [],
  );
  const without = (view?.arms ?? []).flatMap(({ model, detail, costPerAcceptedUsd: cost }) =>
    "value" in cost ? [] : [[model, detail].filter((part) => part !== "").join(" ")],
  );
  const notDrawn = without.length === 0 ? "" : ` Not drawn, since it cannot be given: ${formatList(without, "and")}.`;
  return (
    <>
      <PageHead title={view?.sentence ?? "No run matches this filter."}>{view?.caution}</PageHead>
      <FilterBar
        view={pageFilter(project, {
          path: "/",
          filter: parsed.filter,
          arms: everything,
          fields: ["workflow", "step", "model", "effort"],
        })}
      />
      {!view && <EmptyState title="Nothing here">Choose other days or steps, or clear the filter.</EmptyState>}
      {view && bars.length > 0 && (
        <ChartFrame
          title="Cost per accepted artifact"
          sub={`All spend ÷ accepted artifacts. The line through each bar is its ${formatSetting("level", level)} range.${notDrawn}`}
          sentence="Cost per accepted artifact of each arm, as bars with their ranges."
          table={costTable(view.arms)}
          height={costBarsHeight(bars.length)}
        >
          <CostChart bars={bars} unit="$" />
        </ChartFrame>
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
          <ArmTable arms={view.arms} marks={marks} />
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
