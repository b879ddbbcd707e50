import { eq } from "drizzle-orm";
import type { StepName } from "@/lib/verdict/saved-settings";
import type { Db } from "../client";
import { cells } from "../schema/cells";

const MAX_STEPS = 1_000;

/** The steps that have runs, by name. */
export async function listSteps(db: Db, projectId: string): Promise<StepName[]> {
  return db
    .selectDistinct({ workflow: cells.workflow, step: cells.step })
    .from(cells)
    .where(eq(cells.projectId, projectId))
    .orderBy(cells.workflow, cells.step)
    .limit(MAX_STEPS);
}
