import { readEnvironment } from "@/lib/env";
import { DEFAULT_PROJECT, ensureFirstRun } from "../auth/first-run";
import { renewSecret } from "../auth/secret";
import type { Db } from "../client";

/** `npm run secret`: a new sign-in secret in place of a lost one. */
export async function renew(db: Db): Promise<boolean> {
  // Before the first start there is nothing to renew: this makes the first one.
  const { secret } = await ensureFirstRun(db, readEnvironment());
  console.log(
    `Sign in with this secret, which is not shown again:\n\n    ${secret ?? (await renewSecret(db, DEFAULT_PROJECT))}\n`,
  );
  console.log("Older secrets and sessions no longer work. API keys are as they were.");
  return true;
}
