/** The statuses that an artifact can end in; `pending` is the only one that still moves. */
export const STATUSES = ["accepted", "rejected", "abandoned", "errored", "pending"] as const;
export type Status = (typeof STATUSES)[number];

export const SERVICE_TIERS = ["standard", "fast", "flex", "batch", "priority"] as const;
export type ServiceTier = (typeof SERVICE_TIERS)[number];

/** How the arm was chosen for the run: by a switch of everything, by a router, or at random. */
export const ASSIGNMENTS = ["switch", "routed", "random"] as const;
export type Assignment = (typeof ASSIGNMENTS)[number];

/**
 * Token counts as disjoint leaves: no token is in two of them.
 * A leaf that the source does not give is null; input and output totals are sums of leaves.
 */
export type TokenLeaves = {
  uncachedInput: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
  /** Output without reasoning. */
  output: number | null;
  reasoning: number | null;
};

/** `reported` by the sender, `computed` from tokens and the price book, or `unpriced` (never $0). */
export type CostSource = "reported" | "computed" | "unpriced";

export type Attempt = {
  model: string;
  effort: string | null;
  tokens: TokenLeaves;
  reportedCostNanoUsd: number | null;
  outcome: string | null;
  /** Where the attempt is one request, what its price depends on besides; null where it may be several. */
  request: AttemptRequest | null;
};

/** One request to a provider: steps of a price by context length, and kinds of cache writes, belong to it. */
export type AttemptRequest = {
  /** UTC ISO 8601. */
  at: string;
  provider: string | null;
  serviceTier: ServiceTier | null;
  /** Of the tokens written to the cache, those that are kept for an hour. */
  hourCacheWriteTokens: number | null;
};

/**
 * One run, as validated, before it is priced. null = unknown, never 0.
 * Text fields carry what was sent; times are UTC ISO 8601 with milliseconds (`2026-11-02T09:30:00.000Z`).
 */
export type Receipt = {
  /** Idempotency key, 1 to 200 characters, unique in its project. */
  id: string;
  startedAt: string;
  durationMs: number | null;
  workflow: string;
  step: string;
  model: string;
  effort: string | null;
  serviceTier: ServiceTier | null;
  status: Status;
  taskId: string | null;
  lane: string | null;
  harness: string | null;
  provider: string | null;
  decisionId: string | null;
  tokens: TokenLeaves;
  /** The source's own usage object, kept as sent. */
  usageSent: Record<string, unknown> | null;
  /** Integer nano-US$, as billed by the sender's account; safe integer. */
  reportedCostNanoUsd: number | null;
  toolCalls: number | null;
  toolErrors: number | null;
  retries: number | null;
  validationFailures: number | null;
  humanEdits: number | null;
  /** Thousandths of a minute, so that sums and squares stay integers. */
  humanMilliMinutes: number | null;
  /** As sent. Where it is null it may be derived, see `first-pass.ts`. */
  firstPass: boolean | null;
  stoppedEarly: boolean | null;
  stopReason: string | null;
  attempts: Attempt[] | null;
  labels: Record<string, string> | null;
};

/** What a run cost, and how that is known. */
export type ReceiptCost = {
  costNanoUsd: number | null;
  costSource: CostSource;
  /** What the price book makes of the tokens, kept beside a reported cost; null if it cannot. */
  computedCostNanoUsd: number | null;
  /** Version of the price book that `computedCostNanoUsd` was computed with. */
  priceVersion: string | null;
};

/** A receipt with its price: what the database stores. */
export type PricedReceipt = Receipt & ReceiptCost;
