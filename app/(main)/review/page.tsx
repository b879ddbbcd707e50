import type { Metadata } from "next";
import { readCursor, writeCursor } from "@/app/api/receipts/cursor";
import { filterDays, filterSelects } from "@/app/page-filter";
import { requireProject } from "@/app/session";
import { ModelToggle } from "@/components/review/model-toggle";
import { MoreRuns } from "@/components/review/more-runs";
import { NothingWaits } from "@/components/review/nothing-waits";
import { ReviewQueue } from "@/components/review/review-queue";
import { BadAddress } from "@/components/ui/bad-address";
import { FilterBar } from "@/components/ui/filter-bar";
import { PageHead } from "@/components/ui/page-head";
import { getDb } from "@/db/client";
import { listArms } from "@/db/queries/list-arms";
import { countPending, listPending } from "@/db/queries/list-pending";
import { EMPTY_FILTER, filterParameters, parameterPairs, parseFilter } from "@/lib/filter";
import { isNarrowed, reviewRun, waitingText } from "@/lib/view/review-view";
import { settleRun, takeBackRun } from "./actions";

export const metadata: Metadata = { title: "Review" };

const RUNS_SHOWN = 50;
const MOST_COUNTED = 10_000;

export default async function ReviewPage({ searchParams }: PageProps<"/review">) {
  const pairs = parameterPairs(await searchParams);
  const project = await requireProject(`/review?${new URLSearchParams(pairs)}`);
  const parameters = new URLSearchParams(pairs);
  const parsed = parseFilter(parameters, ["model_shown", "after"]);
  const cursor = parameters.get("after");
  const after = cursor === null ? null : readCursor(cursor);
  const errors = parsed.ok ? [] : [...parsed.errors];
  if (cursor !== null && !after)
    errors.push({ pointer: "after", code: "invalid_value", message: "after is no place in this list" });
  if (!parsed.ok || errors.length > 0) {
    return (
      <>
        <PageHead title="Review" />
        <BadAddress errors={errors} />
      </>
    );
  }
  const { filter } = parsed;
  const showsModel = parameters.get("model_shown") === "true";
  const db = getDb();
  const [arms, page, count] = await Promise.all([
    listArms(db, project, EMPTY_FILTER),
    listPending(db, project, filter, { limit: RUNS_SHOWN, after }),
    countPending(db, project, filter, MOST_COUNTED),
  ]);
  const narrowed = isNarrowed(filter);
  const address = (modelShown: boolean, place: string | null) => {
    const query = filterParameters(filter);
    if (modelShown) query.set("model_shown", "true");
    if (place !== null) query.set("after", place);
    return `/review?${query}`;
  };
  const oldestHref = after ? address(showsModel, null) : null;
  return (
    <>
      <PageHead title={count === 0 ? "Nothing waits for a review" : waitingText(count, MOST_COUNTED)}>
        The oldest first. Say what became of each artifact; what you do not say stays unknown.
      </PageHead>
      <details open={narrowed} className="mb-2">
        <summary className="mb-2 min-h-10 content-center text-dim text-sm">Filter</summary>
        <FilterBar
          action="/review"
          selects={filterSelects(arms, filter)}
          {...filterDays(filter)}
          keep={showsModel ? [["model_shown", "true"]] : []}
          clearHref={narrowed ? "/review" : null}
        />
      </details>
      {page.runs.length > 0 && <ModelToggle isShown={showsModel} otherHref={address(!showsModel, cursor)} />}
      <ReviewQueue
        key={address(false, cursor)}
        runs={page.runs.map((run) => reviewRun(run, showsModel))}
        actions={{ settle: settleRun, takeBack: takeBackRun }}
        empty={<NothingWaits isNarrowed={narrowed} oldestHref={count > 0 ? oldestHref : null} />}
      />
      {page.runs.length > 0 && (
        <MoreRuns
          oldestHref={oldestHref}
          laterHref={page.next && address(showsModel, writeCursor(page.next))}
          templateHref={`/api/outcomes/template?${filterParameters(filter)}`}
        />
      )}
    </>
  );
}
