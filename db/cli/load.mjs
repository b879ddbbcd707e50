import "./parent.mjs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { installIfNeeded } from "./install.mjs";
import { nodeTooOld } from "./node-version.mjs";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * What every command does first: look at Node.js, install, learn TypeScript. Then `load` imports the rest, and
 * its result is the exit code.
 *
 * @param {() => Promise<number>} load
 */
export async function run(load) {
  const tooOld = nodeTooOld(process.versions.node);
  if (tooOld) {
    console.error(tooOld);
    process.exit(1);
  }
  process.chdir(ROOT);
  if (!(await installIfNeeded(ROOT))) {
    console.error("The packages could not be installed: npm's message above says why.");
    process.exit(1);
  }
  const { register } = await import("tsx/esm/api");
  register();
  process.exit(await load());
}
