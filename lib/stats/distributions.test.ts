import { describe, expect, it } from "vitest";
import { bivariateNormalCdf } from "./bivariate-normal";
import { gammaQuantileLower, gammaQuantileUpper } from "./gamma";
import { incompleteBeta } from "./incomplete-beta";
import { logBeta, logGamma } from "./log-gamma";
import { normalCdf, normalDensity, normalQuantile } from "./normal";
import { studentTUpperQuantile, studentTUpperTail } from "./student-t";
import { normalScore, tMatch } from "./t-match";

const near = (actual: number, expected: number, rtol: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(rtol * Math.abs(expected));

describe("distributions against scipy 1.17", () => {
  it.each([
    [1e-300, -37.0470962993612],
    [1e-12, -7.034483825301131],
    [1e-7, -5.1993375821928165],
    [0.00135, -2.9999769927033935],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.975, 1.959963984540054],
  ])("normal quantile of %d", (p, z) => near(normalQuantile(p), z, 1e-13));

  it.each([
    [-37.0, 5.7255712225239266e-300],
    [-14.0, 7.7935368191928e-45],
    [-5.0, 2.866515718791933e-7],
    [-1.96, 0.024997895148220435],
    [-0.1, 0.460172162722971],
    [0.5, 0.6914624612740131],
    [3.0, 0.9986501019683699],
  ])("normal tail below %d", (z, p) => near(normalCdf(z), p, 1e-12));

  it.each([
    [0.3, 1, 0.4072264209222577],
    [1.7, 2.5, 0.10280610857994191],
    [2.5, 11, 0.014753187043682081],
    [5, 27.5, 1.4523014631970565e-5],
    [10, 120.4, 8.308146694870404e-18],
    [2.0, 1234.5, 0.02285951161552739],
    [4.5, 100000.0, 3.4014958817258506e-6],
  ])("t tail beyond %d, %d degrees of freedom", (t, df, p) => near(studentTUpperTail(t, df), p, 1e-10));

  it.each([
    [1e-9, 1.3, 3709172.0201445865],
    [1e-7, 5, 39.341819616899585],
    [0.0001, 27.5, 4.286809029298738],
    [0.00135, 88, 3.08747483605068],
    [0.025, 120.4, 1.9798634125821044],
    [0.1, 1, 3.0776835371752536],
    [0.3, 400, 0.5248186583811452],
    [1e-7, 100000.0, 5.199701988365053],
    [0.025, 10000000.0, 1.9599642217672055],
  ])("t quantile of tail %d, %d degrees of freedom", (p, df, t) => near(studentTUpperQuantile(p, df), t, 1e-9));

  it.each([
    [1e-9, 0.5, 7.853981633974487e-19],
    [0.00135, 0.02, 1.8753486673677165e-144],
    [0.025, 1, 0.025317807984289876],
    [0.1, 3, 1.1020653282493214],
    [0.5, 20, 19.66767242330567],
    [0.025, 1234.5, 1166.5877703648403],
    [0.00135, 12345, 12014.343481333823],
    [1e-7, 123456, 121637.81428220583],
    [0.975, 10, 17.084803451419166],
  ])("gamma quantile of %d, shape %d", (p, shape, x) => near(gammaQuantileLower(p, shape), x, 1e-9));

  it.each([
    [1e-30, 1, 69.07755278982137],
    [1e-7, 1.02, 16.18616519393273],
    [0.025, 1, 3.6888794541139363],
    [0.1, 3, 5.32232033783421],
    [0.00135, 100, 132.67966774665737],
    [0.025, 12345, 12563.713386948331],
    [1e-9, 100000000.0, 100059989.72852908],
    [0.975, 10, 4.7953886961324335],
  ])("gamma upper quantile of %d, shape %d", (q, shape, x) => near(gammaQuantileUpper(q, shape), x, 1e-9));

  it.each([
    [1e-8, 18.42068073818021],
    [0.02, 3.900804516098376],
    [0.5, 0.5723649429247],
    [1.5, -0.12078223763524526],
    [3, Math.LN2],
    [9.9, 12.57717990421988],
    [100.5, 361.43554046777757],
    [10000000000.0, 220258509288.81058],
  ])("ln gamma of %d", (x, value) => near(logGamma(x), value, 1e-12));
});

describe("distributions, by what they must satisfy", () => {
  it.each([1e-12, 1e-4, 0.025, 0.3, 0.5, 0.9, 0.999])("the normal quantile of %d is the inverse of Φ", (p) => {
    near(normalCdf(normalQuantile(p)), p, 1e-12);
  });

  it("the density is the slope of Φ", () => {
    near((normalCdf(1.3 + 1e-5) - normalCdf(1.3 - 1e-5)) / 2e-5, normalDensity(1.3), 1e-8);
  });

  it.each([
    [0, 3],
    [1.2, 7.5],
    [-2, 40],
  ])("t score %d with %d degrees of freedom goes to a normal score and back", (t, df) => {
    const z = normalScore(t, df);
    expect(Math.sign(z)).toBe(Math.sign(t));
    if (t !== 0) near(Math.sign(z) * tMatch(Math.abs(z), df), t, 1e-10);
  });

  it("the incomplete beta function is symmetric", () => {
    near(incompleteBeta(0.3, 0.7, 2.5, 4), 1 - incompleteBeta(0.7, 0.3, 4, 2.5), 1e-13);
    expect(incompleteBeta(0, 1, 2, 2)).toBe(0);
    expect(incompleteBeta(1, 0, 2, 2)).toBe(1);
  });

  it("ln B agrees with its definition", () => {
    near(logBeta(3.5, 8), logGamma(3.5) + logGamma(8) - logGamma(11.5), 1e-13);
  });

  it.each([
    [0, 0, 0.5, 1 / 4 + Math.asin(0.5) / (2 * Math.PI)],
    [0, 0, -0.9, 1 / 4 + Math.asin(-0.9) / (2 * Math.PI)],
    [1, -0.5, 0, normalCdf(1) * normalCdf(-0.5)],
    [0.7, 0.7, 1, normalCdf(0.7)],
    [0.7, -0.7, -1, 0],
  ])("two normals below %d and %d with correlation %d", (h, k, rho, expected) => {
    expect(bivariateNormalCdf(h, k, rho)).toBeCloseTo(expected, 8);
  });

  it.each([
    () => normalQuantile(0),
    () => studentTUpperTail(1, 0),
    () => studentTUpperQuantile(1, 3),
    () => gammaQuantileLower(0.5, 0),
    () => gammaQuantileUpper(0, 1),
    () => logGamma(0),
  ])("refuses what has no answer", (call) => {
    expect(call).toThrow(RangeError);
  });
});
