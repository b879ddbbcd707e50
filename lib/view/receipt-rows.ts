import { formatInstant, formatUsd } from "@/lib/format";
import { nanoToUsd } from "@/lib/money";
import type { StoredReceipt } from "@/lib/receipts/stored-receipt";
import { armText } from "./arm-text";

/** A receipt as one line of a list. */
export type ReceiptRow = {
  id: string;
  started: string;
  workflow: string;
  step: string;
  model: string;
  detail: string;
  status: StoredReceipt["status"];
  /** Null where no price is known. */
  cost: string | null;
};

export function receiptRows(receipts: StoredReceipt[]): ReceiptRow[] {
  return receipts.map(({ id, startedAt, workflow, step, model, effort, serviceTier, status, costNanoUsd }) => ({
    ...{ id, workflow, step, model, status },
    started: formatInstant(startedAt),
    detail: armText({ model, effort: effort ?? "", serviceTier: serviceTier ?? "" }).detail,
    cost: costNanoUsd === null ? null : formatUsd(nanoToUsd(costNanoUsd)),
  }));
}
