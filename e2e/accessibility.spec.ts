import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "@playwright/test";
import type axe from "axe-core";
import { PAGES } from "./support/pages";
import { type Story, startStory } from "./support/story";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

test.describe("every page", () => {
  test.describe.configure({ mode: "serial", timeout: 240_000 });
  let story: Story;
  test.beforeAll(async ({ browser }) => {
    test.setTimeout(400_000);
    story = await startStory(browser);
  });
  test.afterAll(() => story.stop());

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing, in ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({ ...story.signedIn, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      for (const { path } of PAGES) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
        expect(found, path).toEqual([]);
      }
      await context.close();
    });
  }

  for (const width of [375, 1280]) {
    test(`none is wider than ${width} pixels`, async ({ browser }) => {
      const context = await browser.newContext({ ...story.signedIn, viewport: { width, height: 800 } });
      const page = await context.newPage();
      for (const { path } of PAGES) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      }
      await context.close();
    });
  }
});
