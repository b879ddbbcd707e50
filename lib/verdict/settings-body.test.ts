import { describe, expect, it } from "vitest";
import { savedSettings } from "./saved-settings";
import { parseSettingsBody, settingsBody } from "./settings-body";

const project = { workflow: "", step: "" };
const review = { workflow: "invoices", step: "review" };

describe("parseSettingsBody", () => {
  it("takes null for inherited, and leaves alone what is absent", () => {
    const body = { project: { lambda_usd: 4.5, level: null }, steps: [{ ...review, lambda_usd: "auto" }] };
    expect(parseSettingsBody(body)).toEqual({
      ok: true,
      edits: [
        { ...project, name: "lambdaUsd", value: 4.5 },
        { ...project, name: "level", value: null },
        { ...review, name: "lambdaUsd", value: "auto" },
      ],
    });
    expect(parseSettingsBody({})).toEqual({ ok: true, edits: [] });
  });

  it.each([
    [{ project: { lamda_usd: 4 } }, "/project/lamda_usd", "is no field here"],
    [{ projects: {} }, "/projects", "is no field here"],
    [{ project: { acceptance_margin: 5 } }, "/project/acceptance_margin", "must be above"],
    [{ project: { acceptance_margin: "5%" } }, "/project/acceptance_margin", "must be above"],
    [{ project: [] }, "/project", "must be an object"],
    [{ steps: [{ step: "review", level: 0.9 }] }, "/steps/0/workflow", "must be a text"],
    [{ steps: [{ ...review, step: "", level: 0.9 }] }, "/steps/0/step", "must not be empty"],
    [{ steps: [review, review] }, "/steps/1", "same step"],
    [{ steps: { review } }, "/steps", "must be a list"],
    [undefined, "", "must be a JSON object"],
    [[], "", "must be a JSON object"],
  ])("refuses %j", (body, pointer, message) => {
    const parsed = parseSettingsBody(body);
    expect(parsed).toEqual({
      ok: false,
      errors: [expect.objectContaining({ pointer, message: expect.stringContaining(message) })],
    });
  });
});

describe("settingsBody", () => {
  it("gives all that is set in the shape that is taken, and the defaults beside it", () => {
    const { defaults, ...body } = settingsBody(
      savedSettings(2, [
        { ...project, name: "acceptanceMargin", value: 0.02 },
        { ...review, name: "lambdaUsd", value: "auto" },
      ]),
    );
    expect(body.project).toMatchObject({ acceptance_margin: 0.02, lambda_usd: null });
    expect(body.steps).toEqual([expect.objectContaining({ ...review, lambda_usd: "auto", acceptance_margin: null })]);
    expect(defaults).toMatchObject({ lambda_usd: "auto", acceptance_margin: 0.05, target_runs: 500 });
    const back = parseSettingsBody(body);
    expect(back.ok && back.edits.filter(({ value }) => value !== null)).toHaveLength(2);
  });
});
