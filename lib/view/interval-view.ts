import type { Range } from "@/lib/verdict/comparison";

/** A difference as it is drawn: today's range inside the one that is safe to check any day, and what it means. */
export type Interval = {
  value: number;
  today: Range;
  anyDay: Range | null;
  /** Good or bad only where the any-day range excludes no difference, and more of it is better or worse. */
  tone: "good" | "bad" | "neutral";
};

export function intervalOf(
  difference: Range & { value: number; anyDay: Range | null },
  direction: 1 | -1 | 0,
): Interval {
  const { value, low, high, anyDay } = difference;
  const sign = anyDay === null ? 0 : anyDay.low > 0 ? 1 : anyDay.high < 0 ? -1 : 0;
  const meaning = sign * direction;
  return { value, today: { low, high }, anyDay, tone: meaning > 0 ? "good" : meaning < 0 ? "bad" : "neutral" };
}
