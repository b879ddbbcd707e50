/** What a run of a step may cost at most in means and variances, nano-US$ (spec section 10, winsorising). */
export type CostCap = { workflow: string; step: string; capNanoUsd: number };

/** The cap of a step, null where it has none. */
export type CapOf = (at: { workflow: string; step: string }) => number | null;

export const NO_CAPS: CapOf = () => null;

export function capsByStep(caps: readonly CostCap[]): CapOf {
  if (caps.length === 0) return NO_CAPS;
  const key = ({ workflow, step }: { workflow: string; step: string }) => `${workflow}\u0001${step}`;
  const byStep = new Map(caps.map((cap) => [key(cap), cap.capNanoUsd]));
  return (at) => byStep.get(key(at)) ?? null;
}
