import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatChange,
  formatCount,
  formatDay,
  formatInstant,
  formatList,
  formatMean,
  formatMeanChange,
  formatPlural,
  formatPoints,
  formatRate,
  formatTimes,
  formatUsd,
  formatUsdChange,
} from "./format";

describe("format", () => {
  it.each([
    [formatUsd(783.736), "$783.74"],
    [formatUsd(0), "$0.00"],
    [formatUsd(3.9987), "$4.00"],
    [formatUsd(0.0123), "$0.012"],
    [formatUsd(0.000_000_4), "$0.00000040"],
    [formatUsd(-0.5), "−$0.50"],
    [formatUsd(123_456.7), "$123,457"],
    [formatUsdChange(0.42), "+$0.42"],
    [formatUsdChange(-0.42), "−$0.42"],
    [formatUsdChange(0), "$0.00"],
    [formatCount(2_314), "2,314"],
    [formatRate(0.4404), "44.0\u202f%"],
    [formatPoints(0.2517), "+25.2 points"],
    [formatPoints(-0.0001), "0.0 points"],
    [formatChange(-0.312), "−31\u202f%"],
    [formatChange(0.042), "+4.2\u202f%"],
    [formatChange(11), "12×"],
    [formatMean(0.405), "0.41"],
    [formatMean(11.26), "11.3"],
    [formatMeanChange(-0.514), "−0.51"],
    [formatMeanChange(0.2), "+0.20"],
    [formatTimes(1.31), "1.3×"],
    [formatDay("2026-08-21"), "21 Aug 2026"],
    [formatInstant("2026-08-21T14:03:59.000Z"), "21 Aug 2026, 14:03 UTC"],
    [formatBytes(999), "999 B"],
    [formatBytes(1_234_567), "1.2 MB"],
    [formatPlural(1, "run"), "1 run"],
    [formatList(["a"]), "a"],
    [formatList(["a", "b", "c"]), "a, b or c"],
    [formatPlural(2_314, "run"), "2,314 runs"],
  ])("%s", (text, expected) => {
    expect(text).toBe(expected);
  });
});
