import { describe, expect, test } from "vitest";
import { armMarks } from "./arm-mark";

const NAMES = ["gpt-5.4~high", "gpt-5.5~high", "gpt-5.5", "o5~unset", "claude~low", "gemini~max", "a", "b"];

describe("the marks of arms", () => {
  test("eight arms have eight colours and eight shapes", () => {
    const marks = NAMES.map(armMarks(NAMES));
    expect(new Set(marks.map(({ colour }) => colour)).size).toBe(8);
    expect(new Set(marks.map(({ shape }) => shape)).size).toBe(8);
    expect(new Set(marks.map(({ dash }) => dash)).size).toBe(8);
  });

  test("of 64 arms no two look alike", () => {
    const names = Array.from({ length: 64 }, (_, at) => `model-${at}`);
    expect(new Set(names.map(armMarks(names)).map((mark) => JSON.stringify(mark))).size).toBe(64);
  });

  test("the order in which arms are given does not matter, nor does one that is given twice", () => {
    const turned = armMarks([...NAMES].reverse().concat(NAMES));
    expect(NAMES.map(turned)).toEqual(NAMES.map(armMarks(NAMES)));
  });

  test("an arm that nobody listed has the mark that it would have alone", () => {
    expect(armMarks([])("gpt-5.5~high")).toEqual(armMarks(["gpt-5.5~high"])("gpt-5.5~high"));
  });
});
