import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlain } from "./parse-plain";
import { parseBySchema } from "./parse-receipt";

const ODD = [undefined, null, "", " ", " x ", "x", "ä", "\u0000", "\ud800", "😀", "x".repeat(121), "x".repeat(201)];
const NUMBERS = [0, -0, 1, -1, 0.5, 1.0000001, 100_000, 100_001, 1e6, 1e10, 1e10 + 1, 2 ** 53, Number.NaN, Infinity];
const value = fc.oneof(fc.constantFrom<unknown>(...ODD, ...NUMBERS, true, false, [], {}, "1"), fc.anything());
const name = fc.oneof({ arbitrary: fc.constantFrom("x", "invoice run", "gpt-5.5"), weight: 100 }, value);
const count = fc.oneof({ arbitrary: fc.option(fc.nat(200)), weight: 100 }, value);
const flag = fc.oneof({ arbitrary: fc.option(fc.boolean()), weight: 100 }, value);
const usd = fc.oneof({ arbitrary: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), weight: 100 }, value);
const time = fc.oneof(
  {
    arbitrary: fc
      .date({ min: new Date("1960-01-01"), max: new Date("2210-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString()),
    weight: 100,
  },
  fc.constantFrom(
    "2026-11-02T09:30:00Z",
    "2026-02-30T09:30:00Z",
    "2026-11-02",
    "2026-11-02T24:00:00Z",
    "2026-11-02 9:30Z",
  ),
  value,
);
const usage = fc.oneof(
  {
    arbitrary: fc.record(
      {
        input_tokens: count,
        cache_read_tokens: count,
        cache_write_tokens: count,
        output_tokens: count,
        reasoning_tokens: count,
      },
      { requiredKeys: [] },
    ),
    weight: 100,
  },
  fc.record({ input_tokens: count, other: value }),
  value,
);
const record = fc.record(
  {
    ...{ id: name, workflow: name, step: name, model: name, effort: name, task_id: name, lane: name, harness: name },
    ...{ provider: name, decision_id: name, stop_reason: name, started_at: time, usage, duration_ms: count },
    ...{ tool_calls: count, tool_errors: count, retries: count, validation_failures: count, human_edits: count },
    ...{ cost_usd: usd, human_minutes: usd, first_pass: flag, stopped_early: flag },
    status: fc.oneof({ arbitrary: fc.constantFrom("accepted", "pending", "errored"), weight: 100 }, value),
    service_tier: fc.oneof({ arbitrary: fc.constantFrom(null, "fast", "standard"), weight: 100 }, value),
    labels: fc.constantFrom(null, null, null, null, { a: "b" }, []),
    attempts: fc.constantFrom(null, null, null, null, [], [{ model: "x" }]),
    further: value,
  },
  { requiredKeys: ["id", "workflow", "step", "model", "started_at", "status"] },
);

describe("parsePlain", () => {
  it("takes what the schema takes, to the same receipt, or leaves it to the schema", () => {
    let taken = 0;
    fc.assert(
      fc.property(record, (each) => {
        const receipt = parsePlain(each);
        if (!receipt) return;
        taken += 1;
        expect({ ok: true, receipt }).toStrictEqual(parseBySchema(each));
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(250);
  });

  it("takes the usual record", () => {
    const usual = {
      id: "a",
      started_at: "2026-11-02T09:30:00Z",
      workflow: "w",
      step: "s",
      model: "m",
      status: "accepted",
    };
    expect(parsePlain({ ...usual, usage: { input_tokens: 3, output_tokens: 2 }, retries: 0 })?.startedAt).toBe(
      "2026-11-02T09:30:00.000Z",
    );
    expect(parsePlain({ ...usual, id: " a" })).toBeNull();
    expect(parsePlain(null)).toBeNull();
  });
});
