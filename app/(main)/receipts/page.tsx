import type { Metadata } from "next";
import { pageFilter } from "@/app/page-filter";
import { requireProject } from "@/app/session";
import { FilterBar } from "@/components/filter/filter-bar";
import { ReceiptTable } from "@/components/receipt/receipt-table";
import { BadAddress } from "@/components/ui/bad-address";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NoRuns } from "@/components/ui/no-runs";
import { PageHead } from "@/components/ui/page-head";
import { getDb } from "@/db/client";
import { listArms } from "@/db/queries/list-arms";
import { listReceipts } from "@/db/queries/list-receipts";
import { EMPTY_FILTER, parameterPairs, parseFilter } from "@/lib/filter";
import { STATUSES } from "@/lib/receipts/receipt";
import { receiptRows } from "@/lib/view/receipt-rows";

export const metadata: Metadata = { title: "Receipts" };

const ROWS = 50;

export default async function ReceiptsPage({ searchParams }: PageProps<"/receipts">) {
  const parameters = await searchParams;
  const project = await requireProject(`/receipts?${new URLSearchParams(parameterPairs(parameters))}`);
  const parsed = parseFilter(parameters);
  if (!parsed.ok) {
    return (
      <>
        <PageHead title="Receipts" />
        <BadAddress errors={parsed.errors} />
      </>
    );
  }
  const { filter } = parsed;
  const [arms, { receipts, next }] = await Promise.all([
    listArms(getDb(), project, EMPTY_FILTER),
    listReceipts(getDb(), project, filter, { limit: ROWS, after: null }),
  ]);
  if (arms.length === 0) {
    return (
      <>
        <PageHead title="Receipts" />
        <NoRuns />
      </>
    );
  }
  return (
    <>
      <PageHead title="Receipts" />
      <FilterBar
        view={pageFilter(project, {
          path: "/receipts",
          filter,
          arms,
          fields: ["workflow", "step", "model", "effort", "service_tier"],
          others: { status: STATUSES },
        })}
      />
      {receipts.length === 0 ? (
        <EmptyState title="Nothing here">No run matches this filter. Choose other days, or clear it.</EmptyState>
      ) : (
        <Card title="Latest runs" sub={next && `The latest ${ROWS} that match.`}>
          <ReceiptTable rows={receiptRows(receipts)} />
        </Card>
      )}
    </>
  );
}
