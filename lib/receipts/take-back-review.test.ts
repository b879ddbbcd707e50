import { expect, it } from "vitest";
import type { ReceiptChange } from "./receipt-change";
import type { StoredReceipt } from "./stored-receipt";
import { takeBackReview } from "./take-back-review";

const now = "2026-11-03T00:00:00.000Z";
const tokens = { uncachedInput: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null };
const stored: StoredReceipt = {
  ...{ id: "r", startedAt: "2026-11-02T09:30:00.000Z", durationMs: null, workflow: "w", step: "s", model: "m" },
  ...{ comparedModel: "m", comparedEffort: null },
  ...{ effort: null, serviceTier: null, status: "accepted", taskId: null, lane: null, harness: null, provider: null },
  ...{ decisionId: null, tokens, usageSent: null, reportedCostNanoUsd: null, toolCalls: null, toolErrors: null },
  ...{ retries: null, validationFailures: null, humanEdits: 2, humanMilliMinutes: 1_250, firstPass: null },
  ...{ stoppedEarly: null, stopReason: null, attempts: null, labels: null, costNanoUsd: null, costSource: "unpriced" },
  ...{ computedCostNanoUsd: null, priceVersion: null, day: "2026-11-02", assign: "switch", policyVersion: 0 },
  ...{ uploadId: null, uploadLine: 1, receivedAt: now, amendedAt: now },
};
const review: ReceiptChange = {
  ...{ number: 1, changedAt: now, origin: "review", author: "signed in", uploadId: null },
  before: { status: "pending", human_edits: null, human_minutes: 0.5 },
  after: { status: "accepted", human_edits: 2, human_minutes: 1.25 },
};

it("puts back what the review changed, the unknown too, and nothing else", () => {
  expect(takeBackReview(stored, review, now)).toEqual({
    ...stored,
    ...{ status: "pending", humanEdits: null, humanMilliMinutes: 500 },
  });
});

it.each<[string, StoredReceipt, ReceiptChange | null]>([
  ["there is no change", stored, null],
  ["the last change is none of a review", stored, { ...review, origin: "amend" }],
  ["the run is no longer what the review made of it", { ...stored, humanEdits: 3 }, review],
  ["it changed more than a review does", stored, { ...review, after: { ...review.after, step: "s" } }],
])("takes nothing back where %s", (_, receipt, last) => {
  expect(takeBackReview(receipt, last, now)).toBeNull();
});
