import { formatPoints, formatRate, formatUsd, formatUsdChange } from "@/lib/format";
import type { Comparison, Economics } from "@/lib/verdict/comparison";
import { isMissing } from "@/lib/verdict/missing";
import { typeset } from "./typeset";

/** What the upgrade is worth, in words and in a short table; or why that cannot be said. */
export type WorthView =
  | {
      sentence: string;
      extra: string;
      chances: { label: string; chance: string }[];
      curve: { lambda: string; chance: string }[];
    }
  | { reason: string };

const WHERE: Record<Economics["quadrant"], string> = {
  better_cheaper: "better and cheaper",
  better_dearer: "better and dearer",
  worse_cheaper: "worse and cheaper",
  worse_dearer: "worse and dearer",
};
/** Points of the curve that the table shows: enough to read it, few enough to take in. */
const SHOWN = 6;

export function worthView({ overall, settings }: Comparison, candidate: string): WorthView {
  const { economics } = overall;
  if (isMissing(economics)) return { reason: economics.message };
  const { acceptanceDifference, costDifferenceUsd, quadrantChances, acceptability } = economics;
  const money = settings.hourlyRateUsd > 0 ? " with human time" : "";
  return {
    sentence: typeset(
      `As far as today's runs tell, ${candidate} is ${WHERE[economics.quadrant]}: ` +
        `${formatPoints(acceptanceDifference)} of acceptance, ${formatUsdChange(costDifferenceUsd)} a run${money}.`,
    ),
    extra: extraSentence(economics),
    chances: quadrantChances
      ? [
          { label: "Better and cheaper", chance: chanceText(quadrantChances.betterCheaper) },
          { label: "Better and dearer", chance: chanceText(quadrantChances.betterDearer) },
          { label: "Worse and cheaper", chance: chanceText(quadrantChances.worseCheaper) },
          { label: "Worse and dearer", chance: chanceText(quadrantChances.worseDearer) },
        ]
      : [],
    curve: spread(acceptability).map(({ lambdaUsd, chance }) => ({
      lambda: formatUsd(lambdaUsd),
      chance: chanceText(chance),
    })),
  };
}

function extraSentence({ costPerExtraAcceptedUsd: extra, quadrant }: Economics): string {
  if (isMissing(extra)) return extra.message;
  const range = `(between ${formatUsd(extra.low)} and ${formatUsd(extra.high)})`;
  return quadrant === "worse_cheaper"
    ? `It saves ${formatUsd(extra.value)} for each accepted artifact lost ${range}.`
    : `Each extra accepted artifact costs ${formatUsd(extra.value)} ${range}.`;
}

/** A chance that rounds to certainty is not certain. */
function chanceText(chance: number): string {
  if (chance > 0.995) return `over ${formatRate(0.99, 0)}`;
  if (chance < 0.005) return `under ${formatRate(0.01, 0)}`;
  return formatRate(chance, 0);
}

function spread<T>(points: readonly T[]): T[] {
  if (points.length <= SHOWN) return [...points];
  return Array.from({ length: SHOWN }, (_, i) => points[Math.round((i * (points.length - 1)) / (SHOWN - 1))]).filter(
    (point) => point !== undefined,
  );
}
