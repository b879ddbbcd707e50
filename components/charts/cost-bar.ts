/** A bar with its range, in the colour of its arm. */
export type CostBar = { name: string; detail: string; colour: string; value: number; low: number; high: number };

const ROW_HEIGHT = 46;
const AXIS_HEIGHT = 34;

/** Pixels that so many bars take, which are known before they are drawn. */
export function costBarsHeight(bars: number): number {
  return bars * ROW_HEIGHT + AXIS_HEIGHT;
}
