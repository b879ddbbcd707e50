import type { Receipt } from "./receipt";

/**
 * Whether the first artifact passed review: as sent, or else accepted with no retry and no human edit.
 * null where the run is still pending, or where retries or edits are not known.
 */
export function deriveFirstPass(
  receipt: Pick<Receipt, "firstPass" | "status" | "retries" | "humanEdits">,
): boolean | null {
  if (receipt.firstPass !== null) return receipt.firstPass;
  if (receipt.status === "pending" || receipt.retries === null || receipt.humanEdits === null) return null;
  return receipt.status === "accepted" && receipt.retries === 0 && receipt.humanEdits === 0;
}
