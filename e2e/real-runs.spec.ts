import { readFileSync } from "node:fs";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { auth, type Counts, getJson } from "./support/api";
import { readPublished, readRuns, runsFile, SKIP_REASON, sharedData } from "./support/shared-data";
import { signIn } from "./support/sign-in";

type Estimate = { value: number; low: number; high: number; n: number } | { missing: string };
type Row = {
  key: Record<string, string>;
  runs: number;
  status: { accepted: number };
  known: { cost_usd: number };
  sums: Record<string, number>;
  acceptance_rate: Estimate;
  cost_per_accepted_usd: Estimate;
};

const STATUS_OF_ACCEPTED = { path: "accepted", values: { true: "accepted", false: "rejected", null: "errored" } };
const COMMON = {
  id: "id",
  started_at: "ts",
  step: "step",
  model: "model",
  effort: "effort",
  status: STATUS_OF_ACCEPTED,
  "usage.input_tokens": "input_tokens",
  "usage.cache_read_tokens": "cached_input_tokens",
  "usage.output_tokens": "output_tokens",
  cost_usd: "cost_usd",
  tool_calls: "tool_calls",
  stopped_early: "stopped_early",
};

async function upload(request: APIRequestContext, name: string, mapping: object): Promise<Counts> {
  const query = new URLSearchParams({ filename: `${name}.ndjson.gz`, mapping: JSON.stringify(mapping) });
  const response = await request.post(`/api/uploads?${query}`, { headers: auth, data: readFileSync(runsFile(name)) });
  expect(response.status(), await response.text()).toBe(201);
  return response.json();
}

async function metrics(request: APIRequestContext, query: string): Promise<Row[]> {
  return (await getJson<{ rows: Row[] }>(request, `/api/metrics?${query}`)).rows;
}

function value(estimate: Estimate): number | null {
  return "value" in estimate ? estimate.value : null;
}

test.describe("real runs", () => {
  test.skip(sharedData === null, SKIP_REASON);
  test.describe.configure({ mode: "serial" });

  test("WolfBench, in the browser: the published table comes out, and the dearer model pays off", async ({
    page,
    request,
  }) => {
    await signIn(page);
    await page.getByRole("link", { name: "Uploads" }).first().click();
    await page.getByLabel("Choose a file").setInputFiles(runsFile("wolfbench_gpt54_gpt55"));
    await expect(
      page.getByText("2,314", { exact: false }).or(page.getByText("terminal-bench@2.0").first()),
    ).toBeVisible();
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    const result = page.getByRole("region", { name: "Result" });
    await expect(result).toContainText("2,314", { timeout: 60_000 });

    const rows = await metrics(request, "step=terminal-bench%402.0&group_by=model,effort");
    const table = [
      ["gpt-5.4", "", 196, 44.04, 783.74, 4.0, 67, 445],
      ["gpt-5.4", "xhigh", 307, 68.99, 512.88, 1.67, 51, 445],
      ["gpt-5.5", "", 308, 69.21, 304.77, 0.99, 12, 445],
      ["gpt-5.5", "xhigh", 342, 76.85, 497.95, 1.46, 28, 440],
    ] as const;
    for (const [model, effort, accepted, rate, cost, perAccepted, timedOut, priced] of table) {
      const row = rows.find((each) => each.key.model === model && (each.key.effort ?? "") === effort);
      expect(row, `${model} ${effort}`).toBeDefined();
      if (!row) continue;
      expect(row.runs).toBe(445);
      expect(row.status.accepted).toBe(accepted);
      expect((100 * (value(row.acceptance_rate) ?? -1)).toFixed(2)).toBe(rate.toFixed(2));
      expect((row.sums.cost_usd ?? -1).toFixed(2)).toBe(cost.toFixed(2));
      expect((value(row.cost_per_accepted_usd) ?? -1).toFixed(2)).toBe(perAccepted.toFixed(2));
      expect(row.sums.stopped_early).toBe(timedOut);
      expect(row.known.cost_usd).toBe(priced);
    }

    await page.goto("/upgrades/compare?baseline=gpt-5.4~unset&candidate=gpt-5.5~unset&step=terminal-bench%402.0");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/pays off/i);
    for (const figure of ["44.0", "69.2", "$4.00", "$0.99"]) {
      await expect(page.getByRole("main")).toContainText(figure);
    }
    const noise = page.getByRole("region", { name: "How much is noise?" });
    await expect(noise).toContainText(/gpt-5\.4 differs from itself by (up to ±|−)\d+\s%.*: (far )?outside\./);
    await expect(noise).toContainText("all 445 runs");
    await expect(noise.getByRole("row", { name: /^Cost per accepted artifact/ })).toContainText(/−7\d\s%/);

    await page.goto("/?step=terminal-bench%402.0");
    for (const figure of ["$783.74", "$512.88", "$304.77", "$497.95", "440"]) {
      await expect(page.getByRole("main")).toContainText(figure);
    }
  });

  test("WolfBench: the baseline against itself, on request", async ({ request }) => {
    type Answer = { noise_floor?: { units: number; runs: number; acceptance_rate: { low: number; high: number } } };
    const query = "baseline=gpt-5.4~unset&candidate=gpt-5.5~unset&step=terminal-bench%402.0";
    const ask = (more: string) => getJson<Answer>(request, `/api/comparisons?${query}${more}`);
    expect(await ask("")).not.toHaveProperty("noise_floor");
    const { noise_floor: floor } = await ask("&noise_floor=true");
    expect(floor?.runs).toBe(445);
    expect(floor?.acceptance_rate.high).toBeGreaterThan(0.02);
    expect(floor?.acceptance_rate.low).toBe(-(floor?.acceptance_rate.high ?? 0));
    expect(await ask("&noise_floor=true")).toEqual(await ask("&noise_floor=true"));
    const wrong = await request.get(`/api/comparisons?${query}&noise_floor=maybe`, { headers: auth });
    expect(wrong.status()).toBe(400);
  });

  test("WolfBench: the verdict is an evaluation, better and four times cheaper, at a glance and whole", async ({
    request,
  }) => {
    const work = "step=terminal-bench%402.0";
    type Row = {
      baseline: string;
      candidate: string;
      design: string;
      candidates_of_baseline: number;
      verdict: { kind: string };
    };
    const rows: Row[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor === null ? "" : `&cursor=${cursor}`;
      const page: { verdicts: Row[]; next_cursor: string | null } = await getJson(
        request,
        `/api/verdicts?${work}&limit=4${after}`,
      );
      rows.push(...page.verdicts);
      cursor = page.next_cursor;
    } while (cursor !== null);
    const pairs = rows.map(({ baseline, candidate }) => `${baseline} → ${candidate}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    const upgrade = rows.find((row) => row.baseline === "gpt-5.4~unset" && row.candidate === "gpt-5.5~unset");
    expect(upgrade).toMatchObject({ design: "evaluation", verdict: { kind: "pays_off", sub: "dominant", grade: "A" } });
    expect(upgrade?.candidates_of_baseline).toBe(rows.filter(({ baseline }) => baseline === "gpt-5.4~unset").length);

    type Range = { value: number; low: number; high: number };
    const { overall } = await getJson<{
      overall: {
        verdict: { cost_per_accepted_change: Range & { any_day: Range }; break_even_price_ratio: Range };
        economics: { quadrant: string; quadrant_chances: { better_cheaper: number }; acceptability: object[] };
      };
    }>(request, `/api/comparisons?baseline=gpt-5.4~unset&candidate=gpt-5.5~unset&${work}`);
    expect(overall.verdict.cost_per_accepted_change.value).toBeCloseTo(304.77 / 308 / (783.74 / 196) - 1, 4);
    expect(overall.verdict.cost_per_accepted_change.any_day.high).toBeLessThan(0);
    expect(overall.economics.quadrant).toBe("better_cheaper");
    expect(overall.economics.quadrant_chances.better_cheaper).toBeGreaterThan(0.99);
    expect(overall.economics.acceptability.length).toBeGreaterThan(10);
  });

  test("WolfBench at another price, by the slider: the verdict follows, the break-even ratio stays", async ({
    page,
  }) => {
    await signIn(page);
    const question = "baseline=gpt-5.4~unset&candidate=gpt-5.5~unset&step=terminal-bench%402.0";
    await page.goto(`/upgrades/compare?${question}`);
    const card = page.getByRole("region", { name: "Up to what price?" });
    const turns = /pays for sure up to [\d.]+×.*comes out even at [\d.]+×.*surely does not pay above [\d.]+×/.exec(
      (await card.textContent()) ?? "",
    )?.[0];
    const slider = card.getByRole("slider");
    await slider.focus();
    await slider.press("End");
    await expect(page).toHaveURL(/price_ratio=10/);
    await expect(page.getByText("Read as if gpt-5.5 cost 10× its price")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("does not pay against");
    await expect(card).toContainText(turns ?? "no price at which it comes out even");
    await page.goto(`/upgrades/compare?${question}&price_ratio=0`);
    await expect(page.getByRole("main")).toContainText("price_ratio must lie between");
  });

  test("WolfBench again changes no figure", async ({ request }) => {
    const query = "step=terminal-bench%402.0&group_by=model,effort";
    const before = await metrics(request, query);
    const mapping = { ...COMMON, task_id: "x.task", workflow: "source" };
    const counts = await upload(request, "wolfbench_gpt54_gpt55", mapping);
    expect(counts.received).toBe(2314);
    expect(counts.inserted).toBe(0);
    expect(await metrics(request, query)).toHaveLength(before.length);
    const after = await metrics(request, query);
    expect(after.map((row) => [row.key, row.runs, row.sums.cost_usd])).toEqual(
      before.map((row) => [row.key, row.runs, row.sums.cost_usd]),
    );
  });

  test("WolfBench: every published run of its own table", async ({ request }) => {
    const mapping = {
      ...COMMON,
      id: "nothing.here",
      workflow: { const: "wolfbench-by-run" },
      lane: "x.config",
      harness: "x.run",
    };
    const { id: _, ...withoutId } = mapping;
    expect((await upload(request, "wolfbench_gpt54_gpt55", withoutId)).inserted).toBe(2314);
    const rows = await metrics(request, "workflow=wolfbench-by-run&group_by=lane,harness");
    const published = readPublished<{
      figures: { config: string; run: string; n_total_trials: number; mean_reward: number }[];
    }>("wolfbench_gpt54_gpt55");
    expect(published.figures.length).toBeGreaterThan(20);
    for (const figure of published.figures) {
      const row = rows.find((each) => each.key.lane === figure.config && each.key.harness === figure.run);
      expect(row?.runs, `${figure.config} ${figure.run}`).toBe(figure.n_total_trials);
      expect(row && value(row.acceptance_rate)).toBeCloseTo(figure.mean_reward, 9);
    }
  });

  test("llm_agent_bench: every published run comes out, in counts, tokens and dollars", async ({ request }) => {
    type Published = {
      figures: {
        runId: string;
        aggregate: {
          cases: number;
          success: number;
          totalCostUsd: number;
          /** Not given for every run. */
          usage: { promptTokens: number; cachedTokens: number; responseTokens: number; thinkingTokens: number } | null;
        };
        /** Not every published run breaks its figures down. */
        perModelTask?: {
          model: string;
          taskId: string;
          runs: number;
          passCount: number;
          avgCostUsd: number;
          avgToolCalls: number;
        }[];
      }[];
    };
    const mapping = {
      ...COMMON,
      workflow: { const: "llm-agent-bench" },
      harness: "x.run_id",
      validation_failures: "validation_failures",
      "usage.reasoning_tokens": "x.thinking_tokens",
    };
    const counts = await upload(request, "llm_agent_bench", mapping);
    expect([counts.received, counts.rejected]).toEqual([630, []]);
    const runs = await metrics(request, "workflow=llm-agent-bench&group_by=harness");
    const tasks = await metrics(request, "workflow=llm-agent-bench&group_by=harness,model,step");
    let compared = 0;
    for (const figure of readPublished<Published>("llm_agent_bench").figures) {
      const { aggregate } = figure;
      const row = runs.find((each) => each.key.harness === figure.runId);
      expect(row?.runs, figure.runId).toBe(aggregate.cases);
      expect(row?.status.accepted).toBe(aggregate.success);
      expect(row?.sums.cost_usd).toBeCloseTo(aggregate.totalCostUsd, 6);
      if (aggregate.usage) {
        expect(row?.sums.input_tokens).toBe(aggregate.usage.promptTokens);
        expect(row?.sums.cache_read_tokens).toBe(aggregate.usage.cachedTokens);
      }
      for (const task of figure.perModelTask ?? []) {
        compared += 1;
        const own = tasks.find(
          (each) => each.key.harness === figure.runId && each.key.model === task.model && each.key.step === task.taskId,
        );
        expect(own?.runs).toBe(task.runs);
        expect(own?.status.accepted).toBe(task.passCount);
        expect((own?.sums.cost_usd ?? 0) / task.runs).toBeCloseTo(task.avgCostUsd, 6);
        expect((own?.sums.tool_calls ?? 0) / task.runs).toBeCloseTo(task.avgToolCalls, 6);
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test("tau_airline: a file without times needs one from the user, and gives the published pass^1", async ({
    request,
  }) => {
    const timeless = { ...COMMON, workflow: { const: "tau-bench" }, task_id: "x.task" };
    const query = new URLSearchParams({ filename: "tau.ndjson.gz", mapping: JSON.stringify(timeless) });
    const refused = await request.post(`/api/uploads?${query}`, {
      headers: auth,
      data: readFileSync(runsFile("tau_airline_gpt4o")),
    });
    expect(refused.status()).toBe(422);
    expect(JSON.stringify(await refused.json())).toContain("started_at");

    const counts = await upload(request, "tau_airline_gpt4o", {
      ...timeless,
      started_at: { const: "2024-06-20T00:00:00Z" },
    });
    expect([counts.received, counts.inserted, counts.unpriced]).toEqual([200, 200, 200]);
    const [row] = await metrics(request, "workflow=tau-bench&group_by=model");
    const published = readPublished<{ figures: { "pass^1": number } }>("tau_airline_gpt4o").figures["pass^1"];
    expect(row && value(row.acceptance_rate)).toBeCloseTo(published, 9);
    expect(row?.cost_per_accepted_usd).toHaveProperty("missing");
    expect(row?.sums.tool_calls).toBe(
      readRuns("tau_airline_gpt4o").reduce((sum, run) => sum + (run.tool_calls ?? 0), 0),
    );
  });
});
