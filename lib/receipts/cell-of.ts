import { type Cell, type CellKey, type CellSums, UNKNOWN } from "./cell";
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

/** The cell of one receipt: where it belongs, and what it adds there. The one definition of what a cell sums. */
export function cellOf(receipt: StoredReceipt): Cell {
  const key: CellKey = {
    day: receipt.day,
    workflow: receipt.workflow,
    step: receipt.step,
    model: receipt.model,
    effort: receipt.effort ?? "",
    serviceTier: receipt.serviceTier ?? "",
    lane: receipt.lane ?? "",
    harness: receipt.harness ?? "",
    assign: receipt.assign,
    policyVersion: receipt.policyVersion,
    state: receipt.status === "pending" ? "pending" : "resolved",
    unknown: unknownBits(receipt),
  };
  const accepted = receipt.status === "accepted";
  const cost = BigInt(receipt.costNanoUsd ?? 0);
  const minutes = BigInt(receipt.humanMilliMinutes ?? 0);
  const retries = BigInt(receipt.retries ?? 0);
  const edits = BigInt(receipt.humanEdits ?? 0);
  const toolCalls = BigInt(receipt.toolCalls ?? 0);
  const failures = BigInt(receipt.validationFailures ?? 0);
  const { tokens } = receipt;
  const sums: CellSums = {
    n: 1,
    nAcc: accepted ? 1 : 0,
    nRej: receipt.status === "rejected" ? 1 : 0,
    nAban: receipt.status === "abandoned" ? 1 : 0,
    nErr: receipt.status === "errored" ? 1 : 0,
    nFirst: deriveFirstPass(receipt) ? 1 : 0,
    nStop: receipt.stoppedEarly ? 1 : 0,
    nStopAcc: receipt.stoppedEarly && accepted ? 1 : 0,
    cSum: cost,
    cSq: cost * cost,
    cAcc: accepted ? cost : 0n,
    hSum: minutes,
    hSq: minutes * minutes,
    hAcc: accepted ? minutes : 0n,
    chSum: cost * minutes,
    rSum: retries,
    rSq: retries * retries,
    eSum: edits,
    eSq: edits * edits,
    tSum: toolCalls,
    tSq: toolCalls * toolCalls,
    vSum: failures,
    vSq: failures * failures,
    uncachedInput: BigInt(tokens.uncachedInput ?? 0),
    cacheRead: BigInt(tokens.cacheRead ?? 0),
    cacheWrite: BigInt(tokens.cacheWrite ?? 0),
    output: BigInt(tokens.output ?? 0),
    reasoning: BigInt(tokens.reasoning ?? 0),
    toolErrors: BigInt(receipt.toolErrors ?? 0),
    cMax: cost,
  };
  return { ...key, ...sums };
}
