/** `18 % to 43 %`: both ends of a range in the words of its value. */
export function rangeText(range: { low: number; high: number }, format: (value: number) => string): string {
  // The unit stands beside the value already.
  return `${format(range.low)} to ${format(range.high)}`.replaceAll(" points", "");
}
