import { describe, expect, it } from "vitest";
import { readVectors } from "@/lib/stats/testing/vectors";
import { decideFromEvidence, decideVerdict, type Evidence, type GateInput } from "./decide-verdict";

const vectors = readVectors();

const GATES: GateInput = {
  runs: { candidate: 200, baseline: 300 },
  accepted: { candidate: 150, baseline: 250 },
  days: { candidate: 12, baseline: 20, need: 7 },
  tasks: null,
  coverage: 0.97,
  costNoise: { candidate: 0.06, baseline: 0.05 },
};

const EVIDENCE: Evidence = {
  benefit: { low: 0.05, high: 0.3 },
  acceptance: { low: -0.03, high: 0.06 },
  cost: { low: -0.2, high: 0.1 },
  acceptanceMargin: 0.05,
  materialUsd: 0.02,
};

describe.skipIf(vectors === null)("reference cases of the verdict (../shared/stats/vectors.json)", () => {
  it.each((vectors?.unit ?? []).filter(({ fn }) => fn === "verdict"))("$id", ({ input, expected }) => {
    const n = input as Record<string, number>;
    const at = (key: string): number => n[key] ?? Number.NaN;
    const decision = decideVerdict(
      {
        runs: { candidate: at("n1"), baseline: at("n0") },
        accepted: { candidate: at("A1"), baseline: at("A0") },
        days: { candidate: at("days1"), baseline: at("days0"), need: 7 },
        tasks: null,
        coverage: at("u"),
        costNoise: { candidate: at("noise1"), baseline: at("noise0") },
      },
      {
        benefit: { low: at("BL"), high: at("BU") },
        acceptance: { low: at("QL"), high: at("QU") },
        cost: { low: at("KL"), high: at("KU") },
        acceptanceMargin: at("delta"),
        materialUsd: at("eps"),
      },
      input.srm_e as number | null,
    );
    const reasons = decision.kind === "blocked" ? ["sample_ratio_mismatch"] : decision.failed.map(({ gate }) => gate);
    expect({ label: decision.kind, reasons, sub: decision.sub }).toEqual(expected);
  });
});

describe("decideVerdict", () => {
  it("names every gate that fails, in order, and gives no evidence a say", () => {
    const decision = decideVerdict(
      { ...GATES, runs: { candidate: 10, baseline: 300 }, days: null, tasks: { have: 4, need: 10 }, coverage: 0.5 },
      EVIDENCE,
      null,
    );
    expect(decision).toEqual({
      kind: "insufficient_data",
      sub: null,
      failed: [
        { gate: "too_few_runs", have: 10, need: 50 },
        { gate: "too_few_tasks", have: 4, need: 10 },
        { gate: "low_overlap", have: 0.5, need: 0.8 },
      ],
    });
  });

  it.each([
    ["lower limit of the benefit exactly 0", { benefit: { low: 0, high: 0.5 } }, "not_enough_evidence"],
    ["acceptance exactly at the margin", { acceptance: { low: -0.05, high: 0.06 } }, "pays_if_quality_holds"],
    ["upper limit of acceptance exactly 0", { acceptance: { low: -0.2, high: 0 } }, "pays_if_quality_holds"],
    ["clearly worse", { acceptance: { low: -0.2, high: -0.01 } }, "trade_off"],
  ])("%s", (_, change, kind) => {
    expect(decideFromEvidence({ ...EVIDENCE, ...change }).kind).toBe(kind);
  });
});
