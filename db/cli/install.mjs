import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Inside node_modules, so that whoever deletes the packages deletes the claim that they are there. */
const STAMP = join("node_modules", ".payoff-lockfile");

/**
 * Installs the packages if those that are there are not the lockfile's. Development packages too: the build needs
 * them. Resolves to false if that failed; npm has said why by then.
 *
 * @param {string} root the project's folder
 * @returns {Promise<boolean>}
 */
export async function installIfNeeded(root) {
  const stamp = join(root, STAMP);
  const hash = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return true;
  console.log("Installing packages …");
  const code = await runNpm(root, ["ci", "--include=dev", "--no-audit", "--no-fund"]);
  if (code === 0) writeFileSync(stamp, hash);
  return code === 0;
}

/** Runs npm to its end. Under `npm start` it is the very npm that runs us. */
function runNpm(root, args) {
  const cli = process.env.npm_execpath || "";
  const own = cli.endsWith("npm-cli.js");
  return new Promise((ended) => {
    const child = spawn(own ? process.execPath : "npm", own ? [cli, ...args] : args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: !own && process.platform === "win32",
    });
    const pass = (signal) => child.kill(signal);
    process.once("SIGTERM", pass);
    process.once("SIGINT", pass);
    const end = (code) => {
      process.removeListener("SIGTERM", pass);
      process.removeListener("SIGINT", pass);
      ended(code);
    };
    child.once("error", (error) => {
      console.error(`npm could not be started: ${error.message}`);
      end(1);
    });
    child.once("exit", (code) => end(code));
  });
}
