import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/time";
import { type CompareInput, compareArms } from "./compare-arms";
import { isMissing } from "./missing";
import { cellOfRun } from "./testing/cells";
import { TEST_SETTINGS } from "./testing/settings";
import { isDecided, type Trend, trendOf } from "./trend";

/** `perDay` runs of each arm on each of `days` days; the candidate costs `share` of the baseline. */
function input(days: number, perDay: number, share: number, settings = TEST_SETTINGS): CompareInput {
  const arm = (cost: number) =>
    Array.from({ length: days * perDay }, (_, index) => {
      const day = addDays("2026-06-01", Math.floor(index / perDay));
      const costNano = BigInt(Math.round(cost * (0.9 + 0.05 * (index % 5)) * 1e9));
      return cellOfRun({ step: "a", day, cluster: day, costNano, status: index % 4 === 0 ? "rejected" : "accepted" });
    });
  return {
    baseline: "old",
    candidate: "new",
    baselineCells: arm(0.1),
    candidateCells: arm(0.1 * share),
    settings,
    today: addDays("2026-06-01", days + settings.maturityDays),
  };
}

function trend(of: CompareInput, most?: number): Trend {
  const found = trendOf(of, most);
  if (isMissing(found)) throw new Error(found.message);
  return found;
}

describe("trendOf", () => {
  it("ends at the comparison itself", () => {
    const of = input(30, 12, 0.5);
    const last = trend(of).looks.at(-1);
    const { verdict } = compareArms(of).overall;
    expect(last).toMatchObject({
      day: "2026-06-30",
      kind: verdict.kind,
      netBenefitUsd: verdict.netBenefitUsd,
      costPerAcceptedChange: verdict.costPerAcceptedChange,
    });
  });

  it("is at each look what the comparison was with the runs up to that day", () => {
    const of = input(30, 12, 0.5);
    for (const look of trend(of).looks.filter((_, index) => index % 7 === 0)) {
      const today = addDays(look.day, of.settings.maturityDays);
      expect(look.kind).toBe(compareArms({ ...of, today }).overall.verdict.kind);
    }
  });

  it("narrows, and names the first day with a verdict, however few looks are taken", () => {
    const of = input(90, 12, 0.5);
    const daily = trend(of, 90);
    const { decided, looks, changes } = daily;
    if (!decided) throw new Error("half the cost for the same is decided within 90 days");
    const before = looks.filter(({ day }) => day < decided.day);
    expect(before.length).toBeGreaterThan(0);
    expect(before.some(({ kind }) => isDecided(kind))).toBe(false);
    expect(changes.at(0)?.from).toBe("insufficient_data");
    for (const most of [2, 5, 11]) expect(trend(of, most).decided).toEqual(decided);
    const widths = looks.flatMap(({ costPerAcceptedChange: change }) =>
      isMissing(change) || change.anyDay === null ? [] : [change.anyDay.high - change.anyDay.low],
    );
    expect(widths.at(-1)).toBeLessThan((widths[0] ?? 0) / 2);
  });

  it("says that nothing is decided while nothing differs", () => {
    expect(trend(input(10, 6, 1)).decided).toBeNull();
  });

  it("begins where both arms have runs", () => {
    const of = input(20, 12, 0.5);
    const late = of.candidateCells.filter(({ day }) => day >= "2026-06-11");
    expect(trend({ ...of, candidateCells: late }).looks[0]?.day).toBe("2026-06-11");
  });

  it("takes no more looks than asked, and one for the first decided day", () => {
    expect(trend(input(90, 12, 0.5), 5).looks.length).toBeLessThanOrEqual(6);
  });

  it("gives its reason in an evaluation, and where nothing has matured", () => {
    expect(trendOf(input(5, 5, 1, { ...TEST_SETTINGS, design: "evaluation" }))).toMatchObject({
      missing: "not_applicable",
    });
    expect(trendOf({ ...input(5, 5, 1), today: "2026-06-03" })).toMatchObject({ missing: "no_runs" });
    expect(trendOf({ ...input(5, 5, 1), candidateCells: [] })).toMatchObject({ missing: "no_runs" });
  });
});
