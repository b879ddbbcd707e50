import { formatPlural } from "@/lib/format";
import type { StepName } from "@/lib/verdict/saved-settings";
import { armParameters, armText, distinctArms } from "./arm-text";
import { stepHref } from "./step-path";
import { type PairArm, upgradePairs } from "./upgrade-pairs";

export type PaletteEntry = { label: string; detail: string; href: string };
export type PaletteGroup = { heading: string; entries: PaletteEntry[] };

/** More than one would scroll through; the rest is found on its page. */
const MOST = 200;

type Project = {
  steps: StepName[];
  arms: PairArm[];
  receipts: { id: string; workflow: string; step: string; model: string }[];
};

/** What a project has that one may want to go to. */
export function paletteView({ steps, arms, receipts }: Project): PaletteGroup[] {
  const groups = [
    {
      heading: "Upgrades",
      entries: upgradePairs(arms).shown.map(({ baseline, candidate, steps }) => ({
        label: `${nameOf(baseline)} → ${nameOf(candidate)}`,
        detail: formatPlural(steps.length, "step"),
        href: `/upgrades/compare?${new URLSearchParams({ baseline: baseline.href, candidate: candidate.href })}`,
      })),
    },
    {
      heading: "Steps",
      entries: steps.map((step) => ({ label: step.step, detail: step.workflow, href: stepHref(step) })),
    },
    {
      heading: "Receipts of an arm",
      entries: distinctArms(arms).map(({ arm, runs }) => ({
        label: nameOf(armText(arm)),
        detail: formatPlural(runs, "run"),
        href: `/receipts?${armParameters(arm)}`,
      })),
    },
    {
      heading: "Latest receipts",
      entries: receipts.map(({ id, workflow, step, model }) => ({
        label: id,
        detail: `${workflow} / ${step} · ${model}`,
        href: `/receipts/${encodeURIComponent(id)}`,
      })),
    },
  ];
  return groups
    .filter(({ entries }) => entries.length > 0)
    .map(({ heading, entries }) => ({ heading, entries: entries.slice(0, MOST) }));
}

function nameOf({ model, detail }: { model: string; detail: string }): string {
  return [model, detail].filter((part) => part !== "").join(" ");
}
