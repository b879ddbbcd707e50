import { describe, expect, it } from "vitest";
import { fieldErrors, parseReceipt } from "./parse-receipt";
import { outcomeSchema } from "./receipt-schema";

const base = {
  ...{ id: "a", started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "m", status: "accepted" },
};

function errorsOf(change: Record<string, unknown>): string[] {
  const parsed = parseReceipt({ ...base, ...change });
  return parsed.ok ? [] : parsed.errors.map(({ pointer, message }) => `${pointer} ${message}`);
}

describe("parseReceipt", () => {
  it.each<[Record<string, unknown>, string]>([
    [{ usage: { input_tokens: -5, output_tokens: 1 } }, "/usage/input_tokens must not be negative"],
    [{ usage: { output_tokens: -1, reasoning_tokens: 3 } }, "/usage/output_tokens must not be negative"],
    [{ usage: { input_tokens: 1e30 } }, "/usage/input_tokens must not be above 10,000,000,000"],
    [{ retries: 1e30 }, "/retries must not be above 100,000"],
    [{ retries: -1e30 }, "/retries must not be negative"],
    [{ retries: 0.5 }, "/retries must be a whole number"],
    [{ retries: "1,5" }, "/retries must be a whole number"],
    [{ cost_usd: 1e30 }, "/cost_usd must not be above 1,000,000"],
    [{ cost_usd: "0,5" }, "/cost_usd must be a number with a point, as in 0.5"],
    [{ human_minutes: "-12,25 " }, "/human_minutes must be a number with a point, as in 0.5"],
    [{ cost_usd: "much" }, "/cost_usd must be a number"],
    [
      { usage: { input_tokens: 5, cache_read_tokens: 6 } },
      "/usage/input_tokens must include cache reads and cache writes, and is less than them",
    ],
    [{ usage: 5 }, "/usage must be an object of token counts"],
    [{ attempts: {} }, "/attempts must be a list of attempts"],
    [{ attempts: [5] }, "/attempts/0 must be an object"],
    [{ step: " \t" }, "/step must not be empty"],
    [{ id: "\u00a0" }, "/id must not be empty"],
    [{ lane: "" }, "/lane must not be empty"],
  ])("says one thing of %j", (change, error) => {
    expect(errorsOf(change)).toEqual([error]);
  });

  it("takes white space off around ids and names, and off nothing else", () => {
    const spaced = {
      ...{ id: " a\n", workflow: " w", step: "s ", model: "\tm", effort: " high ", lane: " work" },
      ...{ harness: "h ", task_id: " t ", provider: " p ", decision_id: " d ", stop_reason: " end " },
    };
    expect(parseReceipt({ ...base, ...spaced })).toMatchObject({
      ok: true,
      receipt: {
        ...{ id: "a", workflow: "w", step: "s", model: "m", effort: "high", lane: "work" },
        ...{ harness: "h", taskId: "t", provider: "p", decisionId: "d", stopReason: " end " },
      },
    });
    expect(errorsOf({ id: ` ${"x".repeat(200)} ` })).toEqual([]);
  });
});

describe("outcomeSchema", () => {
  it("says of each field that is none of the outcome that it cannot be amended, and what can", () => {
    const parsed = outcomeSchema.safeParse({ model: "x", "a/b": 1, retries: 1 });
    const errors = parsed.success ? [] : fieldErrors(parsed.error.issues);
    expect(errors.map(({ pointer }) => pointer)).toEqual(["/model", "/a~1b"]);
    expect(errors[0]?.message).toMatch(/^cannot be amended: only the outcome can: status, retries, .*labels$/);
  });
});
