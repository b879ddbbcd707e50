import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDERS = ["app", "components", "lib", "db", "public"];
const FILES = [
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "instrumentation.ts",
  "proxy.ts",
  "package.json",
  "package-lock.json",
];
/** Files that no build holds. */
const NOT_BUILT = /\.test\.tsx?$/;

/**
 * SHA-256 over the path and content of everything that the build is made from, hexadecimal. Not over times:
 * a `git checkout` that comes back to the same sources needs no new build.
 */
export function sourceHash(root: string): string {
  const hash = createHash("sha256");
  for (const path of [...FOLDERS.flatMap((folder) => filesIn(root, folder)), ...FILES].sort()) {
    if (NOT_BUILT.test(path) || !existsSync(join(root, path))) continue;
    const content = readFileSync(join(root, path));
    // Lengths keep the end of one file apart from the beginning of the next.
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(root, path);
    return entry.isFile() ? [path] : [];
  });
}
