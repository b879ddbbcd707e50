import type { NoiseRefusal } from "@/lib/stats/noise-floor";
import type { Missing, MissingCode } from "./comparison";
import { missing } from "./missing";

const REFUSALS: Record<
  NoiseRefusal["refused"],
  { code: MissingCode; message: (have: number, need: number) => string }
> = {
  too_few_units: {
    code: "too_few_units",
    message: (have, need) => `The baseline has ${have} tasks, or runs without one, to split; it takes ${need}.`,
  },
  too_few_accepted: {
    code: "too_few_accepted",
    message: (_, need) => `Split in two, a half of the baseline mostly has fewer than ${need} accepted artifacts.`,
  },
  no_common_steps: {
    code: "no_common_steps",
    message: () => "Split in two, the baseline mostly has no step that both halves did five times.",
  },
  not_reported: { code: "not_reported", message: () => "No run of the baseline that was read has a known cost." },
  unbounded: {
    code: "unbounded",
    message: () => "Split in two, a half of the baseline often accepts nothing or costs nothing.",
  },
};

/** Why the statistics gave no spread, in words. */
export function refused({ refused: why, have, need }: NoiseRefusal): Missing {
  const { code, message } = REFUSALS[why];
  return missing(code, message(have, need), { have, need });
}
