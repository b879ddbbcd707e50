import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { getSharedTaskShare } from "@/db/queries/get-shared-task-share";
import { listCells } from "@/db/queries/list-cells";
import { listCostCaps } from "@/db/queries/list-cost-caps";
import { listTaskCells } from "@/db/queries/list-task-cells";
import { type Filter, type ParameterError, type Parameters, parameterPairs, parseFilter } from "@/lib/filter";
import { type Arm, formatArm, matchesArm, parseArm } from "@/lib/receipts/arm";
import type { Cell } from "@/lib/receipts/cell";
import { capsByStep } from "@/lib/receipts/cost-caps";
import { dayIn } from "@/lib/time";
import { type CompareInput, compareArms } from "@/lib/verdict/compare-arms";
import type { Comparison, ComparisonSettings } from "@/lib/verdict/comparison";
import type { ComparisonCell } from "@/lib/verdict/comparison-cell";
import { parseSetting, SETTING_PARAMETERS } from "@/lib/verdict/settings";

export type Project = { id: string; timeZone: string };
export type Question = {
  baseline: Arm;
  candidate: Arm;
  filter: Filter;
  design: ComparisonSettings["design"] | null;
  set: Partial<ComparisonSettings>;
  /** Whether the answer is to say how far the baseline differs from itself, too. */
  noiseFloor: boolean;
};
/** A comparison with what was asked and what it was made from. */
export type AnsweredQuestion = { question: Question; input: CompareInput; comparison: Comparison };
export type Answer = ({ ok: true } & AnsweredQuestion) | { ok: false; errors: ParameterError[] };

const OTHERS = ["baseline", "candidate", "design", "noise_floor", ...Object.keys(SETTING_PARAMETERS)];
/** An evaluation has at least this share of runs on shared tasks (spec section P.5). */
const EVALUATION_SHARE = 0.8;
/** Whether a comparison is an evaluation is looked up in its receipts, where they are few enough to be read on a page. */
const MAX_LOOKED_AT = 50_000;

/** The upgrade that a URL asks about, or what is wrong with the URL. */
export function parseQuestion(
  parameters: Parameters,
): { ok: true; question: Question } | { ok: false; errors: ParameterError[] } {
  const parsed = parseFilter(parameters, OTHERS);
  const errors: ParameterError[] = parsed.ok ? [] : parsed.errors;
  const given = new Map(parameterPairs(parameters));
  const fail = (pointer: string, message: string) => errors.push({ pointer, code: "invalid_value", message });
  const arms = (["baseline", "candidate"] as const).map((name) => {
    const arm = parseArm(given.get(name) ?? "");
    if (!arm) fail(name, `${name} must be an arm: model, model~effort or model~effort~tier, “unset” for not recorded`);
    return arm;
  });
  const [baseline, candidate] = arms;
  if (baseline && candidate && formatArm(baseline) === formatArm(candidate)) {
    fail("candidate", "candidate is the same arm as baseline");
  }
  const design = given.get("design") || null;
  if (design !== null && design !== "live" && design !== "evaluation")
    fail("design", "design must be live or evaluation");
  const noiseFloor = given.get("noise_floor") || "false";
  if (noiseFloor !== "true" && noiseFloor !== "false") fail("noise_floor", "noise_floor must be true or false");
  const set: Partial<ComparisonSettings> = {};
  for (const [name, field] of Object.entries(SETTING_PARAMETERS)) {
    const setting = parseSetting(name as keyof typeof SETTING_PARAMETERS, given.get(name) ?? "");
    if (!setting.ok) fail(name, setting.message);
    else if (setting.value !== null) set[field] = setting.value;
  }
  if (parsed.ok && parsed.filter.status.length > 0) {
    fail("status", "status cannot narrow a comparison: what becomes of a run is what is compared");
  }
  if (!parsed.ok || !baseline || !candidate || errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    question: {
      baseline,
      candidate,
      filter: parsed.filter,
      design: design as Question["design"],
      set,
      noiseFloor: noiseFloor === "true",
    },
  };
}

/**
 * Answers an upgrade question for the page and for the API alike. Cells alone in the live design; tasks, from
 * receipts, in an evaluation, which is recognised where both arms did the same tasks.
 */
export async function compareUpgrade(project: Project, parameters: Parameters): Promise<Answer> {
  const parsed = parseQuestion(parameters);
  if (!parsed.ok) return parsed;
  const { baseline, candidate, filter, set } = parsed.question;
  const db = getDb();
  const [settings, costCaps, cells] = await Promise.all([
    getSettings(db, project.id),
    listCostCaps(db.$client, project.id),
    listCells(db, project, filter, { arms: [baseline, candidate] }),
  ]);
  const ofBaseline = cells.filter((cell) => matchesArm(baseline, cell));
  const ofCandidate = cells.filter((cell) => matchesArm(candidate, cell));
  const runs = cells.reduce((sum, cell) => sum + cell.n, 0);
  const lookedAt =
    parsed.question.design === "evaluation" || (parsed.question.design === null && runs <= MAX_LOOKED_AT);
  const sharedTaskShare =
    lookedAt && ofBaseline.length > 0 && ofCandidate.length > 0
      ? await getSharedTaskShare(db, project, filter, baseline, candidate)
      : null;
  const design = parsed.question.design ?? ((sharedTaskShare ?? 0) >= EVALUATION_SHARE ? "evaluation" : "live");
  const capOf = capsByStep(costCaps);
  const [baselineCells, candidateCells] =
    design === "live"
      ? [ofBaseline.map(byDay), ofCandidate.map(byDay)]
      : await Promise.all([
          listTaskCells(db, project, filter, baseline, capOf),
          listTaskCells(db, project, filter, candidate, capOf),
        ]);
  const input: CompareInput = {
    baseline: formatArm(baseline),
    candidate: formatArm(candidate),
    baselineCells,
    candidateCells,
    settings: { ...settings, ...set, design },
    today: dayIn(project.timeZone)(new Date().toISOString()),
    sharedTaskShare,
    costCaps,
  };
  return { ok: true, question: parsed.question, input, comparison: compareArms(input) };
}

/** In the live design a cluster is a start day. */
function byDay(cell: Cell): ComparisonCell {
  return { ...cell, cluster: cell.day };
}
