import { and, eq, gt, lt } from "drizzle-orm";
import type { Db } from "../client";
import { sessions } from "../schema/sessions";
import { hashSecret, newSecret } from "./hash";

const SESSION_DAYS = 30;
const MAX_TOKEN_LENGTH = 200;

/** A signed-in browser: the token is for its cookie, only the hash is kept. Clears away what has expired. */
export async function createSession(db: Db, projectId: string): Promise<{ token: string; expiresAt: Date }> {
  const now = new Date();
  await db.delete(sessions).where(lt(sessions.expiresAt, now.toISOString()));
  const token = newSecret("session");
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
  await db.insert(sessions).values({ tokenHash: hashSecret(token), projectId, expiresAt: expiresAt.toISOString() });
  return { token, expiresAt };
}

export async function getSession(db: Db, token: string): Promise<{ projectId: string } | null> {
  if (token === "" || token.length > MAX_TOKEN_LENGTH) return null;
  const [row] = await db
    .select({ projectId: sessions.projectId })
    .from(sessions)
    .where(and(eq(sessions.tokenHash, hashSecret(token)), gt(sessions.expiresAt, new Date().toISOString())));
  return row ?? null;
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashSecret(token)));
}
