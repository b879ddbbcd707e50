import type { Difference, Range, Reason, RunsNeeded, VerdictKind, VerdictSub } from "./comparison";
import { isMissing } from "./missing";
import { changeRange, days, inHundred, moreOrLess, moreRuns, points, usd } from "./words";

/** What a verdict's sentence is made of. Ranges are the any-day ones, since they decided. */
export type SentenceInput = {
  kind: VerdictKind;
  sub: VerdictSub | null;
  design: "live" | "evaluation";
  reasons: readonly Reason[];
  costPerAcceptedChange: Difference;
  netBenefitUsd: Difference;
  acceptance: Difference;
  costPerRun: Difference;
  acceptanceMargin: number;
  /** Value of one accepted artifact that was used, and whether it was given or is the baseline's own cost. */
  lambda: { usd: number; given: boolean } | null;
  /** Money per extra (or lost) accepted artifact, where Fieller's set is bounded. */
  perArtifact: { value: number; range: Range | null } | null;
  runsNeeded: RunsNeeded | null;
};

const sameWork = ({ design }: SentenceInput): string =>
  design === "evaluation" ? "on the same tasks" : "on the same mix of work";

/** "Per accepted artifact it costs 31 % less (between 18 % and 43 % less) on the same mix of work." */
function costPhrase(input: SentenceInput): string {
  const { costPerAcceptedChange: change, netBenefitUsd: benefit } = input;
  if (!isMissing(change)) {
    const range = change.anyDay === null ? "" : ` (${changeRange(change.anyDay.low, change.anyDay.high)})`;
    const amount = moreOrLess(change.value);
    return `Per accepted artifact it costs ${amount}${range} ${sameWork(input)}.`;
  }
  if (isMissing(benefit)) return "";
  return `Per run it ${benefit.value < 0 ? "loses" : "gains"} ${usd(benefit.value)} ${sameWork(input)}.`;
}

function acceptancePhrase({ acceptance }: SentenceInput): string {
  if (isMissing(acceptance) || acceptance.anyDay === null) return "";
  const { low } = acceptance.anyDay;
  return low > 0 ? `Acceptance is at least ${points(low)} higher.` : `Acceptance is at most ${points(low)} lower.`;
}

/** Differences per run in words: "saves $0.21 per run", "costs $0.50 more per run". */
function runPhrase({ costPerRun }: SentenceInput): string {
  if (isMissing(costPerRun)) return "";
  return costPerRun.value < 0
    ? `saves ${usd(costPerRun.value)} per run`
    : `costs ${usd(costPerRun.value)} more per run`;
}

function fewerPhrase({ acceptance }: SentenceInput): string {
  if (isMissing(acceptance)) return "";
  return `accepts ${inHundred(acceptance.value)} ${acceptance.value < 0 ? "fewer" : "more"}`;
}

function settlePhrase({ runsNeeded }: SentenceInput): string {
  if (runsNeeded === null || runsNeeded.runs === 0) return "";
  if (runsNeeded.tooCloseToCall) return "It would take more than twenty times the data so far to settle.";
  return `About ${moreRuns(runsNeeded.runs)} should settle it.`;
}

/** At a given value of an artifact, what the candidate gains per run, since cost per artifact alone did not decide. */
function valuePhrase({ lambda, netBenefitUsd: benefit }: SentenceInput): string {
  if (lambda === null || !lambda.given || isMissing(benefit)) return "";
  const verb = benefit.value < 0 ? "loses" : "gains";
  return `At ${usd(lambda.usd)} per accepted artifact it ${verb} ${usd(benefit.value)} per run.`;
}

function paysOff(input: SentenceInput): string[] {
  const daily = input.design === "live" ? "Safe to look at daily." : "";
  return ["Pays off.", costPhrase(input), valuePhrase(input), acceptancePhrase(input), daily];
}

function paysIfQualityHolds(input: SentenceInput): string[] {
  const { acceptance, acceptanceMargin, costPerAcceptedChange: change } = input;
  const cheaper = isMissing(change) || change.value >= 0 ? "It gains money" : "Cheaper per accepted artifact";
  const low = isMissing(acceptance) || acceptance.anyDay === null ? null : acceptance.anyDay.low;
  const drop = low === null ? "a drop in acceptance" : `a drop in acceptance of up to ${points(low)}`;
  const allowed = Math.round(acceptanceMargin * 1000) / 10;
  return [`${cheaper}, but ${drop} is not ruled out (you allow ${allowed}).`, settlePhrase(input)];
}

function tradeOff(input: SentenceInput): string[] {
  const { perArtifact } = input;
  const first = `Cheaper but worse: ${runPhrase(input)}, ${fewerPhrase(input)}.`;
  if (perArtifact === null || perArtifact.value <= 0) return [first];
  const range = perArtifact.range;
  const between = range === null || range.low < 0 ? "" : ` (between ${usd(range.low)} and ${usd(range.high)})`;
  return [first, `Pays only if an accepted artifact is worth less than ${usd(perArtifact.value)}${between}.`];
}

function doesNotPay(input: SentenceInput): string[] {
  const { sub, lambda, perArtifact } = input;
  const run = runPhrase(input);
  const fewer = fewerPhrase(input);
  if (sub === "too_dear" && perArtifact !== null && lambda !== null) {
    const value = lambda.given
      ? `you value one at ${usd(lambda.usd)}`
      : `the baseline makes one for ${usd(lambda.usd)}`;
    return [`Better, but each extra accepted artifact costs ${usd(perArtifact.value)}; ${value}.`];
  }
  if (sub === "dominated") return [`Does not pay: dearer and worse. It ${run} and ${fewer}.`];
  if (sub === "false_economy")
    return [`A false economy: it ${run}, but ${fewer}.`, valuePhrase(input) || costPhrase(input)];
  return ["Does not pay.", costPhrase(input), valuePhrase(input)];
}

function notEnoughEvidence({ runsNeeded, reasons }: SentenceInput): string[] {
  if (runsNeeded === null) return ["Not enough evidence yet.", ...reasons.map(({ message }) => message)];
  if (runsNeeded.tooCloseToCall) {
    return [`Too close to call: the difference is below ${usd(runsNeeded.belowUsdPerRun)} per run.`];
  }
  const time = runsNeeded.days === null ? "" : ` (${days(runsNeeded.days)})`;
  return [`Not enough evidence yet: needs about ${moreRuns(runsNeeded.runs)}${time}.`];
}

function insufficientData({ reasons, runsNeeded }: SentenceInput): string[] {
  const more = runsNeeded === null ? "" : `About ${moreRuns(runsNeeded.runs)} would help.`;
  return ["Too little data for a verdict.", ...reasons.map(({ message }) => message), more];
}

/** The verdict in words (spec section 12): what it means in money first, never a p value, never "significant". */
export function sentenceOf(input: SentenceInput): string {
  const parts = (() => {
    switch (input.kind) {
      case "pays_off":
        return paysOff(input);
      case "pays_if_quality_holds":
        return paysIfQualityHolds(input);
      case "trade_off":
        return tradeOff(input);
      case "does_not_pay":
        return doesNotPay(input);
      case "no_material_difference":
        return ["No material difference.", costPhrase(input), acceptancePhrase(input)];
      case "not_enough_evidence":
        return notEnoughEvidence(input);
      case "insufficient_data":
        return insufficientData(input);
      case "blocked":
        return [
          "No verdict: runs were not split between the arms as the policy promised, so that they cannot be compared.",
        ];
    }
  })();
  return parts.filter((part) => part !== "").join(" ");
}
