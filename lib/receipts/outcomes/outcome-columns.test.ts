import { expect, it } from "vitest";
import { areOutcomes, TEMPLATE_COLUMNS } from "./outcome-columns";

const VALUES: Record<string, string> = { status: "Accepted", timestamp: "2026-11-02T09:30:00Z" };
const record = (...names: string[]) => Object.fromEntries(names.map((name) => [name, VALUES[name] ?? "x"]));

it.each([
  [["id", "status"], true],
  [["task_id", "human_edits"], true],
  [["id", "labels.by"], true],
  [["id", "status", "reviewer", "notes"], true],
  [["task_id", "model", "effort", "status"], true],
  [TEMPLATE_COLUMNS, true],
  // A log that was never mapped.
  [["task_id", "model", "status", "prompt"], false],
  // It says when: a run.
  [["id", "status", "timestamp"], false],
  [["id", "started_at", "workflow", "step", "model", "status"], false],
  // No run is named, or nothing is said of it.
  [["status", "human_edits"], false],
  [["id", "task_id", "workflow", "step"], false],
])("takes %j for outcomes: %j", (names, expected) => {
  expect(areOutcomes([record(...names)])).toBe(expected);
});

it("leaves a log alone whose statuses are not ours", () => {
  expect(areOutcomes([{ id: "1", status: "success", latency: 3 }])).toBe(false);
  expect(areOutcomes([{ id: "1", status: "rejected" }, { id: "2", status: "oops" }, { id: "3" }])).toBe(true);
});

it("looks at the columns of all records, since an empty field is absent", () => {
  expect(areOutcomes([record("id"), record("task_id", "first_pass")])).toBe(true);
  expect(areOutcomes([record("id", "status"), record("id", "status", "started_at")])).toBe(false);
});
