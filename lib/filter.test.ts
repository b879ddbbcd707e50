import { describe, expect, it } from "vitest";
import { EMPTY_FILTER, filterParameters, parseFilter } from "./filter";

const parse = (query: string, others: string[] = []) => parseFilter(new URLSearchParams(query), others);

describe("parseFilter", () => {
  it("takes several values, days and instants, and goes back to the same URL", () => {
    const query = "from=2026-11-01&to=2026-11-02T00%3A00%3A00.000Z&step=a&step=b&effort=unset&status=accepted";
    const parsed = parse(query);
    expect(parsed).toEqual({
      ok: true,
      filter: {
        ...EMPTY_FILTER,
        from: { day: "2026-11-01" },
        to: { instant: "2026-11-02T00:00:00.000Z" },
        step: ["a", "b"],
        effort: [""],
        status: ["accepted"],
      },
    });
    expect(parsed.ok && filterParameters(parsed.filter).toString()).toBe(query);
  });

  it("takes what Next gives a page, and a form's empty fields as no filter", () => {
    expect(parseFilter({ step: ["a", "b"], model: "", from: undefined })).toEqual({
      ok: true,
      filter: { ...EMPTY_FILTER, step: ["a", "b"] },
    });
  });

  it.each([
    ["modle=x", "modle", "unknown_parameter"],
    ["group_by=model", "group_by", "unknown_parameter"],
    ["status=done", "status", "invalid_value"],
    ["service_tier=warp", "service_tier", "invalid_value"],
    ["from=yesterday", "from", "invalid_value"],
    ["from=2026-11-02T09:30:00", "from", "invalid_value"],
    ["from=2026-11-02&to=2026-11-01", "to", "invalid_value"],
    ["step=a%00b", "step", "invalid_value"],
  ])("%s is refused by name", (query, pointer, code) => {
    const parsed = parse(query);
    expect(parsed.ok ? null : parsed.errors.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]]);
  });

  it("leaves the parameters of the caller alone", () => {
    expect(parse("group_by=model&step=a", ["group_by"])).toMatchObject({ ok: true, filter: { step: ["a"] } });
  });
});
