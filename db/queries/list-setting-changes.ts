import { and, desc, eq, lt } from "drizzle-orm";
import type { SettingChange } from "@/lib/verdict/setting-change";
import { isAllowed, isSettingName, type SettingName, type SettingValue } from "@/lib/verdict/settings";
import type { Db } from "../client";
import { settingChanges } from "../schema/setting-changes";

const COLUMNS = {
  number: settingChanges.number,
  workflow: settingChanges.workflow,
  step: settingChanges.step,
  name: settingChanges.name,
  before: settingChanges.before,
  after: settingChanges.after,
  changedAt: settingChanges.changedAt,
  changedBy: settingChanges.changedBy,
};
/** Above what a project's settings can be: each setting of each step that may have some. */
const MAX_LATEST = 10_000;

type Row = { [column in keyof typeof COLUMNS]: (typeof settingChanges.$inferSelect)[column] };

/** Changes of a project's settings, the latest first, from `before` down. `next` goes on from there; null at the end. */
export async function listSettingChanges(
  db: Pick<Db, "select">,
  projectId: string,
  page: { before: number | null; limit: number },
): Promise<{ changes: SettingChange[]; next: number | null }> {
  const older = page.before === null ? undefined : lt(settingChanges.number, page.before);
  const rows = await db
    .select(COLUMNS)
    .from(settingChanges)
    .where(and(eq(settingChanges.projectId, projectId), older))
    .orderBy(desc(settingChanges.number))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  return { changes: shown.flatMap(read), next: rows.length > page.limit ? (shown.at(-1)?.number ?? null) : null };
}

/** The last change of each setting of the project and of each step, the latest of them first. */
export async function listLastSettingChanges(db: Db, projectId: string): Promise<SettingChange[]> {
  const { workflow, step, name, number } = settingChanges;
  const rows = await db
    .selectDistinctOn([workflow, step, name], COLUMNS)
    .from(settingChanges)
    .where(eq(settingChanges.projectId, projectId))
    .orderBy(workflow, step, name, desc(number))
    .limit(MAX_LATEST);
  return rows.sort((a, b) => b.number - a.number).flatMap(read);
}

/** Nothing for a setting that this build does not know. */
function read(row: Row): SettingChange[] {
  const { name } = row;
  if (!isSettingName(name)) return [];
  return [
    {
      ...row,
      name,
      before: allowedOrNull(name, row.before),
      after: allowedOrNull(name, row.after),
      changedAt: new Date(row.changedAt).toISOString(),
    },
  ];
}

function allowedOrNull(name: SettingName, value: unknown): SettingValue | null {
  return isAllowed(name, value) ? value : null;
}
