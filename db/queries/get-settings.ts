import { eq } from "drizzle-orm";
import { type ProjectSettings, projectSettings } from "@/lib/verdict/settings";
import type { Db } from "../client";
import { settings } from "../schema/settings";

/** What the project has set, over the defaults. */
export async function getSettings(db: Db, projectId: string): Promise<ProjectSettings> {
  const rows = await db
    .select({ name: settings.name, value: settings.value })
    .from(settings)
    .where(eq(settings.projectId, projectId));
  return projectSettings(rows);
}
