import type { FieldError } from "../parse-receipt";
import { instantOf } from "./foreign-value";

const NO_TIME = "no_time";

/** A record that says no time at all, rather than one that cannot be read: its sender may say one for it. */
export function noTime(pointer: string): FieldError {
  return { pointer, code: NO_TIME, message: "is missing: say a time for records without one (`started_at`)" };
}

/** Whether a record would be taken if only a time were said for it. */
export function lacksOnlyTime(errors: readonly FieldError[]): boolean {
  return errors.length > 0 && errors.every(({ code }) => code === NO_TIME);
}

/** A time in UTC; where there is none at all, what the sender says of those, if anything. */
export function instantOrSaid(
  value: unknown,
  said: string | null,
  pointer: string,
): { at: string } | { error: FieldError } {
  if (value === undefined || value === null || value === "")
    return said === null ? { error: noTime(pointer) } : { at: said };
  const at = instantOf(value, "utc");
  return at === null ? { error: { pointer, code: "invalid_value", message: "cannot be read as a time" } } : { at };
}
