import { type Arm, formatArm } from "@/lib/receipts/arm";

/** An arm for people: the model, and what was recorded with it. */
export type ArmText = { href: string; model: string; detail: string };

/** `gpt-5.5` and `high · fast`; what is not recorded is said only where it tells arms apart. */
export function armText(arm: Arm): ArmText {
  const effort = arm.effort === null ? "all efforts" : arm.effort === "" ? "no effort recorded" : arm.effort;
  const tier = arm.serviceTier === null || arm.serviceTier === "" ? [] : [arm.serviceTier];
  return { href: formatArm(arm), model: arm.model, detail: [effort, ...tier].join(" · ") };
}

/** The models that have several arms, each as one arm that pools them all. */
export function pooledArms<T extends { model: string; runs: number }>(rows: T[]): { arm: Arm; runs: number }[] {
  const models = new Map<string, { arms: number; runs: number }>();
  for (const { model, runs } of rows) {
    const known = models.get(model) ?? { arms: 0, runs: 0 };
    models.set(model, { arms: known.arms + 1, runs: known.runs + runs });
  }
  return [...models]
    .filter(([, { arms }]) => arms > 1)
    .map(([model, { runs }]) => ({ arm: { model, effort: null, serviceTier: null }, runs }));
}

/**
 * Arms as one would name them: without a tier where model and effort have one only, so that the shorter name says
 * the same.
 */
export function distinctArms<T extends { model: string; effort: string; serviceTier: string }>(
  rows: T[],
): (T & { arm: Arm })[] {
  const tiers = new Map<string, Set<string>>();
  const key = (row: T) => `${row.model}\u0001${row.effort}`;
  for (const row of rows) tiers.set(key(row), (tiers.get(key(row)) ?? new Set()).add(row.serviceTier));
  return rows.map((row) => {
    const { model, effort, serviceTier } = row;
    const alone = tiers.get(key(row))?.size === 1;
    return { ...row, arm: { model, effort, serviceTier: alone ? null : serviceTier } };
  });
}
