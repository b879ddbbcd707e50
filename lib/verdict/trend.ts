import { addDays } from "@/lib/time";
import type { CompareInput } from "./compare-arms";
import type { Difference, Missing, VerdictKind } from "./comparison";
import { judgeWhole } from "./judge-whole";
import { isMissing, missing } from "./missing";
import { benefitDifference, costPerAcceptedChange } from "./net-benefit-figures";
import { maturedUntil } from "./window";

/** What the runs that started up to a day say, by what is known of them now. */
export type Look = {
  /** The last start day that counted. */
  day: string;
  kind: VerdictKind;
  /** Runs of both arms together. */
  runs: number;
  netBenefitUsd: Difference;
  costPerAcceptedChange: Difference;
};

export type Trend = {
  /** In the order of days; the last is the comparison itself. */
  looks: Look[];
  /** The first look at which there was a verdict; null while there is none. */
  decided: { day: string; kind: VerdictKind } | null;
  /** Looks at which the verdict became another, the latest last. */
  changes: { day: string; from: VerdictKind; to: VerdictKind }[];
};

/** More looks than these are no longer one a day, but evenly spread. */
const MAX_LOOKS = 60;

/** Kinds that say that nothing is decided yet. */
const OPEN: ReadonlySet<VerdictKind> = new Set(["insufficient_data", "not_enough_evidence", "blocked"]);

export const isDecided = (kind: VerdictKind): boolean => !OPEN.has(kind);

const NOTHING_YET = missing(
  "no_runs",
  "There is no day yet on which both arms had runs that are old enough to count.",
  {
    have: 0,
    need: 1,
  },
);

/** Later than any day. */
const NEVER = "~";

const NO_DAYS = missing(
  "not_applicable",
  "An evaluation is one batch of tasks: in which order they were run says nothing.",
);

/**
 * How the answer came about, day by day from the first on which both arms had begun: the comparison as it would have
 * been with the runs up to that day, up to the next, and so on to all of them. Every look uses the terms of the question and the outcomes that are known today, so a
 * run that was accepted late counts as accepted at every look. Any-day ranges may be looked at as often as one likes,
 * which is why a verdict at any of these looks was one to act on.
 *
 * At most `most` looks, evenly spread over the days; the first decided one is then looked for day by day in its gap.
 */
export function trendOf(input: CompareInput, most = MAX_LOOKS): Trend | Missing {
  if (input.settings.design === "evaluation") return NO_DAYS;
  const until = maturedUntil(input.settings, input.today);
  const days = daysOf(input).filter((day) => until === null || day <= until);
  if (days.length === 0) return NOTHING_YET;
  const known = new Map<string, Look>();
  const at = (day: string) => {
    const found = known.get(day) ?? lookAt(input, day);
    known.set(day, found);
    return found;
  };
  const spread = spreadOver(days, most);
  const first = spread.findIndex((day) => isDecided(at(day).kind));
  const gap = first < 0 ? [] : days.slice(first === 0 ? 0 : days.indexOf(spread[first - 1] ?? "") + 1);
  const decided = gap.find((day) => isDecided(at(day).kind)) ?? null;
  const looks = [...new Set(decided === null ? spread : [...spread, decided])].sort().map(at);
  return {
    looks,
    decided: decided === null ? null : { day: decided, kind: at(decided).kind },
    changes: looks.slice(1).flatMap(({ day, kind }, index) => {
      const from = looks[index]?.kind ?? kind;
      return from === kind ? [] : [{ day, from, to: kind }];
    }),
  };
}

function lookAt(input: CompareInput, day: string): Look {
  const { judgement, standards } = judgeWhole(input, day);
  const { money, benefit, kind } = judgement;
  if (isMissing(money)) return { day, kind, runs: 0, netBenefitUsd: money, costPerAcceptedChange: money };
  return {
    day,
    kind,
    runs: money.runs,
    netBenefitUsd: benefitDifference(money, benefit, standards.reading),
    costPerAcceptedChange: costPerAcceptedChange(money, standards.reading),
  };
}

/** Every day from the first on which both arms had begun to the last with a run of either. */
function daysOf({ baselineCells, candidateCells }: CompareInput): string[] {
  const spans = [baselineCells, candidateCells].map((cells) => {
    const days = cells.map(({ day }) => day).sort();
    return { first: days[0] ?? NEVER, last: days.at(-1) ?? "" };
  });
  const begin = spans.reduce((latest, { first }) => (first > latest ? first : latest), "");
  const end = spans.reduce((latest, { last }) => (last > latest ? last : latest), "");
  const days: string[] = [];
  for (let day = begin; day <= end; day = addDays(day, 1)) days.push(day);
  return days;
}

/** At most so many of the days, evenly spread, the last always among them. */
function spreadOver(days: readonly string[], most: number): string[] {
  const count = Math.min(days.length, most);
  return Array.from({ length: count }, (_, index) => days[Math.ceil(((index + 1) * days.length) / count) - 1] ?? "");
}
