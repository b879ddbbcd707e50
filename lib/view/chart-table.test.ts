import { expect, test } from "vitest";
import { chartCsv } from "./chart-table";

test("a file has the numbers as they are, and texts safe from a spreadsheet", () => {
  const columns = [{ label: "Arm" }, { label: "Difference", numeric: true }];
  const rows = [
    ["gpt-5.5, high", { text: "−0.51", value: -0.5125 }],
    ["=evil", "too few runs: 31 of 50"],
  ];
  expect(chartCsv({ columns, rows })).toBe(
    'Arm,Difference\r\n"gpt-5.5, high",-0.5125\r\n\'=evil,too few runs: 31 of 50\r\n',
  );
});
