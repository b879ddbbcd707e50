import { describe, expect, it } from "vitest";
import { savedSettings, WHOLE_PROJECT } from "@/lib/verdict/saved-settings";
import type { SettingChange } from "@/lib/verdict/setting-change";
import { changeRow, changeSentence, ownTermsRows, ownTermsSentence, settingsForm } from "./settings-view";

const review = { workflow: "invoices", step: "review" };
const saved = savedSettings(3, [
  { ...WHOLE_PROJECT, name: "acceptanceMargin", value: 0.025 },
  { ...review, name: "lambdaUsd", value: 9 },
  { ...review, name: "acceptanceMargin", value: 0.1 },
]);
const changed: SettingChange = {
  ...WHOLE_PROJECT,
  number: 1,
  name: "acceptanceMargin",
  before: null,
  after: 0.025,
  changedAt: "2026-11-12T23:30:00.000Z",
  changedBy: "signed in",
};
const plain = (text: string | null | undefined) => text?.replaceAll("\u202f", " ");

const field = (of: typeof review, name: string) =>
  settingsForm(saved, [changed], of, () => "2026-11-13")
    .groups.flatMap(({ fields }) => fields)
    .find((each) => each.name === name);

describe("settingsForm", () => {
  it("has every setting, with what is set as one would type it, and what holds where it is left empty", () => {
    const form = settingsForm(saved, [], WHOLE_PROJECT, () => "");
    expect([form.path, form.version, form.groups.flatMap(({ fields }) => fields)]).toEqual([
      "",
      3,
      expect.objectContaining({ length: 7 }),
    ]);
    const margin = field(WHOLE_PROJECT, "acceptanceMargin");
    expect(margin).toMatchObject({ typed: "2.5%", placeholder: "5%", unit: "as 5% or 0.05" });
    expect(plain(margin?.inherited)).toBe("Left empty: 5 %, the default.");
    expect(margin?.changed).toBe("Changed on 13 Nov 2026 by someone signed in.");
    expect(field(WHOLE_PROJECT, "lambdaUsd")).toMatchObject({ typed: "", placeholder: "auto", changed: null });
  });

  it("has what a step inherits from the project", () => {
    expect(field(review, "acceptanceMargin")).toMatchObject({ typed: "10%", placeholder: "2.5%", changed: null });
    expect(plain(field(review, "acceptanceMargin")?.inherited)).toBe("Left empty: 2.5 %, as the project.");
    expect(field(review, "lambdaUsd")).toMatchObject({ typed: "9", placeholder: "auto" });
  });
});

describe("what is set and was changed, in words", () => {
  it("names a step's own terms", () => {
    const [row] = ownTermsRows(saved);
    expect(row).toMatchObject({ ...review, path: "invoices/review" });
    expect(row?.terms.map(({ label, value }) => `${label}: ${plain(value)}`)).toEqual([
      "Value of an accepted artifact: $9",
      "Tolerated loss of acceptance: 10 %",
    ]);
    expect(plain(ownTermsSentence({ lambdaUsd: null, level: 0.999 }))).toBe(
      "Judged by its own terms: value of an accepted artifact auto and level of the ranges 99.9 %.",
    );
  });

  it("says where a setting came from and went", () => {
    expect(plain(changeRow(changed).before)).toBe("5 %, the default");
    expect(changeRow({ ...changed, ...review, after: null, before: 0.1 })).toMatchObject({
      step: review,
      after: "as the project",
      when: "12 Nov 2026, 23:30 UTC",
    });
    expect(plain(changeSentence({ ...changed, ...review, changedBy: "ci" }))).toBe(
      "Tolerated loss of acceptance of invoices / review: as the project → 2.5 %, by the key “ci”, 12 Nov 2026, 23:30 UTC.",
    );
  });
});
