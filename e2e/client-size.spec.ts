import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { PAGES } from "./support/pages";
import { type Story, startStory } from "./support/story";

/** Bytes of gzip: what a page of the same Next version with nothing on it loads, and what ours may add to it. */
const BARE_BYTES = 135_000;
const WITHOUT_CHARTS = 45_000;
const WITH_CHARTS = 140_000;

test.describe("client JavaScript", () => {
  test.describe.configure({ mode: "serial", timeout: 240_000 });
  let story: Story;
  test.beforeAll(async ({ browser }) => {
    test.setTimeout(400_000);
    story = await startStory(browser);
  });
  test.afterAll(() => story.stop());

  for (const { path, hasChart } of PAGES) {
    test(`${path} is within its budget`, async ({ browser }) => {
      const context = await browser.newContext(story.signedIn);
      const page = await context.newPage();
      const scripts: Promise<number>[] = [];
      page.on("response", (response) => {
        if (response.url().endsWith(".js")) scripts.push(response.body().then((body) => gzipSync(body).length));
      });
      await page.goto(path, { waitUntil: "networkidle" });
      const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
      console.log(
        `${path}: ${Math.round(bytes / 1_000)} kB, ${Math.round((bytes - BARE_BYTES) / 1_000)} over a bare page`,
      );
      expect(bytes - BARE_BYTES).toBeLessThanOrEqual(hasChart ? WITH_CHARTS : WITHOUT_CHARTS);
      await context.close();
    });
  }
});
