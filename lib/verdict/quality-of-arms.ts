import { formatCount, formatPlural } from "@/lib/format";
import { UNKNOWN, type UnknownField } from "@/lib/receipts/cell";
import { normalCdf } from "@/lib/stats/normal";
import type { QualityNote } from "./comparison";
import { countRuns, knownRuns, type RunGroup } from "./run-groups";
import { points } from "./words";

export type BothArms = { baseline: readonly RunGroup[]; candidate: readonly RunGroup[] };

const ARMS = ["baseline", "candidate"] as const;

/** Shares above which a note warns (spec section 10). */
const PENDING_SHARE = 0.05;
const PENDING_DIFFERENCE = 0.03;
const UNKNOWN_SHARE = 0.1;

const pendingRuns = (cells: readonly RunGroup[]) => countRuns(cells.filter(({ state }) => state === "pending"));

const percentOf = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** Runs whose outcome is still open count as not accepted: said where they are many, or unevenly spread. */
export function pendingNote(arms: BothArms): QualityNote[] {
  const [baseline, candidate] = ARMS.map((arm) => {
    const all = countRuns(arms[arm]);
    return { pending: pendingRuns(arms[arm]), share: all === 0 ? 0 : pendingRuns(arms[arm]) / all };
  });
  if (!baseline || !candidate || baseline.pending + candidate.pending === 0) return [];
  const many = Math.max(baseline.share, candidate.share) > PENDING_SHARE;
  const uneven = Math.abs(baseline.share - candidate.share) > PENDING_DIFFERENCE;
  const message =
    `Outcomes are pending for ${percentOf(baseline.share)} of the baseline's and ${percentOf(candidate.share)} of the ` +
    "candidate's runs; they count as not accepted.";
  return [{ code: "pending_outcomes", severity: many || uneven ? "warn" : "info", message, steps: [] }];
}

type OptionalField = Exclude<UnknownField, "usage">;

const FIELDS: Record<OptionalField, { code: string; what: string }> = {
  cost: { code: "unpriced_runs", what: "cost" },
  humanEdits: { code: "missing_human_edits", what: "human edits" },
  humanMinutes: { code: "missing_human_minutes", what: "human minutes" },
  retries: { code: "missing_retries", what: "retries" },
  validationFailures: { code: "missing_validation_failures", what: "validation failures" },
  toolCalls: { code: "missing_tool_calls", what: "tool calls" },
  firstPass: { code: "missing_first_pass", what: "first pass" },
  stoppedEarly: { code: "missing_stopped_early", what: "early stops" },
};

/** Which fields are not known in all runs: such runs do not enter the figures that need the field. */
export function unknownFieldNotes(arms: BothArms): QualityNote[] {
  const both = [...arms.baseline, ...arms.candidate];
  const all = countRuns(both);
  if (all === 0) return [];
  const known = (cells: readonly RunGroup[], field: OptionalField) => countRuns(knownRuns(cells, UNKNOWN[field]));
  const fields = Object.keys(FIELDS) as OptionalField[];
  const partly = fields.filter((field) => known(both, field) < all && (field === "cost" || known(both, field) > 0));
  const never = fields.filter((field) => field !== "cost" && known(both, field) === 0);
  const many = (field: OptionalField) =>
    ARMS.some((arm) => countRuns(arms[arm]) - known(arms[arm], field) > UNKNOWN_SHARE * countRuns(arms[arm]));
  return [
    ...partly.map((field): QualityNote => {
      const { code, what } = FIELDS[field];
      const report = `${formatCount(known(both, field))} ${known(both, field) === 1 ? "reports" : "report"}`;
      const message = `Of ${formatPlural(all, "run")} ${report} ${what}; the others do not enter where it is needed.`;
      return { code, severity: many(field) ? "warn" : "info", message, steps: [] };
    }),
    ...(never.length === 0
      ? []
      : [
          {
            code: "fields_not_reported",
            severity: "info" as const,
            message: `Not reported by any run: ${never.map((field) => FIELDS[field].what).join(", ")}.`,
            steps: [],
          },
        ]),
  ];
}

const COMPLETENESS_POINTS = 0.05;
const COMPLETENESS_P = 0.01;

/**
 * Whether runs that report a field are accepted more or less often than those that do not. Pending runs are left out:
 * nobody has looked at their artifacts yet, so that the field and the outcome are missing together.
 */
export function completenessNotes(arms: BothArms): QualityNote[] {
  return ARMS.flatMap((arm) =>
    (["humanEdits", "humanMinutes"] as const).flatMap((field) => {
      const resolved = arms[arm].filter(({ state }) => state === "resolved");
      const complete = knownRuns(resolved, UNKNOWN[field]);
      const incomplete = resolved.filter((cell) => (cell.unknown & UNKNOWN[field]) !== 0);
      const [n1, n0] = [countRuns(complete), countRuns(incomplete)];
      if (n1 === 0 || n0 === 0) return [];
      const accepted = (cells: readonly RunGroup[]) => cells.reduce((sum, { nAcc }) => sum + nAcc, 0);
      const difference = accepted(complete) / n1 - accepted(incomplete) / n0;
      const share = (accepted(complete) + accepted(incomplete)) / (n1 + n0);
      const se = Math.sqrt(share * (1 - share) * (1 / n1 + 1 / n0));
      if (!(Math.abs(difference) > COMPLETENESS_POINTS && 2 * normalCdf(-Math.abs(difference) / se) < COMPLETENESS_P)) {
        return [];
      }
      const what = field === "humanEdits" ? "human edits" : "human minutes";
      const message =
        `The ${arm}'s runs that report ${what} are accepted ${points(difference)} ` +
        `${difference > 0 ? "more" : "less"} often than those that do not: they may not stand for all.`;
      return [{ code: "reporting_depends_on_outcome", severity: "warn", message, steps: [] } satisfies QualityNote];
    }),
  );
}
