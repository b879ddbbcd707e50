import { describe, expect, it } from "vitest";
import type { Comparison, Difference, Missing } from "@/lib/verdict/comparison";
import type { NoiseFigure, NoiseFloor } from "@/lib/verdict/noise-floor";
import { noiseView } from "./noise-view";

const difference = (value: number): Difference => ({
  value,
  low: value - 0.02,
  high: value + 0.02,
  anyDay: { low: value - 0.05, high: value + 0.05 },
  level: 0.95,
  n: 890,
  method: "log_t",
});
const missing: Missing = { missing: "none_accepted", message: "Nothing was accepted.", have: 0, need: 1 };
const noise = (low: number, high: number, place: NoiseFigure["place"]): NoiseFigure => ({
  low,
  high,
  level: 0.95,
  ofHalves: { low: low * 1.5, high: high * 1.5 },
  place,
});

function view(cost: NoiseFigure | Missing, change: Difference = difference(-0.75), floor: Partial<NoiseFloor> = {}) {
  const comparison = {
    baseline: "gpt-5.4~high",
    settings: { design: "evaluation" },
    overall: {
      verdict: { costPerAcceptedChange: change },
      adjusted: { differences: { acceptanceRate: difference(0.252) } },
    },
  } as Comparison;
  const acceptanceRate = noise(-0.063, 0.063, "far_outside");
  const counts = { seed: 1, splits: 200, units: 89, runs: 445, ofRuns: 445 };
  const made = noiseView(comparison, { ...counts, costPerAcceptedChange: cost, acceptanceRate, ...floor });
  if ("reason" in made) throw new Error(made.reason);
  return made;
}

describe("noiseView", () => {
  it.each<[string, NoiseFigure | Missing, Difference, string]>([
    [
      "far outside",
      noise(-0.086, 0.094, "far_outside"),
      difference(-0.75),
      "gpt-5.4 differs from itself by up to ±9 % in cost per accepted artifact; the upgrade changes it by −75 %: far outside.",
    ],
    [
      "within, and lopsided",
      noise(-0.35, 0.54, "inside"),
      difference(0.2),
      "gpt-5.4 differs from itself by −35 % to +54 % in cost per accepted artifact; the upgrade changes it by +20 %: within the noise.",
    ],
    [
      "no effect to set beside it",
      noise(-0.005, 0.005, null),
      missing,
      "gpt-5.4 differs from itself by up to ±0.5 % in cost per accepted artifact.",
    ],
    [
      "acceptance alone",
      missing,
      difference(-0.75),
      "gpt-5.4 differs from itself by up to ±6.3 points in acceptance; the upgrade changes it by +25.2 points: far outside.",
    ],
  ])("says it in words: %s", (_, cost, change, sentence) => {
    const text = view(cost, change).sentence.replaceAll("\u202f", " ");
    expect(text).toBe(`Split in two at random 200 times, ${sentence}`);
  });

  it("has the numbers of each figure, or the reason", () => {
    expect(view(missing).rows).toEqual([
      { label: "Cost per accepted artifact", reason: "Nothing was accepted." },
      {
        label: "Accepted",
        noise: "±6.3 points",
        halves: "±9.5 points",
        difference: "+25.2 points",
        anyDay: "+20.2 to +30.2",
        reading: "far outside",
      },
    ]);
  });

  it("says what was split", () => {
    const cost = noise(-0.1, 0.1, "inside");
    expect(view(cost).basis).toContain("all 445 runs of the compared steps, as 89 tasks that stay whole");
    expect(view(cost).basis).toContain("Both arms did the same tasks");
    const cut = { units: 20_000, runs: 20_000, ofRuns: 45_210 };
    expect(view(cost, undefined, cut).basis).toContain("the latest 20,000 of 45,210 runs.");
  });

  it("gives a reason where there is no floor", () => {
    expect(noiseView({} as Comparison, missing)).toEqual({ reason: "Nothing was accepted." });
  });
});
