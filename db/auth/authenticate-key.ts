import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../client";
import type { Project } from "../queries/get-project";
import { apiKeys } from "../schema/api-keys";
import { projects } from "../schema/projects";
import { hashSecret } from "./hash";

export const SCOPES = ["ingest", "read", "decide", "admin"] as const;
export type Scope = (typeof SCOPES)[number];
/** Where somebody may do what, and the name by which what they do is remembered. */
export type Access = { project: Project; scopes: Scope[]; by: string };

const MAX_KEY_LENGTH = 500;

/** What an API key opens, or null. Looked up by hash, so that timing tells nothing about other keys. */
export async function authenticateKey(db: Db, key: string): Promise<Access | null> {
  if (key === "" || key.length > MAX_KEY_LENGTH) return null;
  const [row] = await db
    .select({
      project: { id: projects.id, name: projects.name, timeZone: projects.timeZone },
      scopes: apiKeys.scopes,
      by: apiKeys.name,
    })
    .from(apiKeys)
    .innerJoin(projects, eq(projects.id, apiKeys.projectId))
    .where(and(eq(apiKeys.hash, hashSecret(key)), isNull(apiKeys.revokedAt)));
  return row ? { ...row, scopes: row.scopes as Scope[] } : null;
}
