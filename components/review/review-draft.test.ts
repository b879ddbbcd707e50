import { expect, it } from "vitest";
import { reviewRun } from "@/lib/view/review-view";
import { draftOf, firstPassIfAccepted, parseMinutes, reviewOf } from "./review-draft";

const run = reviewRun(
  {
    ...{ id: "r", startedAt: "2026-11-02T09:30:00.000Z", taskId: null, workflow: "w", step: "s", labels: null },
    ...{ retries: 0, humanEdits: null, humanMilliMinutes: null, firstPass: null },
    ...{ model: "gpt-5.5", effort: "high", serviceTier: null, costNanoUsd: 104_000_000 },
  },
  false,
);

it.each([
  ["", null],
  ["  ", null],
  ["3", 3],
  ["3.5", 3.5],
  ["3,5", 3.5],
  [".5", 0.5],
  ["-1", undefined],
  ["1e3", undefined],
  ["1,234.5", undefined],
  ["three", undefined],
  ["1000001", undefined],
])("reads %j minutes as %j", (typed, minutes) => {
  expect(parseMinutes(typed)).toBe(minutes);
});

it("sends what was said and nothing else: unknown is not 0", () => {
  expect(reviewOf("accepted", draftOf(run))).toEqual({ status: "accepted" });
  expect(reviewOf("rejected", { edits: 0, minutes: "2,5", firstPass: false })).toEqual({
    ...{ status: "rejected", human_edits: 0, human_minutes: 2.5, first_pass: false },
  });
  expect(reviewOf("accepted", { edits: 1, minutes: "x", firstPass: null })).toBeUndefined();
});

it("derives the first pass where retries and edits are known", () => {
  const draft = draftOf(run);
  expect(firstPassIfAccepted(run, draft)).toBeNull();
  expect(firstPassIfAccepted(run, { ...draft, edits: 0 })).toBe(true);
  expect(firstPassIfAccepted(run, { ...draft, edits: 1 })).toBe(false);
  expect(firstPassIfAccepted({ ...run, retries: null }, { ...draft, edits: 0 })).toBeNull();
});

it("gives model and cost out only when asked", () => {
  expect(JSON.stringify(run)).not.toMatch(/gpt|high|104/);
});
