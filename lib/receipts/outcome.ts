import type { z } from "zod";
import type { Receipt } from "./receipt";
import type { outcomeSchema } from "./receipt-schema";

/** What may still become known of a run, as one value each. */
export const OUTCOME_VALUES = [
  "retries",
  "validationFailures",
  "humanEdits",
  "humanMilliMinutes",
  "firstPass",
  "stoppedEarly",
  "stopReason",
] as const satisfies readonly (keyof Receipt)[];
/** What may still become known of a run. */
export const OUTCOME_FIELDS = ["status", ...OUTCOME_VALUES, "labels"] as const satisfies readonly (keyof Receipt)[];

/** Absent changes nothing; nothing becomes unknown again by it. */
export type Outcome = Partial<Pick<Receipt, (typeof OUTCOME_FIELDS)[number]>>;

/** An outcome as it was sent, validated; what is absent or null there is left out. */
export function outcomeOf(wire: z.infer<typeof outcomeSchema>): Outcome {
  const outcome = {
    status: wire.status,
    retries: wire.retries,
    validationFailures: wire.validation_failures,
    humanEdits: wire.human_edits,
    humanMilliMinutes: wire.human_minutes == null ? null : Math.round(wire.human_minutes * 1_000),
    firstPass: wire.first_pass,
    stoppedEarly: wire.stopped_early,
    stopReason: wire.stop_reason,
    labels: wire.labels,
  };
  return Object.fromEntries(Object.entries(outcome).filter(([, value]) => value !== null && value !== undefined));
}
