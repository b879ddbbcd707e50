import { type CellKey, UNKNOWN } from "./cell";
import { deriveFirstPass } from "./first-pass";
import type { StoredReceipt } from "./stored-receipt";

/** The bits of the metrics that a receipt does not give. */
export function unknownBits(receipt: StoredReceipt): number {
  let bits = 0;
  if (receipt.costNanoUsd === null) bits |= UNKNOWN.cost;
  if (receipt.humanEdits === null) bits |= UNKNOWN.humanEdits;
  if (receipt.humanMilliMinutes === null) bits |= UNKNOWN.humanMinutes;
  if (receipt.retries === null) bits |= UNKNOWN.retries;
  if (receipt.validationFailures === null) bits |= UNKNOWN.validationFailures;
  if (receipt.toolCalls === null) bits |= UNKNOWN.toolCalls;
  if (deriveFirstPass(receipt) === null) bits |= UNKNOWN.firstPass;
  if (receipt.stoppedEarly === null) bits |= UNKNOWN.stoppedEarly;
  if (receipt.tokens.uncachedInput === null || receipt.tokens.output === null) bits |= UNKNOWN.usage;
  return bits;
}

/** Where a receipt belongs. */
export function keyOf(receipt: StoredReceipt): CellKey {
  return {
    day: receipt.day,
    workflow: receipt.workflow,
    step: receipt.step,
    model: receipt.comparedModel,
    effort: receipt.comparedEffort ?? "",
    serviceTier: receipt.serviceTier ?? "",
    lane: receipt.lane ?? "",
    harness: receipt.harness ?? "",
    assign: receipt.assign,
    policyVersion: receipt.policyVersion,
    state: receipt.status === "pending" ? "pending" : "resolved",
    unknown: unknownBits(receipt),
  };
}
