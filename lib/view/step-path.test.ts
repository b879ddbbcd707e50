import fc from "fast-check";
import { expect, it } from "vitest";
import { parseStepPath, stepPath } from "./step-path";

it("takes any names there and back", () => {
  const name = fc.string({ unit: "grapheme", minLength: 1 });
  fc.assert(
    fc.property(name, name, (workflow, step) => {
      expect(parseStepPath(stepPath({ workflow, step }))).toEqual({ workflow, step });
    }),
  );
  expect(stepPath({ workflow: "invoices", step: "final_review" })).toBe("invoices/final_review");
});

it.each(["", "invoices", "invoices/", "/review", "a/b/c", "%E0%A4%A/review"])("refuses “%s”", (path) => {
  expect(parseStepPath(path)).toBeNull();
});
