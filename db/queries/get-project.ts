import { eq } from "drizzle-orm";
import type { Db } from "../client";
import { projects } from "../schema/projects";

export type Project = { id: string; name: string; timeZone: string };

export async function getProject(db: Db, projectId: string): Promise<Project | null> {
  const [project] = await db
    .select({ id: projects.id, name: projects.name, timeZone: projects.timeZone })
    .from(projects)
    .where(eq(projects.id, projectId));
  return project ?? null;
}
