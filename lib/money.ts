/** Money is integer nano-US$ wherever it is stored or added; a double only where it is shown or estimated. */
export const NANO_PER_USD = 1_000_000_000;

/** US$ to integer nano-US$, to the nearest; null if the result is not a safe integer (above about $9 million). */
export function usdToNano(usd: number): number | null {
  const nano = Math.round(usd * NANO_PER_USD);
  return Number.isSafeInteger(nano) ? nano : null;
}

/** Nano-US$ to US$ as a double, exact to the double's own precision. */
export function nanoToUsd(nano: number | bigint): number {
  if (typeof nano === "number") return nano / NANO_PER_USD;
  const per = BigInt(NANO_PER_USD);
  return Number(nano / per) + Number(nano % per) / NANO_PER_USD;
}
