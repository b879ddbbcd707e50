import { expect, it } from "vitest";
import type { Wire } from "@/lib/wire";
import { changeText } from "./change-text";

const price = (change: object): Wire => ({
  ...{ source: "computed", usd: 0.104, computed_usd: 0.104, version: "book-1" },
  ...change,
});
const usage = { input_tokens: 15_669, cache_read_tokens: 199, output_tokens: 2_231, reasoning_tokens: 965 };

it.each<[string, Wire, Wire, [string, string, string]]>([
  [
    "price",
    price({ source: "unpriced", usd: null, computed_usd: null, version: null }),
    price({}),
    ["cost that counts", "unpriced", "$0.104, computed by price book book-1"],
  ],
  [
    "price",
    price({ source: "reported", usd: 0.2 }),
    price({ source: "reported", usd: 0.3, computed_usd: null }),
    ["cost that counts", "$0.20, as reported (price book book-1: $0.104)", "$0.30, as reported"],
  ],
  [
    "usage",
    null,
    { ...usage, cache_write_tokens: null },
    ["tokens", "unknown", "15,669 input (199 read from the cache), 2,231 output (965 reasoning)"],
  ],
  ["usage", { input_tokens: 5, output_tokens: null }, null, ["tokens", "5 input, unknown output", "unknown"]],
  ["compared_as", { model: "a", effort: null }, { model: "b", effort: "high" }, ["compared as", "a", "b · high"]],
  ["cost_usd", null, 0.5, ["reported cost", "unknown", "$0.50"]],
  ["human_edits", 0, 2, ["human edits", "0", "2"]],
  ["first_pass", null, true, ["first pass", "unknown", "yes"]],
  ["attempts", [{}], [{}, {}], ["attempts", "1 attempt", "2 attempts"]],
  ["labels", { team: "a" }, { team: "b" }, ["labels", "team a", "team b"]],
])("says %s in words", (field, before, after, [label, was, is]) => {
  expect(changeText(field, before, after)).toEqual({ field: label, before: was, after: is });
});
