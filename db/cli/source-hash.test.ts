import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourceHash } from "./source-hash";

let root: string;

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "payoff-hash-"));
  write("app/page.tsx", "export default 1;");
  write("lib/deep/er/file.ts", "export const a = 1;");
  write("package-lock.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

const changes: [string, () => void, boolean][] = [
  ["a changed source", () => write("app/page.tsx", "export default 2;"), true],
  ["a changed source deep down", () => write("lib/deep/er/file.ts", "export const a = 2;"), true],
  ["a new source", () => write("components/button.tsx", ""), true],
  ["a source gone", () => rmSync(join(root, "lib/deep/er/file.ts")), true],
  ["other packages", () => write("package-lock.json", "{ }"), true],
  ["a new config file", () => write("next.config.ts", ""), true],
  ["a changed test", () => write("app/page.test.tsx", "test"), false],
  ["a changed README", () => write("README.md", "hello"), false],
  ["a newer date", () => utimesSync(join(root, "app/page.tsx"), new Date(), new Date(0)), false],
];

test.each(changes)("%s", (_what, change, differs) => {
  const before = sourceHash(root);
  change();
  expect(sourceHash(root) !== before).toBe(differs);
});
