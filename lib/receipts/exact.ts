/**
 * An exact integer: a double while that is exact (below 2^53), a big integer beyond. Each value has one form, so that
 * equal ones are `===`. Most sums of a cell are small, and doubles add up many times faster than big integers.
 */
export type Exact = number | bigint;

/** The form that a value has. */
export function exact(value: bigint): Exact {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** A decimal integer, as PostgreSQL writes it. */
export function parseExact(text: string): Exact {
  // Fifteen digits are below 2^53, whatever they are.
  return text.length <= 15 ? Number(text) : exact(BigInt(text));
}

export function addExact(a: Exact, b: Exact): Exact {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  } else if (typeof a === "bigint" && typeof b === "bigint" && a > 0n === b > 0n) {
    // Two large ones of one sign stay large: there is no other form to look for.
    return a + b;
  }
  return exact(BigInt(a) + BigInt(b));
}
