import { describe, expect, it } from "vitest";
import { alwaysValidEvidence, criticalValue } from "./confidence-sequence";
import { countMeanInterval } from "./count-mean";
import { newcombe } from "./difference";
import { momentsOf } from "./moments";
import { benjaminiHochberg, holm } from "./multiplicity";
import { wilson } from "./proportion";
import { informationRequired } from "./runs-required";
import { sampleRatio } from "./sample-ratio";
import { shrink } from "./shrinkage";
import { tMatch } from "./t-match";
import { differs, readVectors } from "./testing/vectors";

const vectors = readVectors();

type Input = Record<string, number>;
const anyDay = (input: Input) => ({ alpha: input.alpha ?? 0.05, targetRuns: input.t_star ?? 500 });
const at = (input: Input, key: string): number => {
  const value = input[key];
  if (value === undefined) throw new Error(`the reference case has no ${key}`);
  return value;
};
const loHi = ({ low, high }: { low: number; high: number }) => ({ lo: low, hi: high });

/** What each kind of reference case asks of ours; the verdict's cases are checked beside `decideVerdict`. */
const FUNCTIONS: Record<string, (input: Input, raw: Record<string, unknown>) => unknown> = {
  k_seq: (input) => criticalValue(at(input, "t"), anyDay(input)),
  t_match: (input) => tMatch(at(input, "z"), at(input, "df")),
  always_valid_p: (input) => {
    const { eValue, p } = alwaysValidEvidence(at(input, "z"), at(input, "t"), anyDay(input));
    return { e_value: eValue, p };
  },
  wilson: (input) => loHi(wilson(at(input, "successes") / at(input, "n"), at(input, "n"), at(input, "z"))),
  newcombe: (input) => {
    const rate = (x: string, n: string) => ({ value: at(input, x) / at(input, n), n: at(input, n) });
    const result = newcombe(rate("x1", "n1"), rate("x0", "n0"), vectors?.conventions.z ?? 0);
    return { diff: result.value, ...loHi(result) };
  },
  count_mean_interval: (input) => {
    const totals = { n: BigInt(at(input, "n")), sum: BigInt(at(input, "sum")), squares: BigInt(at(input, "sumsq")) };
    const moments = momentsOf(totals);
    if (moments === null) return null;
    const { mean, variance, n } = moments;
    const limits = countMeanInterval({ mean, variance: variance / n, n, total: at(input, "sum") }, at(input, "z"));
    return { mean, ...loHi(limits) };
  },
  adjust_p: (_, { p }) => ({ holm: holm(p as number[]), bh: benjaminiHochberg(p as number[]) }),
  shrink: (_, { effects, variances }) => {
    const result = shrink(
      (effects as number[]).map((value, i) => ({ value, variance: (variances as number[])[i] ?? Number.NaN })),
    );
    return {
      tau2: result?.tau2,
      mu: result?.mean,
      theta: result?.effects.map(({ value }) => value),
      se: result?.effects.map(({ se }) => se),
    };
  },
  srm: (_, { counts, expected }) => {
    const { eValue, chiSquare, p } = sampleRatio(counts as number[], expected as number[]);
    return { e_value: eValue, chi2: chiSquare, p_chi2: p };
  },
  t_required: (input) =>
    informationRequired(
      { t: at(input, "t"), se: at(input, "se"), distance: at(input, "distance") },
      anyDay(input),
      at(input, "power"),
    ),
};

describe.skipIf(vectors === null)("reference cases of the functions (../shared/stats/vectors.json)", () => {
  const cases = (vectors?.unit ?? []).filter(({ fn }) => fn !== "verdict");

  it("covers every kind of case in the file", () => {
    expect(new Set(cases.map(({ fn }) => fn))).toEqual(new Set(Object.keys(FUNCTIONS)));
  });

  it.each(cases)("$id", ({ fn, input, expected }) => {
    const run = FUNCTIONS[fn];
    const tolerance = vectors?.tolerance ?? { rtol: 0, atol: 0 };
    expect(differs(run?.(input as Input, input), expected, tolerance)).toBeNull();
  });
});
