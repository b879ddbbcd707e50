import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";

const BIOME = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
const RULES = ["lint/style/noRestrictedImports", "lint/style/noProcessEnv"];

/** Folder, what a file there may not import, what it may. */
const LAYERS: { file: string; forbidden: string[]; allowed: string[] }[] = [
  {
    file: "lib/money.ts",
    forbidden: [
      "@/app/session",
      "@/components/ui/button",
      "@/db/client",
      "../db/client",
      "@/e2e/support/api",
      "@/lib/verdict/compare-arms",
      "./../components/ui/button",
      "react",
      "react-dom/server",
      "next/server",
      "recharts",
      "postgres",
      "drizzle-orm",
      "drizzle-orm/pg-core",
    ],
    allowed: ["zod", "./time", "@/lib/receipts/receipt", "@/lib/stats/normal"],
  },
  {
    file: "lib/receipts/formats/csv.ts",
    forbidden: [
      "../../../db/client",
      "@/lib/verdict/comparison",
      "@/lib/view/theme",
      "../../verdict/comparison",
      "next",
    ],
    allowed: ["../receipt", "@/lib/money"],
  },
  {
    file: "lib/verdict/judge.ts",
    forbidden: ["@/db/client", "@/lib/view/theme", "../view/theme", "react"],
    allowed: ["./window", "@/lib/stats/normal", "@/lib/receipts/cell"],
  },
  {
    file: "lib/view/theme.ts",
    forbidden: ["@/components/ui/button", "@/app/session", "recharts", "react"],
    allowed: ["@/lib/verdict/comparison"],
  },
  {
    file: "lib/stats/normal.ts",
    forbidden: ["@/lib/money", "@/lib/receipts/cell", "@/db/client", "../money", "../verdict/comparison", "postgres"],
    allowed: ["./gamma", "@/lib/stats/gamma", "node:assert"],
  },
  {
    file: "components/ui/button.tsx",
    forbidden: [
      "@/db/client",
      "../../db/client",
      "@/app/session",
      "recharts",
      "recharts/types",
      "postgres",
      "drizzle-orm",
    ],
    allowed: ["react", "next/link", "@/lib/format", "@/components/charts/bars", "./field"],
  },
  {
    file: "components/charts/bars.tsx",
    forbidden: ["@/db/client", "@/app/session", "postgres"],
    allowed: ["recharts", "react", "@/lib/format"],
  },
  {
    file: "db/queries/list-cells.ts",
    forbidden: ["@/app/session", "../../app/session", "@/components/ui/button", "recharts", "react", "next/server"],
    allowed: ["postgres", "drizzle-orm", "../client", "@/lib/filter"],
  },
  {
    file: "app/(main)/page.tsx",
    forbidden: ["recharts", "postgres", "drizzle-orm", "drizzle-orm/postgres-js", "@/e2e/support/api"],
    allowed: ["@/db/queries/list-cells", "@/lib/filter", "@/components/charts/bars", "next/navigation"],
  },
  {
    file: "e2e/receipts.spec.ts",
    forbidden: ["@/app/session", "@/components/ui/button", "@/lib/money", "../lib/money", "../app/session"],
    allowed: ["@playwright/test", "./support/api", "@/db/testing/database"],
  },
];

/** Ways to import; a rule that misses one of them has a hole. */
const FORMS = [
  (from: string) => `import { x } from "${from}";\nexport const y = x;\n`,
  (from: string) => `import type { X } from "${from}";\nexport type Y = X;\n`,
  (from: string) => `export { x } from "${from}";\n`,
  (from: string) => `export const y = await import("${from}");\n`,
];

type Case = { layer: string; from: string; form: number; path: string; forbidden: boolean };

const cases: Case[] = LAYERS.flatMap(({ file, forbidden, allowed }) =>
  [...forbidden, ...allowed].flatMap((from, index) =>
    FORMS.map((_form, form) => ({
      layer: file,
      from,
      form,
      path: `${dirname(file)}/case-${file.replace(/\W/g, "-")}-${index}-${form}${file.slice(file.lastIndexOf("."))}`,
      forbidden: index < forbidden.length,
    })),
  ),
);

const folder = mkdtempSync(join(tmpdir(), "payoff-layers-"));
afterAll(() => rmSync(folder, { recursive: true }));
const reported = lint();

test.each(LAYERS)("the linter holds $file to its layer", ({ file }) => {
  const wrong = cases.filter((each) => each.layer === file && reported.has(each.path) !== each.forbidden);
  expect(wrong.map(({ from, form }) => FORMS[form]?.(from))).toEqual([]);
});

test("only lib/env.ts of lib reads the environment", () => {
  expect(reported.has("lib/environment.ts")).toBe(true);
  expect(reported.has("lib/stats/environment.ts")).toBe(true);
  expect(reported.has("lib/env.ts")).toBe(false);
  expect(reported.has("db/environment.ts")).toBe(false);
});

/** Runs the project's own rules over a folder that holds every case. @returns the files that broke one. */
function lint(): Set<string> {
  copyFileSync("biome.json", join(folder, "biome.json"));
  for (const { path, from, form } of cases) write(path, FORMS[form]?.(from) ?? "");
  for (const path of ["lib/environment.ts", "lib/stats/environment.ts", "lib/env.ts", "db/environment.ts"]) {
    write(path, "export const home = process.env.HOME;\n");
  }
  const args = ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout } = spawnSync(process.execPath, [BIOME, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 50_000_000,
  });
  const report = z.object({
    diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
  });
  const { diagnostics } = report.parse(JSON.parse(stdout));
  return new Set(diagnostics.filter((each) => RULES.includes(each.category)).map((each) => each.location.path));
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
