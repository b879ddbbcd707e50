import { describe, expect, it } from "vitest";
import type { Difference } from "./comparison";
import { missing } from "./missing";
import { type SentenceInput, sentenceOf } from "./sentence";

const difference = (value: number, low: number, high: number): Difference => ({
  value,
  low,
  high,
  level: 0.95,
  n: 900,
  method: "t",
  anyDay: { low, high },
});

const INPUT: SentenceInput = {
  kind: "pays_off",
  sub: "cheaper",
  design: "live",
  reasons: [],
  costPerAcceptedChange: difference(-0.31, -0.43, -0.18),
  netBenefitUsd: difference(0.4, 0.1, 0.7),
  acceptance: difference(0.01, -0.02, 0.04),
  costPerRun: difference(-0.21, -0.4, -0.05),
  acceptanceMargin: 0.05,
  lambda: { usd: 1.2, given: false },
  perArtifact: null,
  runsNeeded: null,
};

const needs = { runs: 640, days: 9, tooCloseToCall: false, belowUsdPerRun: 0.03 };

const CASES: [string, Partial<SentenceInput>, string][] = [
  [
    "pays off",
    {},
    "Pays off. Per accepted artifact it costs 31 % less (between 18 % and 43 % less) on the same mix of work. Acceptance is at most 2 points lower. Safe to look at daily.",
  ],
  [
    "pays off in an evaluation, with better acceptance",
    { design: "evaluation", sub: "dominant", acceptance: difference(0.2, 0.13, 0.3) },
    "Pays off. Per accepted artifact it costs 31 % less (between 18 % and 43 % less) on the same tasks. Acceptance is at least 13 points higher.",
  ],
  [
    "pays off at a given value although dearer",
    { sub: "better_dearer", lambda: { usd: 10, given: true }, costPerAcceptedChange: difference(0.2, 0.1, 0.3) },
    "Pays off. Per accepted artifact it costs 20 % more (between 10 % and 30 % more) on the same mix of work. At $10 per accepted artifact it gains $0.40 per run. Acceptance is at most 2 points lower. Safe to look at daily.",
  ],
  [
    "pays if quality holds",
    {
      kind: "pays_if_quality_holds",
      sub: null,
      acceptance: difference(-0.01, -0.07, 0.05),
      runsNeeded: { ...needs, runs: 400 },
    },
    "Cheaper per accepted artifact, but a drop in acceptance of up to 7 points is not ruled out (you allow 5). About 400 more runs should settle it.",
  ],
  [
    "trade-off",
    {
      kind: "trade_off",
      sub: null,
      acceptance: difference(-0.09, -0.13, -0.05),
      perArtifact: { value: 2.3, range: { low: 1.7, high: 3.4 } },
    },
    "Cheaper but worse: saves $0.21 per run, accepts 9 in 100 fewer. Pays only if an accepted artifact is worth less than $2.30 (between $1.70 and $3.40).",
  ],
  [
    "too dear",
    {
      kind: "does_not_pay",
      sub: "too_dear",
      perArtifact: { value: 14, range: null },
      lambda: { usd: 5, given: true },
    },
    "Better, but each extra accepted artifact costs $14; you value one at $5.",
  ],
  [
    "too dear by the baseline's own cost",
    {
      kind: "does_not_pay",
      sub: "too_dear",
      perArtifact: { value: 14, range: null },
      lambda: { usd: 5, given: false },
    },
    "Better, but each extra accepted artifact costs $14; the baseline makes one for $5.",
  ],
  [
    "dominated",
    {
      kind: "does_not_pay",
      sub: "dominated",
      costPerRun: difference(0.5, 0.3, 0.7),
      acceptance: difference(-0.12, -0.2, -0.05),
    },
    "Does not pay: dearer and worse. It costs $0.50 more per run and accepts 12 in 100 fewer.",
  ],
  [
    "false economy",
    {
      kind: "does_not_pay",
      sub: "false_economy",
      acceptance: difference(-0.12, -0.2, -0.05),
      netBenefitUsd: difference(-0.3, -0.5, -0.1),
      lambda: { usd: 5, given: true },
      costPerAcceptedChange: missing("not_applicable", "An arm cost nothing."),
    },
    "A false economy: it saves $0.21 per run, but accepts 12 in 100 fewer. At $5 per accepted artifact it loses $0.30 per run.",
  ],
  [
    "not enough evidence",
    { kind: "not_enough_evidence", sub: null, runsNeeded: needs },
    "Not enough evidence yet: needs about 640 more runs (9 days).",
  ],
  [
    "too close to call",
    { kind: "not_enough_evidence", sub: null, runsNeeded: { ...needs, tooCloseToCall: true } },
    "Too close to call: the difference is below $0.03 per run.",
  ],
  [
    "no material difference",
    { kind: "no_material_difference", sub: null, costPerAcceptedChange: difference(0.001, -0.02, 0.02) },
    "No material difference. Per accepted artifact it costs 0.1 % more (between 2 % less and 2 % more) on the same mix of work. Acceptance is at most 2 points lower.",
  ],
  [
    "insufficient data",
    {
      kind: "insufficient_data",
      sub: null,
      reasons: [{ code: "too_few_runs", message: "One arm has 12 runs.", have: 12, need: 50 }],
      runsNeeded: { ...needs, runs: 120 },
    },
    "Too little data for a verdict. One arm has 12 runs. About 120 more runs would help.",
  ],
];

describe("sentenceOf", () => {
  it.each(CASES)("%s", (_, change, expected) => {
    expect(sentenceOf({ ...INPUT, ...change })).toBe(expected);
  });

  it("names the broken split of a blocked comparison", () => {
    expect(sentenceOf({ ...INPUT, kind: "blocked" })).toContain("not split between the arms as the policy promised");
  });
});
