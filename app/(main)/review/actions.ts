"use server";

import { refresh } from "next/cache";
import { findProject } from "@/app/session";
import type { SettleAnswer } from "@/components/review/use-review-queue";
import { getDb } from "@/db/client";
import { amendReceipt } from "@/db/ingest/amend-receipt";
import { undoReview } from "@/db/ingest/undo-review";
import { getReceipt } from "@/db/queries/get-receipt";
import { listReceiptChanges } from "@/db/queries/list-receipt-changes";
import { formatInstant } from "@/lib/format";
import { outcomeOf } from "@/lib/receipts/outcome";
import { fieldErrors } from "@/lib/receipts/parse-receipt";
import { LIMITS, outcomeSchema } from "@/lib/receipts/receipt-schema";
import { formatAuthor, SIGNED_IN } from "@/lib/verdict/setting-change";

const SIGNED_OUT = "You are no longer signed in. Sign in in another tab, then say it again.";

/** Settles a run that waits. One that somebody else settled meanwhile stays as they left it. */
export async function settleRun(id: string, review: unknown): Promise<SettleAnswer> {
  const project = await findProject();
  if (!project) return { ok: false, settled: false, message: SIGNED_OUT };
  const parsed = outcomeSchema.safeParse(review);
  if (!parsed.success || !isId(id)) {
    const [error] = parsed.success ? [] : fieldErrors(parsed.error.issues);
    return {
      ok: false,
      settled: false,
      message: `${error?.pointer.slice(1) || "it"} ${error?.message ?? "is no run"}.`,
    };
  }
  const by = { origin: "review", author: SIGNED_IN, pendingOnly: true } as const;
  const amended = await amendReceipt(getDb(), project.id, id, outcomeOf(parsed.data), by);
  if (amended.ok || amended.error.code === "already_settled") refresh();
  if (amended.ok) return { ok: true };
  const settled = amended.error.code === "already_settled";
  const message = settled ? await settledBy(project.id, id) : `${amended.error.message}.`;
  return { ok: false, settled, message };
}

/** Takes the last review of a run back, unless something else happened to it since. */
export async function takeBackRun(id: string): Promise<SettleAnswer> {
  const project = await findProject();
  if (!project) return { ok: false, settled: false, message: SIGNED_OUT };
  const done = isId(id) && (await undoReview(getDb(), project.id, id, SIGNED_IN));
  refresh();
  if (done) return { ok: true };
  return { ok: false, settled: true, message: "was changed since, so that your review is not the last word any more." };
}

/** How a run came to be settled, as the end of a sentence about it. */
async function settledBy(projectId: string, id: string): Promise<string> {
  const receipt = await getReceipt(getDb(), projectId, id);
  const { changes } = await listReceiptChanges(getDb().$client, projectId, id);
  const last = changes.filter(({ after }) => "status" in after).at(-1);
  const by = last?.author ? ` by ${formatAuthor(last.author)}` : "";
  const at = last ? `, ${formatInstant(last.changedAt)}` : "";
  return `is ${receipt?.status ?? "settled"} already${by}${at}.`;
}

function isId(id: unknown): id is string {
  return typeof id === "string" && id.length >= 1 && id.length <= LIMITS.id;
}
