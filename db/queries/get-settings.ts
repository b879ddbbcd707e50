import { eq, sql } from "drizzle-orm";
import { type SavedSettings, savedSettings } from "@/lib/verdict/saved-settings";
import type { Db } from "../client";
import { settingChanges } from "../schema/setting-changes";
import { settings } from "../schema/settings";

/** What the project and its steps have set, and the version of it, both of one moment. */
export async function getSettings(db: Pick<Db, "select">, projectId: string): Promise<SavedSettings> {
  const version = db
    .select({ number: sql<number>`coalesce(max(${settingChanges.number}), 0)`.mapWith(Number).as("version") })
    .from(settingChanges)
    .where(eq(settingChanges.projectId, projectId))
    .as("version");
  // Bounded by `MAX_STEPS_WITH_SETTINGS`, which the only way to write holds.
  const rows = await db
    .select({
      version: version.number,
      workflow: settings.workflow,
      step: settings.step,
      name: settings.name,
      value: settings.value,
    })
    .from(version)
    .leftJoin(settings, eq(settings.projectId, projectId))
    .orderBy(settings.workflow, settings.step, settings.name);
  const [first] = rows;
  const set = rows.flatMap(({ workflow, step, name, value }) =>
    workflow === null || step === null || name === null ? [] : [{ workflow, step, name, value }],
  );
  return savedSettings(first?.version ?? 0, set);
}
