import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The reference cases beside the specification of the statistics, read where that folder is there. */

type Numbers = Record<string, number | null>;
type UnitCase = { id: string; fn: string; input: Record<string, unknown>; expected: unknown };

export type CaseSettings = {
  kappa: number;
  alpha: number;
  tstar: number;
  standard: "pooled" | "baseline" | "candidate";
  lam: number;
  delta: number;
  eps_frac: number;
};

export type ExpectedBenefit = {
  lam: number;
  est: number;
  se_iid: number;
  df: number;
  deff: number;
  days: number;
  se: number;
  k_t: number;
  lo: number;
  hi: number;
  z_normal: number;
  e_value: number;
  p_always: number;
  prob_pays_one_look: number;
  t_required_80: number;
  breakeven: { multiplier: number; kind: string; lo: number | null; hi: number | null };
  naive_est: number;
  naive_z: number;
  mix_tv: number;
  reversal: boolean;
  mix_matters: boolean;
};

type ExpectedVerdict = { label: string; reasons: string[]; sub: string | null };

type Expected = {
  support: number;
  weights: Record<string, number>;
  t_eff: number;
  k: number;
  n_eff: { candidate: number; baseline: number };
  candidate: Record<string, Numbers> & { cost_noise: never };
  baseline: Record<string, Numbers> & { cost_noise: never };
  difference_fixed: Record<string, Numbers>;
  difference_sequential: Record<string, Numbers>;
  verdict: { auto: ExpectedVerdict; value: ExpectedVerdict };
  inmb_auto: ExpectedBenefit;
  inmb_value: ExpectedBenefit;
  plane: Numbers & { quadrant: string; fieller_kind: string };
  ceac: { lam: number; prob: number }[];
  quadrant_prob: Record<"better_cheaper" | "better_dearer" | "worse_cheaper" | "worse_dearer", number>;
};

export type DataSet = {
  id: string;
  steps: string[];
  columns: string[];
  rows: (string | number)[][];
  sums: Record<"candidate" | "baseline", Record<string, number[]>>;
  cases: { settings: CaseSettings; expected: Expected }[];
};

type PolicyExpected = Record<string, number> & {
  unsupported: number;
  support: number;
};

export type Vectors = {
  conventions: { z: number };
  tolerance: { rtol: number; atol: number; quadrant_prob_atol: number };
  unit: UnitCase[];
  datasets: DataSet[];
  ingest: {
    columns: string[];
    rows: (string | number | null)[][];
    cost_cap: Record<string, number>;
    expected: {
      receipts: number;
      unique_runs: number;
      superseded_or_duplicate: number;
      cells: Record<string, Record<string, number>>;
    };
  };
  edge: {
    case: string;
    costs: number[];
    accepted: number[];
    expected: { mean_cost: number | null; cost_lo: number | null; cost_hi?: number };
  }[];
  off_policy: {
    rows: [string, string, string, number, number, number][];
    policies: Record<string, { policy: Record<string, Record<string, number>>; expected: PolicyExpected }>;
  };
};

const PATH = fileURLToPath(new URL("../../../../shared/stats/vectors.json", import.meta.url));

/** null, with the reason said once, where the reference cases are not on this machine. */
export function readVectors(): Vectors | null {
  if (!existsSync(PATH)) {
    console.warn("Skipped: the reference cases ../shared/stats/vectors.json are not here.");
    return null;
  }
  return JSON.parse(readFileSync(PATH, "utf8")) as Vectors;
}

/** Says where `actual` leaves `expected` beyond rtol 1e-6, atol 1e-9 (the file's tolerance); null where it does not. */
export function differs(actual: unknown, expected: unknown, tolerance: { rtol: number; atol: number }): string | null {
  if (typeof expected === "number") {
    if (typeof actual !== "number" || !Number.isFinite(actual)) return `${actual} instead of ${expected}`;
    const allowed = tolerance.atol + tolerance.rtol * Math.abs(expected);
    return Math.abs(actual - expected) <= allowed ? null : `${actual} instead of ${expected}`;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return "another length";
    return expected.map((value, i) => differs(actual[i], value, tolerance)).find((message) => message !== null) ?? null;
  }
  if (expected !== null && typeof expected === "object") {
    for (const [key, value] of Object.entries(expected)) {
      const message = differs((actual as Record<string, unknown> | null | undefined)?.[key], value, tolerance);
      if (message !== null) return `${key}: ${message}`;
    }
    return null;
  }
  return actual === expected ? null : `${String(actual)} instead of ${String(expected)}`;
}
