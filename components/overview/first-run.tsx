import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Before the first receipt: the two ways to a first verdict. */
export function FirstRun() {
  return (
    <EmptyState title="No receipts yet">
      <p className="mb-4">
        Drop a file of runs that you have already: NDJSON, JSON or CSV, in any shape that has a time, a model and what
        became of the run. A verdict is minutes away.
      </p>
      <Link href="/uploads" className={buttonClass("primary")}>
        Upload a file
      </Link>
      <p className="mt-6 mb-2">Or let a harness send each run as it ends:</p>
      <pre className="overflow-x-auto whitespace-pre-wrap rounded-lg bg-sunken p-3 text-left font-mono text-ink text-xs">
        {`curl -s $PAYOFF_URL/api/receipts -H "Authorization: Bearer $KEY" \\
  -H "Content-Type: application/json" -d '{"id": "run_1",
  "started_at": "2026-11-02T09:30:00Z", "workflow": "invoices",
  "step": "document_extraction", "model": "gpt-5.5",
  "effort": "high", "status": "accepted",
  "usage": {"input_tokens": 15669, "output_tokens": 2231}}'`}
      </pre>
    </EmptyState>
  );
}
