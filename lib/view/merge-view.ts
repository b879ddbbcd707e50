import { formatCount, formatPlural } from "@/lib/format";

type MergedArm = { model: string; effort: string | null; serviceTier: string | null; moved: number; there: number };

/** Arm by arm what a merge would move, in words. */
export type MergeView = { sentence: string; arms: { arm: string; moved: string; there: string }[] };

/** `forecast` is null where counting took too long. */
export function mergeView(sent: string, forecast: { runs: number; arms: MergedArm[] } | null): MergeView {
  if (!forecast) return { sentence: "Counting these runs takes too long here. It may be merged without.", arms: [] };
  const { runs, arms } = forecast;
  if (runs === 0) {
    return { sentence: `No stored run would move: none is sent as ${sent}, or all are compared so already.`, arms: [] };
  }
  const meeting = arms.filter(({ there }) => there > 0).length;
  return {
    sentence:
      `${formatPlural(runs, "run")} would move into ${formatPlural(arms.length, "arm")}` +
      (meeting === 0
        ? ", none of which has runs yet."
        : `; ${formatCount(meeting)} of them ${meeting === 1 ? "has" : "have"} runs already.`),
    arms: arms.map(({ model, effort, serviceTier, moved, there }) => ({
      arm: [model, effort ?? "no effort recorded", serviceTier].filter(Boolean).join(" · "),
      moved: formatCount(moved),
      there: formatCount(there),
    })),
  };
}
