import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addExact, type Exact, exact, parseExact } from "./exact";

/** Integers on both sides of where doubles stop being exact. */
const integers = fc.oneof(
  fc.maxSafeInteger().map(BigInt),
  fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
);

describe("Exact", () => {
  it("adds without losing a digit, and to one form whatever the order", () => {
    fc.assert(
      fc.property(fc.array(integers, { maxLength: 12 }), (values) => {
        const add = (of: bigint[]) => of.map(exact).reduce<Exact>(addExact, 0);
        const sum = add(values);
        expect(BigInt(sum)).toBe(values.reduce((total, value) => total + value, 0n));
        expect(add([...values].reverse())).toBe(sum);
      }),
    );
  });

  it("reads what PostgreSQL writes", () => {
    fc.assert(
      fc.property(integers, (value) => {
        expect(parseExact(String(value))).toBe(exact(value));
      }),
    );
  });
});
