import { type ChildProcess, execFileSync, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chownSync, mkdirSync } from "node:fs";

/** Starts a PostgreSQL program as a user that PostgreSQL accepts: it refuses to run as root. */
export type RunAs = {
  prepareFolder(folder: string): void;
  spawn(program: string, args: string[], options: SpawnOptions): ChildProcess;
};

const OS_USER = "postgres";

/**
 * As an ordinary user: run as that user. As root: run as the OS user `postgres`, made if it is not there.
 * Where that user cannot reach the files (a home folder of mode 0700, say), it gets the one capability
 * that lets it pass, by `setpriv`.
 *
 * @param paths what the program has to reach.
 * @throws Error in one sentence where none of this works.
 */
export function runAs(paths: string[]): RunAs {
  if (process.getuid?.() !== 0) {
    return {
      prepareFolder: (folder) => mkdirSync(folder, { recursive: true, mode: 0o700 }),
      spawn: (program, args, options) => spawn(program, args, options),
    };
  }
  const { uid, gid } = findOrMakeUser();
  const prepareFolder = (folder: string) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chownSync(folder, uid, gid);
  };
  if (paths.every((path) => canReach(path, uid, gid))) {
    return { prepareFolder, spawn: (program, args, options) => spawn(program, args, { ...options, uid, gid }) };
  }
  const pass = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
  ];
  if (spawnSync("setpriv", [...pass, "test", "-x", paths[0] ?? "/"]).status !== 0) {
    throw new Error(
      `PostgreSQL does not run as root, and the user ${OS_USER} cannot reach ${paths.join(" or ")}. ` +
        "Run Payoff as an ordinary user, or move it to a folder that every user can enter.",
    );
  }
  return { prepareFolder, spawn: (program, args, options) => spawn("setpriv", [...pass, program, ...args], options) };
}

function findOrMakeUser(): { uid: number; gid: number } {
  if (spawnSync("id", ["-u", OS_USER]).status !== 0) {
    const made = spawnSync("useradd", ["--system", "--user-group", "--no-create-home", OS_USER], { encoding: "utf8" });
    if (made.status !== 0) {
      throw new Error(
        `PostgreSQL does not run as root, and the user ${OS_USER} could not be made: ${made.stderr ?? made.error}`,
      );
    }
  }
  const id = (flag: string) => Number(execFileSync("id", [flag, OS_USER], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function canReach(path: string, uid: number, gid: number): boolean {
  return spawnSync("test", ["-x", path], { uid, gid }).status === 0;
}
