import { describe, expect, it } from "vitest";
import { goodText, knownText, problemText } from "./forecast-texts";
import type { Forecast } from "./recognise-file";

const forecast = (change: Partial<Forecast>): Forecast => ({
  outcomes: false,
  foreign: null,
  records: 200,
  good: 200,
  problems: [],
  rows: [],
  known: 0,
  changed: 0,
  fields: [],
  ...change,
});

describe("a forecast in words", () => {
  it.each<[Partial<Forecast>, string]>([
    [{}, "All of the first 200 records become receipts"],
    [{ good: 4, records: 5 }, "4 of the first 5 records become receipts"],
    [{ good: 1, records: 5 }, "1 of the first 5 records becomes a receipt"],
    [{ good: 0 }, "None of the first 200 records becomes a receipt"],
    [{ good: 1, records: 1 }, "The first record becomes a receipt"],
    [{ good: 0, records: 1 }, "The first record becomes no receipt"],
    [{ outcomes: true, good: 3, records: 5 }, "3 of the first 5 records can be given to a known run"],
    [
      { foreign: { runs: 3, calls: 1, left_out: [{ reason: "messages of people", count: 12 }] } },
      "The first 200 records hold 3 runs with 1 call of a model",
    ],
  ])("%j", (change, words) => {
    expect(goodText(forecast(change))).toBe(words);
  });

  it.each([
    [{ pointer: "", message: "is not JSON", records: 1, first: { record: 3, line: 3 } }, "record 3 is not JSON"],
    [
      { pointer: "/model", message: "is missing", records: 1, first: { record: 3, line: 4 } },
      "record 3 (line 4): model is missing",
    ],
    [
      { pointer: "/retries", message: "must be a number", records: 12, first: { record: 3, line: 3 } },
      "retries must be a number (12 records, the first is record 3)",
    ],
  ])("%j", (problem, words) => {
    expect(problemText(problem)).toBe(words);
  });

  it.each<[Partial<Forecast>, string | null]>([
    [{}, null],
    [{ known: 200 }, "Of the first 200 records 200 are known already: none of them would be changed."],
    [
      { known: 200, changed: 200, fields: ["started_at", "workflow"] },
      "Of the first 200 records 200 are known already: 200 of them would be changed, in started_at and workflow.",
    ],
    [{ known: 1 }, "Of the first 200 records 1 is known already: it would not be changed."],
    [
      { records: 1, known: 1, changed: 1, fields: ["status"] },
      "The first record is known already: it would be changed, in status.",
    ],
    [
      { known: 1, foreign: { runs: 1, calls: 9, left_out: [] } },
      "The run is known already: what the file says beyond that is added to it.",
    ],
    [
      { known: 2, foreign: { runs: 3, calls: 9, left_out: [] } },
      "2 of these 3 runs are known already: what the file says beyond that is added to them.",
    ],
  ])("%j", (change, words) => {
    expect(knownText(forecast(change))).toBe(words);
  });
});
