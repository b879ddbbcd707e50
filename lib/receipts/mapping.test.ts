import { describe, expect, it } from "vitest";
import { compileMapping, parseMapping } from "./mapping";

function map(mapping: unknown, record: Record<string, unknown>): Record<string, unknown> {
  const parsed = parseMapping(mapping);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return compileMapping(parsed.mapping)(record);
}

const verdict = { path: "accepted", values: { true: "accepted", false: "rejected", null: "errored" } };

describe("compileMapping", () => {
  it.each<[string, unknown, Record<string, unknown>, Record<string, unknown>]>([
    ["a path", { step: "stage" }, { stage: "a" }, { step: "a" }],
    ["a path into objects", { task_id: "x.task.name" }, { x: { task: { name: "t" } } }, { task_id: "t" }],
    ["a key with dots before a walk", { step: "a.b" }, { "a.b": "key", a: { b: "walk" } }, { step: "key" }],
    ["a missing path is unknown", { step: "stage", lane: "x.y" }, { x: 3 }, {}],
    ["null is unknown", { step: "stage" }, { stage: null }, {}],
    ["a constant", { workflow: { const: "bench" } }, {}, { workflow: "bench" }],
    ["true", { status: verdict }, { accepted: true }, { status: "accepted" }],
    ["null in values", { status: verdict }, { accepted: null }, { status: "errored" }],
    ["absent is null in values", { status: verdict }, {}, { status: "errored" }],
    ["a value without an entry goes on to validation", { status: verdict }, { accepted: "maybe" }, { status: "maybe" }],
    [
      "… unless there is a default",
      { status: { ...verdict, default: "pending" } },
      { accepted: "maybe" },
      { status: "pending" },
    ],
    ["a default for nothing", { lane: { path: "lane", default: "work" } }, {}, { lane: "work" }],
    [
      "usage and labels",
      { "usage.input_tokens": "in", "labels.agent": "x.agent" },
      { in: 5, x: { agent: "a" } },
      { usage: { input_tokens: 5 }, labels: { agent: "a" } },
    ],
    ["a number as an id", { task_id: "task", id: "n" }, { task: 17, n: 0 }, { task_id: "17", id: "0" }],
    [
      "numbers of CSV",
      { cost_usd: "c", tool_calls: "t" },
      { c: " 0.25", t: "many" },
      { cost_usd: 0.25, tool_calls: "many" },
    ],
    [
      "flags of CSV",
      { stopped_early: "s", first_pass: "f" },
      { s: "TRUE", f: "perhaps" },
      { stopped_early: true, first_pass: "perhaps" },
    ],
    ["inherited keys are no fields", { step: "constructor", lane: "toString" }, {}, {}],
  ])("%s", (_, mapping, record, wire) => {
    expect(map(mapping, record)).toEqual(wire);
  });

  it("reads a whole usage object of a provider's API", () => {
    const usage = { input_tokens: 3, cache_read_input_tokens: 90, cache_creation_input_tokens: 7, output_tokens: 5 };
    const wire = { usage: { input_tokens: 100, cache_read_tokens: 90, cache_write_tokens: 7, output_tokens: 5 } };
    expect(map({ usage: "response.usage" }, { response: { usage } })).toEqual(wire);
    expect(map({ usage: "u" }, { u: wire.usage })).toEqual(wire);
    expect(map({ usage: "u" }, { u: JSON.stringify(usage) })).toEqual(wire);
  });

  it("cannot be made to touch prototypes", () => {
    const wire = map({ "labels.__proto__": "a", step: "__proto__.polluted" }, { a: "x" });
    expect(Object.hasOwn(wire.labels as object, "__proto__")).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("parseMapping", () => {
  it.each([
    [{ stepp: "a" }, "mapping/stepp", "unknown_field"],
    [{ "usage.total": "a" }, "mapping/usage.total", "unknown_field"],
    [{ usage: "u", "usage.input_tokens": "a" }, "mapping/usage", "conflict"],
    [{ step: 5 }, "mapping/step", "invalid_source"],
    [{ step: "" }, "mapping/step", "invalid_source"],
    [{ step: { path: "a", cosnt: 1 } }, "mapping/step", "invalid_source"],
    [[], "mapping", "invalid_type"],
    ["step", "mapping", "invalid_type"],
    [Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`labels.l${n}`, "a"])), "mapping", "too_many"],
  ])("%j is refused at %s", (mapping, pointer, code) => {
    const parsed = parseMapping(mapping);
    expect(parsed.ok ? [] : parsed.errors.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]]);
  });
});
