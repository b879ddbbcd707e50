import { nanoToUsd } from "@/lib/money";
import { verbatim } from "@/lib/wire";
import type { Attempt, TokenLeaves } from "./receipt";
import type { StoredReceipt } from "./stored-receipt";

/**
 * A stored receipt as the contract has it (camelCase here; `toWire` makes it `snake_case`): what was sent, so that it
 * can be sent again and is a duplicate, and beside it what it costs and where it came from. US$ and minutes.
 */
export function wireReceipt(receipt: StoredReceipt) {
  const { tokens, reportedCostNanoUsd, humanMilliMinutes, usageSent, attempts, labels, ...rest } = receipt;
  const { comparedModel, comparedEffort, ...own } = rest;
  const { costNanoUsd, computedCostNanoUsd, costSource, priceVersion, ...plain } = own;
  return {
    ...plain,
    comparedAs: { model: comparedModel, effort: comparedEffort },
    usage: usageOf(tokens),
    costUsd: usd(reportedCostNanoUsd),
    humanMinutes: humanMilliMinutes === null ? null : humanMilliMinutes / 1_000,
    attempts: attempts?.map(attemptOf) ?? null,
    labels: labels && verbatim(labels),
    usageSent: usageSent && verbatim(usageSent),
    price: { source: costSource, usd: usd(costNanoUsd), computedUsd: usd(computedCostNanoUsd), version: priceVersion },
  };
}

/** The contract's counts: input includes both cache counts, output includes reasoning. */
function usageOf(tokens: TokenLeaves) {
  const { uncachedInput, cacheRead, cacheWrite, output, reasoning } = tokens;
  if ([uncachedInput, cacheRead, cacheWrite, output, reasoning].every((count) => count === null)) return null;
  return {
    inputTokens: uncachedInput === null ? null : uncachedInput + (cacheRead ?? 0) + (cacheWrite ?? 0),
    cacheReadTokens: cacheRead,
    cacheWriteTokens: cacheWrite,
    outputTokens: output === null ? null : output + (reasoning ?? 0),
    reasoningTokens: reasoning,
  };
}

function attemptOf(attempt: Attempt) {
  const { tokens, reportedCostNanoUsd, ...rest } = attempt;
  return { ...rest, usage: usageOf(tokens), costUsd: usd(reportedCostNanoUsd) };
}

function usd(nano: number | null): number | null {
  return nano === null ? null : nanoToUsd(nano);
}
