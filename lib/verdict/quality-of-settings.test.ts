import { describe, expect, it } from "vitest";
import { settingsChangedNotes, type TermsHistory, whatIfNote } from "./quality-of-settings";

const project = { workflow: "", step: "" };
const review = { workflow: "invoices", step: "review" };
const draft = { workflow: "invoices", step: "draft" };

type Change = TermsHistory["changes"][number];
let number = 0;
function change(day: string, more: Partial<Change> = {}): Change {
  number += 1;
  const base = { ...project, name: "lambdaUsd", before: null, after: 4, changedBy: "signed in" } as const;
  return { ...base, number, day, changedAt: `${day}T09:00:00.000Z`, ...more };
}

const compared = { design: "live", steps: [review, draft], firstDay: "2026-11-02" } as const;
const notes = (changes: Change[], history: Partial<TermsHistory> = {}, more: Partial<typeof compared> | object = {}) =>
  settingsChangedNotes({ changes, onlyStep: null, whatIf: [], ...history }, { ...compared, ...more });

describe("settingsChangedNotes", () => {
  it("names a change after the first compared day, and none on it or before", () => {
    expect(notes([change("2026-11-02")])).toEqual([]);
    expect(notes([change("2026-11-12")])).toEqual([
      {
        code: "settings_changed",
        severity: "info",
        message:
          "The value of an accepted artifact was changed on 12 Nov 2026 by someone signed in: " +
          "ranges that are safe to check any day are so from then on.",
        steps: [],
      },
    ]);
  });

  it("names the key that made it", () => {
    expect(notes([change("2026-11-12", { changedBy: "ci" })])[0]?.message).toContain("by the key “ci”");
  });

  it("says in one sentence what one person changed on one day", () => {
    const messages = notes([
      change("2026-11-12"),
      change("2026-11-12", { name: "level" }),
      change("2026-11-12", { name: "acceptanceMargin" }),
      change("2026-11-13", { name: "targetRuns" }),
    ]).map(({ message }) => message);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatch(
      /^The value of an accepted artifact, the tolerated loss of acceptance and the level of the ranges were changed on 12/,
    );
    expect(messages[1]).toMatch(/^The planned number of runs was changed on 13/);
  });

  it("names the steps whose own terms changed, and no step that is not compared", () => {
    const changes = [
      change("2026-11-12", { ...review, name: "acceptanceMargin" }),
      change("2026-11-14", { ...draft, name: "acceptanceMargin" }),
      change("2026-11-15", { workflow: "mail", step: "sort", name: "acceptanceMargin" }),
    ];
    expect(notes(changes)).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(
          "loss of acceptance of invoices / draft and invoices / review was changed, last on 14 Nov 2026",
        ),
        steps: ["invoices / draft", "invoices / review"],
      }),
    ]);
  });

  it("leaves out what does not enter: made up for this look, or of days where days do not count", () => {
    expect(notes([change("2026-11-12")], { whatIf: ["lambdaUsd"] })).toEqual([]);
    const waiting = [change("2026-11-12", { name: "maturityDays" })];
    expect(notes(waiting)).toHaveLength(1);
    expect(notes(waiting, {}, { design: "evaluation" })).toEqual([]);
  });

  it("leaves out the project's change where the only step has its own, and not once that is gone", () => {
    const ofProject = change("2026-11-12");
    const only = { onlyStep: review };
    expect(notes([ofProject, change("2026-11-01", review)], only)).toEqual([]);
    expect(notes([ofProject, change("2026-11-01", { ...review, before: 3, after: null })], only)).toHaveLength(1);
    expect(notes([ofProject, change("2026-11-01", review)])).toHaveLength(1);
  });

  it("has nothing to say where nothing is compared", () => {
    expect(notes([change("2026-11-12")], {}, { firstDay: null })).toEqual([]);
  });
});

describe("whatIfNote", () => {
  it("says that terms of one look are none to rely on", () => {
    expect(whatIfNote({ whatIf: [] })).toEqual([]);
    expect(whatIfNote({ whatIf: ["lambdaUsd", "level"] })).toEqual([
      expect.objectContaining({
        code: "what_if",
        severity: "warn",
        message: expect.stringMatching(
          /^These terms are not the project’s saved ones: .* artifact and level of the ranges\.$/,
        ),
      }),
    ]);
  });
});
