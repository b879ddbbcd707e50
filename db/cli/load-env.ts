import { existsSync } from "node:fs";
import { ExpectedError } from "./expected-error";

const FILE = ".env";

/** Reads `.env`, if it is there. What the environment sets already, to nothing even, stays. @throws ExpectedError */
export function loadEnv(): void {
  if (!existsSync(FILE)) return;
  // New in Node.js 20.12; all else here runs on 20.9.
  if (typeof process.loadEnvFile !== "function") {
    throw new ExpectedError(
      `Reading ${FILE} takes Node.js 20.12 or newer, and this is ${process.versions.node}. ` +
        "Install a newer one, or set the variables in the environment.",
    );
  }
  process.loadEnvFile(FILE);
}
