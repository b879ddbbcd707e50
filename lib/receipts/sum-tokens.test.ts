import { expect, it } from "vitest";
import type { TokenLeaves } from "./receipt";
import { sumTokens } from "./sum-tokens";

const call = (known: Partial<TokenLeaves>): TokenLeaves => ({
  ...{ uncachedInput: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null },
  ...known,
});

it("adds up leaf by leaf what all calls tell", () => {
  const one = call({ uncachedInput: 1_000, cacheRead: 200, cacheWrite: 5, output: 250, reasoning: 50 });
  expect(sumTokens([one, one])).toEqual({
    ...{ uncachedInput: 2_000, cacheRead: 400, cacheWrite: 10, output: 500, reasoning: 100 },
  });
});

it("keeps input and output whole where only some calls tell of their cache or their reasoning", () => {
  const told = call({ uncachedInput: 1_000, cacheRead: 200, output: 250, reasoning: 50 });
  const silent = call({ uncachedInput: 800, output: 100 });
  expect(sumTokens([told, silent])).toEqual({
    ...{ uncachedInput: 2_000, cacheRead: null, cacheWrite: null, output: 400, reasoning: null },
  });
});

it("is unknown where a call does not tell, where there is no call, and beyond the limit", () => {
  expect(sumTokens([call({ uncachedInput: 1, output: 1 }), call({ output: 1 })])).toMatchObject({
    ...{ uncachedInput: null, output: 2 },
  });
  expect(sumTokens([]).uncachedInput).toBeNull();
  expect(sumTokens([call({ output: 6 }), call({ output: 5 })], 10).output).toBeNull();
});
