import { getDb } from "@/db/client";
import { listArms } from "@/db/queries/list-arms";
import { type ParameterError, parseFilter } from "@/lib/filter";
import type { PricesOnDay } from "@/lib/pricing/day-pricer";
import { type Arm, parseArm } from "@/lib/receipts/arm";
import type { Comparison } from "@/lib/verdict/comparison";
import { parsePricesAt } from "@/lib/verdict/question-terms";
import { type UpgradePair, upgradePairs } from "@/lib/view/upgrade-pairs";
import { getCellsOnDay } from "./cells-on-day";
import { compareUpgrade, OTHER_PARAMETERS, type Project } from "./compare-upgrade";

/** One upgrade at a glance. */
export type VerdictRow = Pick<Comparison, "baseline" | "candidate" | "days"> & {
  design: Comparison["settings"]["design"];
  /**
   * Candidates that this baseline has here. Each verdict is that of its own question; who takes the best of m of them
   * asks again with candidates=m, which reads the any-day ranges at alpha/m.
   */
  candidatesOfBaseline: number;
  runs: { baseline: number; candidate: number };
  verdict: Comparison["overall"]["verdict"];
  acceptanceRate: Comparison["overall"]["adjusted"]["differences"]["acceptanceRate"];
  mixChangesTheAnswer: boolean;
  steps: { workflow: string; step: string; kind: Comparison["overall"]["verdict"]["kind"] }[];
};

export type VerdictPage = {
  ok: true;
  verdicts: VerdictRow[];
  /** The one day whose prices all runs of these arms are read at, and what came of it; null = each at its own cost. */
  pricesAt: PricesOnDay | null;
  nextCursor: string | null;
};

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 50;
/** A pair is asked about below; what it is asked with may be set for all of them. */
const OWN = ["limit", "cursor"];
const OF_A_PAIR = ["baseline", "candidate", "noise_floor"];

/**
 * All upgrades of a project that there is something to say of: pairs of arms with a step in common, those with the most
 * runs first, a page at a time. Each is answered as `compareUpgrade` answers it; receipts are priced anew once for all.
 */
export async function listVerdicts(
  project: Project,
  parameters: URLSearchParams,
): Promise<VerdictPage | { ok: false; errors: ParameterError[] }> {
  const terms = OTHER_PARAMETERS.filter((name) => !OF_A_PAIR.includes(name));
  const parsed = parseFilter(parameters, [...terms, ...OWN]);
  const errors = parsed.ok ? [] : [...parsed.errors];
  const limit = Number(parameters.get("limit") ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    errors.push({ pointer: "limit", code: "invalid_value", message: `limit must be 1 to ${MAX_LIMIT}` });
  }
  const pricesAt = parsePricesAt(parameters.get("prices_at") ?? "");
  if (!pricesAt.ok) errors.push({ pointer: "prices_at", code: "invalid_value", message: pricesAt.message });
  if (!parsed.ok || !pricesAt.ok || errors.length > 0) return { ok: false, errors };
  const all = upgradePairs(await listArms(getDb(), project, parsed.filter)).all;
  const cursor = parameters.get("cursor");
  const start = cursor === null ? 0 : all.findIndex((pair) => cursorOf(pair) === cursor) + 1;
  if (cursor !== null && start === 0) {
    const message = "cursor is none that was given out here, or its pair has no runs any more";
    return { ok: false, errors: [{ pointer: "cursor", code: "invalid_value", message }] };
  }
  const verdicts: VerdictRow[] = [];
  const shown = all.slice(start, start + limit);
  const onDay =
    pricesAt.value !== null && shown.length > 0
      ? await getCellsOnDay(project, parsed.filter, pricesAt.value, { arms: armsOf(shown) })
      : null;
  for (const pair of shown) {
    const question = new URLSearchParams(parameters);
    for (const name of OWN) question.delete(name);
    question.set("baseline", pair.baseline.href);
    question.set("candidate", pair.candidate.href);
    const answer = await compareUpgrade(project, question, onDay);
    // What is wrong with the terms is wrong with them for every pair.
    if (!answer.ok) return answer;
    const candidates = all.filter(({ baseline }) => baseline.href === pair.baseline.href).length;
    verdicts.push(rowOf(answer.comparison, candidates));
  }
  const last = shown.at(-1);
  const nextCursor = last && start + limit < all.length ? cursorOf(last) : null;
  return { ok: true, verdicts, pricesAt: onDay?.pricesAt ?? null, nextCursor };
}

function armsOf(pairs: UpgradePair[]): Arm[] {
  const names = new Set(pairs.flatMap(({ baseline, candidate }) => [baseline.href, candidate.href]));
  return [...names].flatMap((name) => parseArm(name) ?? []);
}

function rowOf(comparison: Comparison, candidatesOfBaseline: number): VerdictRow {
  const { baseline, candidate, days, settings, overall, steps } = comparison;
  const { adjusted, verdict, mixChangesTheAnswer } = overall;
  return {
    baseline,
    candidate,
    days,
    design: settings.design,
    candidatesOfBaseline,
    runs: { baseline: adjusted.baseline.runs, candidate: adjusted.candidate.runs },
    verdict,
    acceptanceRate: adjusted.differences.acceptanceRate,
    mixChangesTheAnswer,
    steps: steps.map(({ workflow, step, verdict: own }) => ({ workflow, step, kind: own.kind })),
  };
}

function cursorOf({ baseline, candidate }: UpgradePair): string {
  return Buffer.from(JSON.stringify([baseline.href, candidate.href])).toString("base64url");
}
