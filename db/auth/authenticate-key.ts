import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../client";
import { apiKeys } from "../schema/api-keys";
import { hashSecret } from "./hash";

export const SCOPES = ["ingest", "read", "decide", "admin"] as const;
export type Scope = (typeof SCOPES)[number];
/** What somebody may do, and the name by which what they do is remembered. */
export type Access = { projectId: string; scopes: Scope[]; by: string };

const MAX_KEY_LENGTH = 500;

/** What an API key opens, or null. Looked up by hash, so that timing tells nothing about other keys. */
export async function authenticateKey(db: Db, key: string): Promise<Access | null> {
  if (key === "" || key.length > MAX_KEY_LENGTH) return null;
  const [row] = await db
    .select({ projectId: apiKeys.projectId, scopes: apiKeys.scopes, by: apiKeys.name })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hashSecret(key)), isNull(apiKeys.revokedAt)));
  return row ? { ...row, scopes: row.scopes as Scope[] } : null;
}
