import type { Metadata } from "next";
import Link from "next/link";
import { readCursor, writeCursor } from "@/app/api/receipts/cursor";
import { filterDays, filterSelects } from "@/app/page-filter";
import { requireProject } from "@/app/session";
import { ReviewQueue } from "@/components/review/review-queue";
import { BadAddress } from "@/components/ui/bad-address";
import { EmptyState } from "@/components/ui/empty-state";
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
  const address = (change: Record<string, string>) => {
    const kept = { ...(showsModel ? { model_shown: "true" } : {}), ...change };
    return `/review?${new URLSearchParams([...filterParameters(filter), ...Object.entries(kept).filter(([, value]) => value !== "")])}`;
  };
  const template = `/api/outcomes/template?${filterParameters(filter)}`;
  return (
    <>
      <PageHead title={count === 0 ? "Nothing waits for a review" : waitingText(count, MOST_COUNTED)}>
        The oldest first. Say what became of each artifact; what you do not say stays unknown.
      </PageHead>
      <FilterBar
        action="/review"
        selects={filterSelects(arms, filter)}
        {...filterDays(filter)}
        keep={showsModel ? [["model_shown", "true"]] : []}
        clearHref={narrowed ? "/review" : null}
      />
      {page.runs.length > 0 ? (
        <>
          <p className="mb-4 text-dim text-sm">
            {showsModel
              ? "Model and cost are shown. "
              : "Model and cost are hidden, so that knowing them does not colour the judgement they are compared by. "}
            <Link href={address({ model_shown: showsModel ? "" : "true" }) as "/review"} className="underline">
              {showsModel ? "Hide them" : "Show them"}
            </Link>
          </p>
          <ReviewQueue
            key={address({ after: cursor ?? "" })}
            runs={page.runs.map((run) => reviewRun(run, showsModel))}
            actions={{ settle: settleRun, takeBack: takeBackRun }}
          />
          <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2 text-sm">
            {after && (
              <Link href={address({}) as "/review"} className="underline">
                Back to the oldest
              </Link>
            )}
            {page.next && (
              <Link href={address({ after: writeCursor(page.next) }) as "/review"} className="underline">
                Later ones
              </Link>
            )}
            <a href={template} download className="underline">
              Fill them in as a spreadsheet (CSV)
            </a>
            <Link href="/uploads" className="underline">
              Upload it again
            </Link>
          </p>
        </>
      ) : (
        <EmptyState
          title={
            count > 0
              ? "Nothing waits behind this place."
              : narrowed
                ? "Nothing waits under this filter."
                : "Nothing waits."
          }
        >
          {count > 0 ? (
            <Link href={address({}) as "/review"} className="underline">
              Back to the oldest
            </Link>
          ) : narrowed ? (
            "Choose other days or steps, or clear the filter."
          ) : (
            "Every run that is here has its outcome. A run that is sent with status “pending” waits here until somebody, or a later message, says what became of it."
          )}
        </EmptyState>
      )}
    </>
  );
}
