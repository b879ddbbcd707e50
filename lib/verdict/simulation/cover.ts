import type { Missing, Range } from "../comparison";
import { isMissing } from "../missing";

/** Whether a range holds the truth; one that cannot be given holds nothing. */
export function covers(range: Range | Missing | null, truth: number): boolean {
  return range !== null && !isMissing(range) && range.low <= truth && truth <= range.high;
}
