import type { Estimate, Figure, Missing, MissingCode } from "./comparison";

export function missing(
  code: MissingCode,
  message: string,
  count: { have?: number; need?: number; atLeast?: number } = {},
): Missing {
  const figure: Missing = { missing: code, message, have: count.have ?? null, need: count.need ?? null };
  // An "at least" beyond what a double holds, or of nothing, would say nothing.
  if (count.atLeast !== undefined && Number.isFinite(count.atLeast)) figure.atLeast = count.atLeast;
  return figure;
}

export function isMissing<T extends object>(figure: T | Missing): figure is Missing {
  return "missing" in figure;
}

/** The estimate, or `unbounded` where a limit is beyond what a double holds: no figure that leaves is ever infinite. */
export function finite(estimate: Estimate): Figure {
  if (Number.isFinite(estimate.value) && Number.isFinite(estimate.low) && Number.isFinite(estimate.high)) {
    return estimate;
  }
  return missing("unbounded", "Too few runs for an interval: its limits are not bounded.", { have: estimate.n });
}
