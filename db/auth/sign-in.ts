import { eq } from "drizzle-orm";
import type { Db } from "../client";
import { signInSecrets } from "../schema/sign-in-secrets";
import { authenticateKey } from "./authenticate-key";
import { hashSecret } from "./hash";
import { createSession } from "./sessions";

/** A session for whoever has the project's sign-in secret, or an API key that may do everything; else null. */
export async function signIn(db: Db, secret: string): Promise<{ token: string; expiresAt: Date } | null> {
  const given = secret.trim();
  if (given === "" || given.length > 500) return null;
  const [row] = await db
    .select({ projectId: signInSecrets.projectId })
    .from(signInSecrets)
    .where(eq(signInSecrets.hash, hashSecret(given)));
  if (row) return createSession(db, row.projectId);
  const access = await authenticateKey(db, given);
  return access?.scopes.includes("admin") ? createSession(db, access.project.id) : null;
}
