import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { getSharedTaskShare } from "@/db/queries/get-shared-task-share";
import { listCells } from "@/db/queries/list-cells";
import { listCostCaps } from "@/db/queries/list-cost-caps";
import { listLastSettingChanges } from "@/db/queries/list-setting-changes";
import { TooManyReceiptsError } from "@/db/queries/visit-receipts";
import { type Filter, type ParameterError, type Parameters, parameterPairs, parseFilter } from "@/lib/filter";
import { type Arm, armsOverlap, formatArm, matchesArm, parseArm } from "@/lib/receipts/arm";
import { capsByStep } from "@/lib/receipts/cost-caps";
import { dayIn } from "@/lib/time";
import { type CompareInput, compareArms } from "@/lib/verdict/compare-arms";
import type { Comparison, ComparisonSettings } from "@/lib/verdict/comparison";
import { onlyStepOf, termsOf } from "@/lib/verdict/comparison-terms";
import { EVALUATION_SHARE } from "@/lib/verdict/grade";
import { parseSetting } from "@/lib/verdict/parse-setting";
import { parseCandidates, parsePriceRatio, parsePricesAt } from "@/lib/verdict/question-terms";
import { type ProjectSettings, SETTING_NAMES, SETTINGS } from "@/lib/verdict/settings";
import type { CellsOnDay } from "./cells-on-day";
import { evaluationCells, liveCells } from "./comparison-cells";

export type Project = { id: string; timeZone: string };
export type Question = {
  baseline: Arm;
  candidate: Arm;
  filter: Filter;
  design: ComparisonSettings["design"] | null;
  /** What the candidate's model cost is multiplied by; 1 = as billed. */
  priceRatio: number;
  /** The day whose prices all runs are read at; null = each at its own cost. */
  pricesAt: string | null;
  /** Candidates that are compared with this baseline, this one among them. */
  candidates: number;
  /** Terms of this look alone. */
  set: Partial<ProjectSettings>;
  /** Whether the answer is to say how far the baseline differs from itself, too. */
  noiseFloor: boolean;
  /** Whether it is to say how it came about, day by day. */
  trend: boolean;
};
/** A comparison with what was asked and what it was made from. */
export type AnsweredQuestion = { question: Question; input: CompareInput; comparison: Comparison };
export type Answer = ({ ok: true } & AnsweredQuestion) | { ok: false; errors: ParameterError[] };

/** What a comparison is asked with, beside the filter. */
export const OTHER_PARAMETERS = [
  "baseline",
  "candidate",
  "design",
  "price_ratio",
  "prices_at",
  "candidates",
  "noise_floor",
  "trend",
  ...SETTING_NAMES.map((name) => SETTINGS[name].parameter),
];
/** Whether a comparison is an evaluation is looked up in its receipts, where they are few enough to be read on a page. */
const MAX_LOOKED_AT = 50_000;

/** The upgrade that a URL asks about, or what is wrong with the URL. */
export function parseQuestion(
  parameters: Parameters,
): { ok: true; question: Question } | { ok: false; errors: ParameterError[] } {
  const parsed = parseFilter(parameters, OTHER_PARAMETERS);
  const errors: ParameterError[] = parsed.ok ? [] : parsed.errors;
  const given = new Map(parameterPairs(parameters));
  const fail = (pointer: string, message: string) => errors.push({ pointer, code: "invalid_value", message });
  const arms = (["baseline", "candidate"] as const).map((name) => {
    const arm = parseArm(given.get(name) ?? "");
    if (!arm) fail(name, `${name} must be an arm: model, model~effort or model~effort~tier, “unset” for not recorded`);
    return arm;
  });
  const [baseline, candidate] = arms;
  if (baseline && candidate && armsOverlap(baseline, candidate)) {
    const same = formatArm(baseline) === formatArm(candidate);
    fail("candidate", same ? "candidate is the same arm as baseline" : "candidate and baseline have runs in common");
  }
  const design = given.get("design") || null;
  if (design !== null && design !== "live" && design !== "evaluation")
    fail("design", "design must be live or evaluation");
  const candidates = parseCandidates(given.get("candidates") ?? "");
  if (!candidates.ok) fail("candidates", candidates.message);
  const priceRatio = parsePriceRatio(given.get("price_ratio") ?? "");
  if (!priceRatio.ok) fail("price_ratio", priceRatio.message);
  const pricesAt = parsePricesAt(given.get("prices_at") ?? "");
  if (!pricesAt.ok) fail("prices_at", pricesAt.message);
  const [noiseFloor, trend] = (["noise_floor", "trend"] as const).map((name) => {
    const value = given.get(name) || "false";
    if (value !== "true" && value !== "false") fail(name, `${name} must be true or false`);
    return value === "true";
  }) as [boolean, boolean];
  const set: Record<string, number | null> = {};
  for (const name of SETTING_NAMES) {
    const { parameter } = SETTINGS[name];
    const setting = parseSetting(name, given.get(parameter) ?? "");
    if (!setting.ok) fail(parameter, `${parameter} ${setting.message}`);
    else if (setting.value !== null) set[name] = setting.value === "auto" ? null : setting.value;
  }
  if (parsed.ok && parsed.filter.status.length > 0) {
    fail("status", "status cannot narrow a comparison: what becomes of a run is what is compared");
  }
  if (!parsed.ok || !baseline || !candidate || !priceRatio.ok || !pricesAt.ok || !candidates.ok || errors.length > 0)
    return { ok: false, errors };
  return {
    ok: true,
    question: {
      baseline,
      candidate,
      filter: parsed.filter,
      design: design as Question["design"],
      priceRatio: priceRatio.value,
      pricesAt: pricesAt.value,
      candidates: candidates.value,
      set,
      noiseFloor,
      trend,
    },
  };
}

/**
 * Answers an upgrade question for the page and for the API alike. Cells alone in the live design; tasks, from
 * receipts, in an evaluation, which is recognised where both arms did the same tasks. At one day's prices receipts are
 * read in either; `onDay` are the cells at them, of these arms and maybe more, where they were read already.
 */
export async function compareUpgrade(
  project: Project,
  parameters: Parameters,
  onDay: CellsOnDay | null = null,
): Promise<Answer> {
  const parsed = parseQuestion(parameters);
  if (!parsed.ok) return parsed;
  const { baseline, candidate, filter, priceRatio, candidates, set } = parsed.question;
  const db = getDb();
  const [saved, changes, costCaps, cells] = await Promise.all([
    getSettings(db, project.id),
    listLastSettingChanges(db, project.id),
    listCostCaps(db.$client, project.id),
    listCells(db, project, filter, { arms: [baseline, candidate] }),
  ]);
  const runs = cells.reduce((sum, cell) => sum + cell.n, 0);
  const lookedAt =
    parsed.question.design === "evaluation" || (parsed.question.design === null && runs <= MAX_LOOKED_AT);
  const sharedTaskShare =
    lookedAt && [baseline, candidate].every((arm) => cells.some((cell) => matchesArm(arm, cell)))
      ? await getSharedTaskShare(db, project, filter, baseline, candidate)
      : null;
  const design = parsed.question.design ?? ((sharedTaskShare ?? 0) >= EVALUATION_SHARE ? "evaluation" : "live");
  let compared: Awaited<ReturnType<typeof liveCells>>;
  try {
    compared =
      design === "live"
        ? await liveCells(project, parsed.question, cells, onDay)
        : await evaluationCells(project, parsed.question, capsByStep(costCaps));
  } catch (error) {
    if (!(error instanceof TooManyReceiptsError)) throw error;
    const pointer = parsed.question.pricesAt === null ? "design" : "prices_at";
    return { ok: false, errors: [{ pointer, code: "too_many", message: error.message }] };
  }
  const onlyStep = onlyStepOf(filter.step, cells);
  const { settings, stepSettings, whatIf } = termsOf(saved, { set, onlyStep, design, priceRatio, candidates });
  const dayOf = dayIn(project.timeZone);
  const input: CompareInput = {
    baseline: formatArm(baseline),
    candidate: formatArm(candidate),
    ...compared,
    settings,
    stepSettings,
    history: { changes: changes.map((change) => ({ ...change, day: dayOf(change.changedAt) })), onlyStep, whatIf },
    today: dayOf(new Date().toISOString()),
    sharedTaskShare,
    costCaps,
  };
  return { ok: true, question: parsed.question, input, comparison: compareArms(input) };
}
