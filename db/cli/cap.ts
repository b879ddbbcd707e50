import { formatUsd } from "@/lib/format";
import { nanoToUsd, usdToNano } from "@/lib/money";
import { DEFAULT_PROJECT } from "../auth/first-run";
import { setCostCap } from "../cells/set-cost-cap";
import type { Db } from "../client";
import { getProject } from "../queries/get-project";
import { MAX_COST_CAPS } from "../queries/list-cost-caps";
import { ExpectedError } from "./expected-error";

const USAGE =
  "Say which step and how much: npm run db:cap -- WORKFLOW STEP USD, or none in place of USD to take the cap away.";

/** `npm run db:cap -- WORKFLOW STEP USD|none`: what a run of a step may cost at most in means and variances. */
export async function cap(db: Db, args: string[]): Promise<boolean> {
  const { workflow, step, capNanoUsd } = parseCap(args);
  if (!(await getProject(db, DEFAULT_PROJECT))) throw new ExpectedError(`There is no project ${DEFAULT_PROJECT} yet.`);
  const change = await setCostCap(db, DEFAULT_PROJECT, { workflow, step }, capNanoUsd);
  if (!change.ok) throw new ExpectedError(`There are ${MAX_COST_CAPS} caps already: take one away first.`);
  const runs = change.runs === 1 ? "1 run counts" : `${change.runs} runs count`;
  console.log(
    `${workflow}/${step}: ${capText(change.before)} before, ${capText(capNanoUsd)} now. ${runs} differently.`,
  );
  if (change.before !== capNanoUsd)
    console.log("Comparisons of this step start anew: look at them as if for the first time.");
  return true;
}

/** @throws ExpectedError if it is no workflow, step and amount. */
export function parseCap(args: string[]): { workflow: string; step: string; capNanoUsd: number | null } {
  const [workflow, step, amount, ...more] = args;
  if (!workflow || !step || !amount || more.length > 0) throw new ExpectedError(USAGE);
  if (amount === "none") return { workflow, step, capNanoUsd: null };
  const nano = /^\d+(\.\d+)?$/.test(amount) ? usdToNano(Number(amount)) : null;
  if (nano === null || nano <= 0) throw new ExpectedError(`A cap is US$ above 0, and “${amount}” is not. ${USAGE}`);
  return { workflow, step, capNanoUsd: nano };
}

function capText(nano: number | null): string {
  return nano === null ? "no cap" : `a cap of ${formatUsd(nanoToUsd(nano))}`;
}
