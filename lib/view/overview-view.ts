import { formatCount, formatList, formatPlural, formatRate, formatUsd } from "@/lib/format";
import { nanoToUsd } from "@/lib/money";
import { type Arm, formatArm } from "@/lib/receipts/arm";
import type { Cell } from "@/lib/receipts/cell";
import { addExact, type Exact } from "@/lib/receipts/exact";
import { armFigures } from "@/lib/verdict/arm-figures";
import type { ArmFigures, Figure } from "@/lib/verdict/comparison";
import { type ArmText, armText, distinctArms } from "./arm-text";

export type OverviewArm = ArmText & {
  runs: number;
  accepted: number;
  acceptanceRate: Figure;
  firstPassRate: Figure;
  costPerAcceptedUsd: Figure;
  /** Known spend, or null where no cost is known. */
  spend: string | null;
  /** What is not known of this arm, in words; empty when all is. */
  gaps: string[];
};

export type OverviewView = {
  sentence: string;
  caution: string;
  arms: OverviewArm[];
  /** What is unknown over all arms, in words. */
  unknown: string[];
};

/** Fields whose absence is worth saying, in the order of how much they matter. */
const FIELDS: [keyof ArmFigures["known"], string][] = [
  ["costUsd", "cost"],
  ["firstPass", "first pass"],
  ["retries", "retries"],
  ["humanEdits", "human edits"],
  ["humanMinutes", "human minutes"],
  ["validationFailures", "validation failures"],
  ["toolCalls", "tool calls"],
  ["stoppedEarly", "early stops"],
];

/** The overview of a filter's cells, arm by arm, those with the most runs first. Null when there is no run. */
export function overviewView(cells: Cell[], level: number): OverviewView | null {
  const byArm = new Map<string, { arm: Arm; cells: Cell[] }>();
  for (const { arm, ...cell } of distinctArms(cells)) {
    const own = byArm.get(formatArm(arm)) ?? { arm, cells: [] };
    own.cells.push(cell);
    byArm.set(formatArm(arm), own);
  }
  const arms = [...byArm.values()].map((own) => overviewArm(own.arm, own.cells, level)).sort(byRunsThenName);
  if (arms.length === 0) return null;
  const all = figuresAt(level, cells);
  const steps = new Set(cells.map((cell) => `${cell.workflow}\u0001${cell.step}`)).size;
  const spend = cells.reduce<Exact>((sum, cell) => addExact(sum, cell.cRaw), 0);
  const cost = all.known.costUsd === 0 ? "No cost is known" : `They cost ${formatUsd(nanoToUsd(spend))}${partly(all)}`;
  return {
    sentence:
      `${formatPlural(all.runs, "run")} of ${formatPlural(arms.length, "arm")} in ${formatPlural(steps, "step")}. ` +
      `${cost}, and ${formatPlural(all.status.accepted, "artifact")} ${all.status.accepted === 1 ? "was" : "were"} accepted.`,
    caution:
      (steps > 1
        ? "Arms did different mixes of steps, so these figures do not compare them. Compare two arms for a verdict on the same mix of work."
        : "Compare two arms for a verdict, with its uncertainty stated.") + cappedText(cells),
    arms,
    unknown: unknownFields(all),
  };
}

/** What costs above a step's cap are in, and what they are not in; empty where there are none. */
function cappedText(cells: Cell[]): string {
  const capped = cells.reduce((sum, { nCap }) => sum + nCap, 0);
  if (capped === 0) return "";
  const excess = nanoToUsd(cells.reduce((sum, { cRaw, cSum }) => sum + BigInt(cRaw) - BigInt(cSum), 0n));
  return ` ${formatPlural(capped, "run")} cost more than the cap of the step: ${formatUsd(excess)} of it is in what was spent, not in the cost per accepted artifact.`;
}

function byRunsThenName(a: OverviewArm, b: OverviewArm): number {
  return b.runs - a.runs || (a.href < b.href ? -1 : 1);
}

function overviewArm(arm: Arm, cells: Cell[], level: number): OverviewArm {
  const figures = figuresAt(level, cells);
  const { acceptanceRate, firstPassRate, costPerAcceptedUsd } = figures.figures;
  const { runs, status, known } = figures;
  const gaps =
    known.costUsd < runs ? [`cost known for ${formatCount(known.costUsd)} of ${formatPlural(runs, "run")}`] : [];
  if (status.pending > 0) gaps.push(`${formatCount(status.pending)} pending`);
  return {
    ...armText(arm),
    runs,
    accepted: status.accepted,
    acceptanceRate,
    firstPassRate,
    costPerAcceptedUsd,
    spend: figures.spendUsd === null ? null : formatUsd(figures.spendUsd),
    gaps,
  };
}

function unknownFields({ runs, known, status }: ArmFigures): string[] {
  const lines = FIELDS.filter(([field]) => known[field] > 0 && known[field] < runs).map(
    ([field, name]) =>
      `${name[0]?.toUpperCase()}${name.slice(1)} known for ${formatCount(known[field])} of ${formatPlural(runs, "run")} (${formatRate(known[field] / runs)}).`,
  );
  const never = FIELDS.filter(([field]) => known[field] === 0).map(([, name]) => name);
  if (never.length > 0) lines.push(`No run reports ${formatList(never, "or")}.`);
  if (status.pending > 0) lines.push(`${formatPlural(status.pending, "run is", "runs are")} still pending.`);
  return lines;
}

function partly({ known, runs }: ArmFigures): string {
  return known.costUsd === runs
    ? ""
    : ` as far as is known (${formatCount(known.costUsd)} of ${formatPlural(runs, "run")})`;
}

/** One row of figures, unadjusted. Labour and other prices are for comparisons. */
function figuresAt(level: number, cells: Cell[]): ArmFigures {
  const days = new Set(cells.map(({ day }) => day)).size;
  return armFigures(cells, days, { level, hourlyRateUsd: 0, priceRatio: 1 });
}
