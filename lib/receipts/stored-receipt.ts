import type { ComparedName } from "./model-names";
import type { Assignment, PricedReceipt } from "./receipt";

/** A receipt in its place: what the receipts table holds, beside what the sender said. */
export type StoredReceipt = PricedReceipt &
  ComparedName & {
    /** Start day in the project's time zone at the time of writing. */
    day: string;
    assign: Assignment;
    policyVersion: number;
    /** The file that last gave its facts, and the line there; null when it was posted. */
    uploadId: string | null;
    uploadLine: number | null;
    /** UTC ISO 8601. */
    receivedAt: string;
    amendedAt: string | null;
  };
