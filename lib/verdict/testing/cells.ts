import type { CellSums } from "@/lib/receipts/cell";
import { UNKNOWN } from "@/lib/receipts/cell";
import { emptySums } from "@/lib/receipts/cell-sums";
import { exact } from "@/lib/receipts/exact";
import type { ComparisonCell } from "../comparison-cell";
import type { BothArms } from "../quality-of-arms";
import type { StepGroups } from "../run-groups";

/** One run, with what a test wants to say of it; what it leaves out is unknown. */
export type TestRun = {
  workflow?: string;
  step?: string;
  cluster?: string;
  day?: string;
  status?: "accepted" | "rejected" | "abandoned" | "errored" | "pending";
  /** Integer nano-US$ and thousandths of a minute. */
  costNano?: bigint;
  milliMinutes?: bigint;
  retries?: number;
  humanEdits?: number;
  toolCalls?: number;
  validationFailures?: number;
  firstPass?: boolean;
  stoppedEarly?: boolean;
  assign?: string;
  policyVersion?: number;
};

/** The cell of a single run; cells add up, so that a list of them is an arm. */
export function cellOfRun(run: TestRun): ComparisonCell & CellSums {
  const { status = "accepted", costNano, milliMinutes, retries, humanEdits, toolCalls, validationFailures } = run;
  const accepted = status === "accepted";
  const unknown =
    (costNano === undefined ? UNKNOWN.cost : 0) |
    (milliMinutes === undefined ? UNKNOWN.humanMinutes : 0) |
    (retries === undefined ? UNKNOWN.retries : 0) |
    (humanEdits === undefined ? UNKNOWN.humanEdits : 0) |
    (toolCalls === undefined ? UNKNOWN.toolCalls : 0) |
    (validationFailures === undefined ? UNKNOWN.validationFailures : 0) |
    (run.firstPass === undefined ? UNKNOWN.firstPass : 0) |
    (run.stoppedEarly === undefined ? UNKNOWN.stoppedEarly : 0);
  const c = costNano ?? 0n;
  const h = milliMinutes ?? 0n;
  const square = (count = 0) => count * count;
  const sums: CellSums = {
    ...emptySums(),
    n: 1,
    nAcc: accepted ? 1 : 0,
    nRej: status === "rejected" ? 1 : 0,
    nAban: status === "abandoned" ? 1 : 0,
    nErr: status === "errored" ? 1 : 0,
    nFirst: run.firstPass ? 1 : 0,
    nStop: run.stoppedEarly ? 1 : 0,
    nStopAcc: run.stoppedEarly && accepted ? 1 : 0,
    cSum: exact(c),
    cSq: exact(c * c),
    cAcc: accepted ? exact(c) : 0,
    cRaw: exact(c),
    hSum: exact(h),
    hSq: exact(h * h),
    hAcc: accepted ? exact(h) : 0,
    chSum: exact(c * h),
    rSum: retries ?? 0,
    rSq: square(retries),
    eSum: humanEdits ?? 0,
    eSq: square(humanEdits),
    tSum: toolCalls ?? 0,
    tSq: square(toolCalls),
    vSum: validationFailures ?? 0,
    vSq: square(validationFailures),
    cMax: exact(c),
  };
  const day = run.day ?? "2026-11-02";
  return {
    workflow: run.workflow ?? "invoices",
    step: run.step ?? "extraction",
    cluster: run.cluster ?? day,
    day,
    state: status === "pending" ? "pending" : "resolved",
    unknown,
    assign: run.assign ?? "routed",
    policyVersion: run.policyVersion ?? 0,
    ...sums,
  };
}

/** Cells of single runs as if people had put so many thousandths of a minute into each. */
export function withMinutes(cells: ComparisonCell[], milliMinutes: bigint): ComparisonCell[] {
  return cells.map((cell) => ({
    ...cell,
    unknown: cell.unknown & ~UNKNOWN.humanMinutes,
    hSum: exact(milliMinutes),
    hSq: exact(milliMinutes * milliMinutes),
    hAcc: cell.nAcc === 1 ? exact(milliMinutes) : 0,
    chSum: exact(BigInt(cell.cSum) * milliMinutes),
  }));
}

/** All runs of each arm, whatever their step. */
export function bothArms(steps: readonly StepGroups[]): BothArms {
  return {
    baseline: steps.flatMap((step) => step.baseline),
    candidate: steps.flatMap((step) => step.candidate),
  };
}
