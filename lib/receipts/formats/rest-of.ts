import type { TokenLeaves } from "../receipt";
import { noTokens } from "./call-part";
import type { CallPart } from "./source-format";

/**
 * What a run came to beyond its calls, as a call of its own: requests that ended without a step, or that stand in files
 * which are not here. When these come in, it shrinks by as much, so that the run stays what its total says. null where
 * the calls come to the total, or to more.
 */
export function restOf(totals: readonly CallPart[], calls: readonly CallPart[]): CallPart | null {
  const [first, ...others] = totals;
  if (!first) return null;
  const total = others.reduce((greatest, each) => (sizeOf(each) > sizeOf(greatest) ? each : greatest), first);
  if (calls.length === 0) return total;
  const tokens = Object.fromEntries(
    Object.entries(total.tokens).map(([leaf, count]) => [
      leaf,
      beyond(
        count,
        calls.map((call) => call.tokens[leaf as keyof TokenLeaves]),
      ),
    ]),
  ) as TokenLeaves;
  if (noTokens(tokens)) return null;
  const reportedCostNanoUsd = beyond(
    total.reportedCostNanoUsd,
    calls.map((call) => call.reportedCostNanoUsd),
  );
  return { ...total, tokens, reportedCostNanoUsd };
}

function sizeOf({ tokens }: CallPart): number {
  return Object.values(tokens).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** null where the total is not known, or not how much of it these are. */
function beyond(total: number | null, parts: readonly (number | null)[]): number | null {
  if (total === null || parts.includes(null)) return null;
  return Math.max(
    0,
    parts.reduce<number>((left, part) => left - (part ?? 0), total),
  );
}
