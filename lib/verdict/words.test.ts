import { describe, expect, it } from "vitest";
import { changeRange, days, inHundred, moreOrLess, moreRuns, noneReports, percent, points, usd } from "./words";

describe("numbers in words", () => {
  it.each([
    [percent(0.3149), "31 %"],
    [percent(-0.004), "0.4 %"],
    [percent(0.0005), "less than 0.1 %"],
    [percent(0), "0 %"],
    [percent(12.5), "1,250 %"],
    [usd(0), "$0"],
    [usd(1234.4), "$1,234"],
    [usd(-14.2), "$14.20"],
    [usd(14), "$14"],
    [usd(0.03), "$0.03"],
    [usd(0.214), "$0.21"],
    [usd(0.197, "down"), "$0.19"],
    [usd(-0.191, "up"), "$0.20"],
    [usd(0.2, "up"), "$0.20"],
    [usd(0.00421, "up"), "$0.0043"],
    [usd(0.0421), "$0.042"],
    [usd(0.000012345), "$0.000012"],
    [usd(1e-10), "less than $0.000000001"],
    [points(-0.0712), "7 points"],
    [points(0.01), "1 point"],
    [points(0.0042), "0.4 points"],
    [inHundred(-0.0912), "9 in 100"],
    [inHundred(0.0042), "4 in 1,000"],
    [moreRuns(1), "1 more run"],
    [moreRuns(1300), "1,300 more runs"],
    [days(1), "1 day"],
    [days(9), "9 days"],
    [days(1_200), "1,200 days"],
    [noneReports("the", 2_314), "None of the 2,314 runs reports this."],
    [noneReports("the candidate's", 1), "The candidate's one run does not report this."],
    [moreOrLess(-0.31), "31 % less"],
    [moreOrLess(0.2), "20 % more"],
    [moreOrLess(0), "the same"],
    [changeRange(-0.43, -0.18), "between 18 % and 43 % less"],
    [changeRange(0.04, 0.1), "between 4 % and 10 % more"],
    [changeRange(-0.04, 0.1), "between 4 % less and 10 % more"],
  ])("%s", (actual, expected) => {
    expect(actual).toBe(expected);
  });
});
