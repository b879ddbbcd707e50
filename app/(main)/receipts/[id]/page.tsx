import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requireProject } from "@/app/session";
import { AmendForm } from "@/components/receipt/amend-form";
import { AttemptTable } from "@/components/receipt/attempt-table";
import { CostCard } from "@/components/receipt/cost-card";
import { FactList } from "@/components/receipt/fact-list";
import { HistoryTable } from "@/components/receipt/history-table";
import { Card } from "@/components/ui/card";
import { Name } from "@/components/ui/name";
import { PageHead } from "@/components/ui/page-head";
import { Pill, type Tone } from "@/components/ui/pill";
import { getDb } from "@/db/client";
import { getOwnPrices } from "@/db/queries/get-own-prices";
import { getReceipt } from "@/db/queries/get-receipt";
import { listReceiptChanges } from "@/db/queries/list-receipt-changes";
import { costLines } from "@/lib/pricing/cost-lines";
import type { Status } from "@/lib/receipts/receipt";
import { areCalls, attemptRows, costView, historyRows, receiptFacts } from "@/lib/view/receipt-view";
import { submitAmendment } from "./actions";

export const metadata: Metadata = { title: "Receipt" };

const TONES: Record<Status, Tone> = {
  accepted: "good",
  rejected: "bad",
  abandoned: "unsure",
  errored: "bad",
  pending: "none",
};

/** One run: what is known of it, what it costs, and what was changed. */
export default async function ReceiptPage({ params }: PageProps<"/receipts/[id]">) {
  const id = decodedOrNull((await params).id);
  if (id === null) notFound();
  const project = await requireProject(`/receipts/${encodeURIComponent(id)}`);
  const db = getDb();
  const receipt = await getReceipt(db, project.id, id);
  if (!receipt) notFound();
  const [{ changes, cut }, own] = await Promise.all([
    listReceiptChanges(db.$client, project.id, id),
    getOwnPrices(db.$client, project.id),
  ]);
  const attempts = attemptRows(receipt);
  const { status, humanEdits, humanMilliMinutes, firstPass } = receipt;
  const stored = {
    status,
    edits: humanEdits === null ? "" : String(humanEdits),
    minutes: humanMilliMinutes === null ? "" : String(humanMilliMinutes / 1_000),
    firstPass: firstPass === null ? "" : String(firstPass),
  };
  return (
    <>
      <PageHead
        crumb={
          status === "pending" && (
            <Link href="/review" className="underline">
              Review
            </Link>
          )
        }
        title={
          <>
            <Name>{receipt.id}</Name> <Pill tone={TONES[status]}>{status}</Pill>
          </>
        }
      />
      <Card title="Amend its outcome" sub="What is left empty stays as it is. Totals follow at once.">
        <AmendForm id={receipt.id} stored={stored} action={submitAmendment} />
      </Card>
      {receiptFacts(receipt).map(({ title, facts }) => (
        <Card key={title} title={title}>
          <FactList facts={facts} />
        </Card>
      ))}
      <CostCard view={costView(receipt, costLines(receipt, own))} />
      {attempts.length > 0 && (
        <Card title={areCalls(receipt) ? "Calls of a model" : "Attempts"}>
          <AttemptTable rows={attempts} noun={areCalls(receipt) ? "Call" : "Attempt"} />
        </Card>
      )}
      <Card title="What was changed" id="history" sub={cut && `Only the latest ${changes.length} changes are shown.`}>
        {changes.length === 0 ? (
          <p className="text-dim">Nothing so far: it is as it came first.</p>
        ) : (
          <HistoryTable rows={historyRows(changes)} />
        )}
      </Card>
    </>
  );
}

/** The text of a segment of an address, or null where its escapes are none. */
function decodedOrNull(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A URIError: `%E0` alone, say.
    return null;
  }
}
