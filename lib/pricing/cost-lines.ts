import { formatCount, formatExactUsd } from "@/lib/format";
import { nanoToUsd } from "@/lib/money";
import type { Attempt, PricedReceipt } from "@/lib/receipts/receipt";
import { costTerms, inputTotal, priceQuestionOf, sumTerms } from "./cost-of";
import type { OwnPrices } from "./own-prices";
import { findPrice, type PriceSource } from "./price-book";

/** One kind of token of a run and what it costs by today's price book. */
export type CostLine = { kind: string; tokens: number; usdPerMillion: number; usd: number };

/** What one model in a run costs: the whole run, or one of its attempts (from 0). */
export type CostPart = {
  attempt: number | null;
  model: string;
  lines: CostLine[];
  usd: number;
  source: PriceSource;
  /** In one request so many tokens would have the price of a long context; they may be of several, and have it not. */
  pricedAsShort: boolean;
};

/** How a cost comes out of the tokens, or why there is no such sum. */
export type CostArithmetic =
  | {
      parts: CostPart[];
      totalUsd: number;
      /** `15,470 uncached input × $5.00/M + …` */
      words: string;
      /** Reported − computed, US$; null where nothing was reported. */
      reportedMinusComputedUsd: number | null;
    }
  | { missing: string; message: string };

/** Kinds of tokens in words, in the order in which they are listed. */
export const KIND_WORDS: Record<string, string> = {
  uncached_input: "uncached input",
  cache_read: "cache read",
  cache_write: "cache write",
  cache_write_1h: "cache write for an hour",
  output: "output",
};

/** The arithmetic behind a receipt's computed cost: by its attempts where each can be priced, else by the run's tokens. */
export function costLines(receipt: PricedReceipt, own: OwnPrices): CostArithmetic {
  const attempts = receipt.attempts?.map((attempt, index) => partOf(receipt, own, attempt, index));
  const priced = attempts?.flatMap((part) => ("missing" in part ? [] : [part]));
  const byAttempt = priced && priced.length > 0 && priced.length === attempts?.length ? priced : null;
  const whole = byAttempt ? null : partOf(receipt, own, null, null);
  if (whole && "missing" in whole) return whole;
  const parts = byAttempt ?? (whole ? [whole] : []);
  const totalUsd = parts.reduce((sum, part) => sum + part.usd, 0);
  const reported = receipt.reportedCostNanoUsd;
  return {
    parts,
    totalUsd,
    words: parts.flatMap(({ lines }) => lines.map(lineWords)).join(" + "),
    reportedMinusComputedUsd: reported === null ? null : nanoToUsd(reported) - totalUsd,
  };
}

function partOf(
  receipt: PricedReceipt,
  own: OwnPrices,
  attempt: Attempt | null,
  place: number | null,
): CostPart | { missing: string; message: string } {
  const question = priceQuestionOf(receipt, attempt);
  const found = findPrice(question, own.overrides, own.aliases);
  if ("missing" in found) return found;
  const terms = costTerms(attempt?.tokens ?? receipt.tokens, found.rates, attempt?.request?.hourCacheWriteTokens ?? 0);
  if (!terms) return { missing: "not_reported", message: "The receipt does not say how many tokens it used." };
  const lines = terms
    .filter((term) => term.tokens > 0)
    .map((term) => ({
      kind: term.kind,
      tokens: term.tokens,
      usdPerMillion: term.rate / 1_000,
      usd: nanoToUsd(term.tokens * term.rate),
    }));
  const asOne = { ...question, contextTokens: inputTotal(attempt?.tokens ?? receipt.tokens) };
  const ofOne = question.contextTokens === undefined ? findPrice(asOne, own.overrides, own.aliases) : found;
  const pricedAsShort = "rates" in ofOne && ofOne.rates.input !== found.rates.input;
  const usd = nanoToUsd(sumTerms(terms));
  return { attempt: place, model: question.model, lines, usd, source: found.source, pricedAsShort };
}

function lineWords({ kind, tokens, usdPerMillion }: CostLine): string {
  return `${formatCount(tokens)} ${KIND_WORDS[kind] ?? kind} × ${formatExactUsd(usdPerMillion)}/M`;
}
