import { type Arm, formatArm } from "@/lib/receipts/arm";

/** An arm for people: the model, and what was recorded with it. */
export type ArmText = { href: string; model: string; detail: string };

/** `gpt-5.5` and `high · fast`; what is not recorded is said only where it tells arms apart. */
export function armText(arm: Arm): ArmText {
  const effort = arm.effort === null ? "all efforts" : arm.effort === "" ? "no effort recorded" : arm.effort;
  const tier = arm.serviceTier === null || arm.serviceTier === "" ? [] : [arm.serviceTier];
  return { href: formatArm(arm), model: arm.model, detail: [effort, ...tier].join(" · ") };
}
