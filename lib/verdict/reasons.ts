import { formatCount, formatPlural } from "@/lib/format";
import type { Missing, Reason } from "./comparison";
import { type Evidence, type FailedGate, type Gate, MAXIMUM_COST_NOISE } from "./decide-verdict";
import { days, percent, points, usd } from "./words";

const GATE_WORDS: Record<Gate, (have: number, need: number) => string> = {
  too_few_runs: (have, need) =>
    `One arm has ${have === 0 ? "no run" : formatPlural(have, "run")} in the compared steps; a verdict needs ${formatCount(need)}.`,
  too_few_accepted: (have, need) =>
    `One arm has ${formatPlural(have, "accepted artifact")}; a verdict needs ${formatCount(need)}.`,
  too_few_days: (have, need) => `One arm has runs of ${days(have)}; a verdict needs ${formatCount(need)}.`,
  too_few_tasks: (have, need) => `The runs are of ${formatPlural(have, "task")}; a verdict needs ${formatCount(need)}.`,
  low_overlap: (have, need) =>
    `Only ${percent(have)} of the work was done by both arms; a verdict needs ${percent(need)}.`,
  cost_too_noisy: (have) =>
    `Costs vary too much between runs: noise ${have.toFixed(2)}, allowed ${MAXIMUM_COST_NOISE.toFixed(2)}.`,
};

/** `leftOut` names the steps that one arm hardly did, which is what an overlap is low by. */
export function gateReasons(failed: readonly FailedGate[], leftOut: readonly string[]): Reason[] {
  return failed.map(({ gate, have, need }) => {
    const missing =
      gate === "low_overlap" && leftOut.length > 0 ? ` One of them hardly did ${leftOut.join(", ")}.` : "";
    return { code: gate, message: GATE_WORDS[gate](have, need) + missing, have, need };
  });
}

/** A population that does not exist, as a reason. */
export function missingReason({ missing: code, message, have, need }: Missing): Reason {
  return { code, message, have, need };
}

/** What decided: the money, then the quality, each with the limit that was looked at and what it had to pass. */
export function decisionReasons(evidence: Evidence): Reason[] {
  const { benefit, acceptance, acceptanceMargin, materialUsd } = evidence;
  return [moneyReason(benefit, materialUsd), qualityReason(acceptance, acceptanceMargin)];
}

function moneyReason({ low, high }: Evidence["benefit"], material: number): Reason {
  if (low > 0) {
    return {
      code: "money_gained",
      message: `The candidate gains at least ${usd(low, "down")} per run.`,
      have: low,
      need: 0,
    };
  }
  if (high < 0) {
    return {
      code: "money_lost",
      message: `The candidate loses at least ${usd(high, "down")} per run.`,
      have: high,
      need: 0,
    };
  }
  if (-material < low && high < material) {
    const message = `Money differs by less than ${usd(material)} per run, 5 % of what a run costs.`;
    return { code: "money_immaterial", message, have: Math.max(-low, high), need: material };
  }
  const message = `Between ${usd(low, "up")} lost and ${usd(high, "up")} gained per run is possible.`;
  return { code: "money_open", message, have: low, need: 0 };
}

function qualityReason({ low, high }: Evidence["acceptance"], margin: number): Reason {
  if (low > -margin) {
    const message = low >= 0 ? "Acceptance is no lower." : `Acceptance is at most ${points(low)} lower.`;
    return { code: "quality_safe", message, have: low, need: -margin };
  }
  if (high < 0) {
    return { code: "quality_worse", message: `Acceptance is at least ${points(high)} lower.`, have: high, need: 0 };
  }
  const message = `A drop in acceptance of up to ${points(low)} is not ruled out (${points(margin)} allowed).`;
  return { code: "quality_open", message, have: low, need: -margin };
}
