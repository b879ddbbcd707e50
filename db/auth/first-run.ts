import type { Db } from "../client";
import { apiKeys } from "../schema/api-keys";
import { projects } from "../schema/projects";
import { signInSecrets } from "../schema/sign-in-secrets";
import { SCOPES } from "./authenticate-key";
import { hashSecret, newSecret } from "./hash";

/** The project that every installation has. */
export const DEFAULT_PROJECT = "default";

/**
 * What the very first start makes: the project, the key that the operator chose (all scopes), a sign-in secret.
 * Later starts change nothing, and the secret is returned only by the start that made it.
 */
export async function ensureFirstRun(
  db: Db,
  options: { initApiKey: string | null },
): Promise<{ secret: string | null }> {
  return db.transaction(async (tx) => {
    const made = await tx
      .insert(projects)
      .values({ id: DEFAULT_PROJECT, name: "Default project" })
      .onConflictDoNothing()
      .returning({ id: projects.id });
    if (made.length === 0) return { secret: null };
    const secret = newSecret("signin");
    await tx.insert(signInSecrets).values({ projectId: DEFAULT_PROJECT, hash: hashSecret(secret) });
    if (options.initApiKey) {
      const key = { projectId: DEFAULT_PROJECT, id: "initial", name: "PAYOFF_INIT_API_KEY", scopes: [...SCOPES] };
      await tx.insert(apiKeys).values({ ...key, hash: hashSecret(options.initApiKey) });
    }
    return { secret };
  });
}
