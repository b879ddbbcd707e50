import { eq } from "drizzle-orm";
import type { Db } from "../client";
import { sessions } from "../schema/sessions";
import { signInSecrets } from "../schema/sign-in-secrets";
import { hashSecret, newSecret } from "./hash";

/** A new sign-in secret in place of a lost one. Whoever is signed in has to sign in again. */
export async function renewSecret(db: Db, projectId: string): Promise<string> {
  const secret = newSecret("signin");
  await db.transaction(async (tx) => {
    await tx
      .insert(signInSecrets)
      .values({ projectId, hash: hashSecret(secret) })
      .onConflictDoUpdate({
        target: signInSecrets.projectId,
        set: { hash: hashSecret(secret), createdAt: new Date().toISOString() },
      });
    await tx.delete(sessions).where(eq(sessions.projectId, projectId));
  });
  return secret;
}
