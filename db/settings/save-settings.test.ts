import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { projectSettings, stepSettings } from "@/lib/verdict/saved-settings";
import type { SettingEdit } from "@/lib/verdict/setting-change";
import { DEFAULT_SETTINGS } from "@/lib/verdict/settings";
import { ensureFirstRun } from "../auth/first-run";
import { getSettings } from "../queries/get-settings";
import { listLastSettingChanges, listSettingChanges } from "../queries/list-setting-changes";
import { projects } from "../schema/projects";
import { settingChanges } from "../schema/setting-changes";
import { settings } from "../schema/settings";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { MAX_STEPS_WITH_SETTINGS, saveSettings } from "./save-settings";

const PROJECT = "default";
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await ensureFirstRun(database.db, { initApiKey: null });
  await database.db.insert(projects).values({ id: "another", name: "Another" });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.delete(settings);
  await database.db.delete(settingChanges);
});

const review = { workflow: "invoices", step: "review" };
const edit = (
  name: SettingEdit["name"],
  value: SettingEdit["value"],
  of = { workflow: "", step: "" },
): SettingEdit => ({
  ...of,
  name,
  value,
});
const save = (edits: SettingEdit[], lookedAt: number | null = null, by = "a key") =>
  saveSettings(database.db, PROJECT, edits, { lookedAt, by });
const read = () => getSettings(database.db, PROJECT);
const history = async () =>
  (await listSettingChanges(database.db, PROJECT, { before: null, limit: 100 })).changes.map(
    ({ number, step, name, before, after, changedBy }) => [number, step, name, before, after, changedBy],
  );

describe("saveSettings", () => {
  it("has the defaults, at version 0, where nothing was set", async () => {
    const saved = await read();
    expect(saved).toEqual({ version: 0, project: {}, steps: [] });
    expect(projectSettings(saved)).toEqual(DEFAULT_SETTINGS);
  });

  it("saves several at once, for the project and for a step over it, each with its line of history", async () => {
    const edits = [edit("lambdaUsd", 4.5), edit("acceptanceMargin", 0.02), edit("lambdaUsd", "auto", review)];
    expect(await save(edits, 0)).toEqual({ ok: true, version: 3, changed: 3 });
    const saved = await read();
    expect(saved).toEqual({
      version: 3,
      project: { lambdaUsd: 4.5, acceptanceMargin: 0.02 },
      steps: [{ ...review, own: { lambdaUsd: "auto" } }],
    });
    expect(projectSettings(saved)).toEqual({ ...DEFAULT_SETTINGS, lambdaUsd: 4.5, acceptanceMargin: 0.02 });
    expect(stepSettings(saved, review)).toEqual({ ...DEFAULT_SETTINGS, acceptanceMargin: 0.02 });
    expect(await history()).toEqual([
      [3, "review", "lambdaUsd", null, "auto", "a key"],
      [2, "", "acceptanceMargin", null, 0.02, "a key"],
      [1, "", "lambdaUsd", null, 4.5, "a key"],
    ]);
  });

  it("takes the same value again for no change, whichever version was looked at", async () => {
    await save([edit("level", 0.9)], 0);
    expect(await save([edit("level", 0.9)], 0)).toEqual({ ok: true, version: 1, changed: 0 });
    expect(await save([edit("hourlyRateUsd", null)], 1)).toEqual({ ok: true, version: 1, changed: 0 });
    expect(await history()).toHaveLength(1);
  });

  it("goes back to what is inherited, and keeps what was in the history", async () => {
    await save([edit("minimumDays", 14), edit("minimumDays", 3, review)]);
    await save([edit("minimumDays", null, review)]);
    const saved = await read();
    expect(saved.steps).toEqual([]);
    expect(stepSettings(saved, review).minimumDays).toBe(14);
    expect((await history())[0]).toEqual([3, "review", "minimumDays", 3, null, "a key"]);
  });

  it("tells whoever comes second what was changed meanwhile, and saves nothing of theirs", async () => {
    await save([edit("lambdaUsd", 4)], 0, "first");
    const second = await save([edit("lambdaUsd", 9), edit("level", 0.9)], 0, "second");
    expect(second).toMatchObject({
      ok: false,
      problem: "changed_meanwhile",
      version: 1,
      meanwhile: [{ name: "lambdaUsd", before: null, after: 4, changedBy: "first" }],
    });
    expect((await read()).project).toEqual({ lambdaUsd: 4 });
    expect(await save([edit("lambdaUsd", 9)], 1, "second")).toMatchObject({ ok: true, version: 2 });
    expect((await history())[0]).toEqual([2, "", "lambdaUsd", 4, 9, "second"]);
  });

  it("lets one of many that save at the same moment through, and numbers no change twice", async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((value) => save([edit("lambdaUsd", value)], 0)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const anyway = await Promise.all([11, 12, 13, 14].map((value) => save([edit("lambdaUsd", value)])));
    expect(anyway.every(({ ok }) => ok)).toBe(true);
    expect((await history()).map(([number]) => number)).toEqual([5, 4, 3, 2, 1]);
  });

  it("keeps projects apart", async () => {
    await saveSettings(database.db, "another", [edit("lambdaUsd", 1)], { lookedAt: 0, by: "x" });
    expect(await read()).toEqual({ version: 0, project: {}, steps: [] });
    expect(await history()).toEqual([]);
  });

  it("refuses more steps than a comparison reads", async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => edit("level", 0.9, { workflow: "w", step: `s${n}` }));
    expect(await save(many(MAX_STEPS_WITH_SETTINGS + 1))).toEqual({ ok: false, problem: "too_many_steps" });
    expect(await save(many(MAX_STEPS_WITH_SETTINGS))).toMatchObject({ ok: true });
    expect(await save([edit("level", 0.8, { workflow: "w", step: "s0" })])).toMatchObject({ ok: true });
    expect((await read()).steps).toHaveLength(MAX_STEPS_WITH_SETTINGS);
  });
});

describe("the history", () => {
  it("is read a page at a time, and by the last change of each setting", async () => {
    for (const value of [1, 2, 3]) await save([edit("lambdaUsd", value), edit("lambdaUsd", value, review)]);
    const first = await listSettingChanges(database.db, PROJECT, { before: null, limit: 4 });
    expect(first.changes.map(({ number }) => number)).toEqual([6, 5, 4, 3]);
    const rest = await listSettingChanges(database.db, PROJECT, { before: first.next, limit: 4 });
    expect(rest.changes.map(({ number }) => number)).toEqual([2, 1]);
    expect(rest.next).toBeNull();
    const last = await listLastSettingChanges(database.db, PROJECT);
    expect(last.map(({ step, after }) => [step, after])).toEqual([
      ["review", 3],
      ["", 3],
    ]);
    expect(last[0]?.changedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("is held by the database: no change that is none, no half a scope", async () => {
    const row = { projectId: PROJECT, number: 1, workflow: "", step: "", name: "level", changedBy: "x" };
    await expect(database.db.insert(settingChanges).values({ ...row, before: 0.9, after: 0.9 })).rejects.toThrow();
    await expect(database.db.insert(settingChanges).values({ ...row, step: "review", after: 0.9 })).rejects.toThrow();
    const { number: _, changedBy: __, ...setting } = row;
    await expect(database.db.insert(settings).values({ ...setting, workflow: "w", value: 0.9 })).rejects.toThrow();
  });
});
