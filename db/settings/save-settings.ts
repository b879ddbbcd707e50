import { and, eq } from "drizzle-orm";
import { isSameStep, type SavedSettings, WHOLE_PROJECT } from "@/lib/verdict/saved-settings";
import { newChanges, type SettingChange, type SettingEdit } from "@/lib/verdict/setting-change";
import type { Db } from "../client";
import { getSettings } from "../queries/get-settings";
import { listSettingChanges } from "../queries/list-setting-changes";
import { projects } from "../schema/projects";
import { settingChanges } from "../schema/setting-changes";
import { settings } from "../schema/settings";

/** Every comparison reads the settings of all steps. */
export const MAX_STEPS_WITH_SETTINGS = 500;
/** What whoever comes second is told of, the latest first. */
const MAX_MEANWHILE = 50;

export type SavedEdits =
  | { ok: true; version: number; changed: number }
  /** Somebody else saved since the version that was looked at: their changes, the latest first. Nothing was saved. */
  | { ok: false; problem: "changed_meanwhile"; version: number; meanwhile: SettingChange[] }
  | { ok: false; problem: "too_many_steps" };

/**
 * Saves all of these edits or none, each with its line of history. `lookedAt` is the version that whoever saves has
 * seen, null for whatever is there. What is there already is no change and adds no history, whichever version was
 * looked at, so that the same save may be sent again.
 */
export async function saveSettings(
  db: Db,
  projectId: string,
  edits: readonly SettingEdit[],
  { lookedAt, by }: { lookedAt: number | null; by: string },
): Promise<SavedEdits> {
  return db.transaction(async (tx): Promise<SavedEdits> => {
    // One at a time in a project; receipts, whose foreign keys only share the row, do not wait.
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for("no key update");
    const saved = await getSettings(tx, projectId);
    const { version } = saved;
    const changes = newChanges(saved, edits);
    if (changes.length === 0) return { ok: true, version, changed: 0 };
    if (lookedAt !== null && lookedAt !== version) {
      const page = { before: null, limit: Math.min(MAX_MEANWHILE, Math.max(1, version - lookedAt)) };
      const { changes: latest } = await listSettingChanges(tx, projectId, page);
      const meanwhile = latest.filter(({ number }) => number > lookedAt);
      return { ok: false, problem: "changed_meanwhile", version, meanwhile };
    }
    if (stepsAfter(saved, changes) > MAX_STEPS_WITH_SETTINGS) return { ok: false, problem: "too_many_steps" };
    const changedAt = new Date().toISOString();
    for (const { workflow, step, name, after } of changes) {
      const row = { projectId, workflow, step, name };
      if (after === null) {
        await tx
          .delete(settings)
          .where(
            and(
              eq(settings.projectId, projectId),
              eq(settings.workflow, workflow),
              eq(settings.step, step),
              eq(settings.name, name),
            ),
          );
      } else {
        await tx
          .insert(settings)
          .values({ ...row, value: after, changedAt })
          .onConflictDoUpdate({
            target: [settings.projectId, settings.workflow, settings.step, settings.name],
            set: { value: after, changedAt },
          });
      }
    }
    const lines = changes.map((change, index) => ({
      ...change,
      projectId,
      number: version + 1 + index,
      changedAt,
      changedBy: by,
    }));
    await tx.insert(settingChanges).values(lines);
    return { ok: true, version: version + lines.length, changed: lines.length };
  });
}

/** Steps with settings after these changes, those counted that the same changes leave with none. */
function stepsAfter(saved: SavedSettings, changes: ReturnType<typeof newChanges>): number {
  const set = changes.filter(({ after, ...of }) => after !== null && !isSameStep(of, WHOLE_PROJECT));
  return new Set([...saved.steps, ...set].map(({ workflow, step }) => JSON.stringify([workflow, step]))).size;
}
