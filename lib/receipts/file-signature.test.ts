import { describe, expect, it } from "vitest";
import { fileSignature } from "./file-signature";

const run = { id: 1, source: "bench-a", x: { task: "t", at: { end: 1 } } };

describe("fileSignature", () => {
  it("is the nested names, in whatever order and with whatever values", () => {
    const signature = fileSignature([run, { x: { at: { end: null }, task: [2] }, source: "bench-a", id: 2 }]);
    expect(signature).toEqual({ paths: ["id", "source", "x.at.end", "x.task"], sources: [["source", "bench-a"]] });
    expect(signature).toEqual(fileSignature([run]));
  });

  it.each([
    ["a nested name that another file lacks", { ...run, x: { task: "t" } }],
    ["a nested name that another file has beside", { ...run, x: { ...run.x, took: 3 } }],
    ["another source", { ...run, source: "bench-b" }],
  ])("tells files apart by %s", (_, other) => {
    expect(fileSignature([other])).not.toEqual(fileSignature([run]));
  });

  it.each<[string, Record<string, unknown>[]]>([
    ["two texts", [{ source: "a" }, { source: "b" }]],
    ["a number", [{ source: 1 }]],
    ["a text in some records only", [{ source: "a" }, { x: 1 }]],
  ])("has no source where it is %s", (_, sample) => {
    expect(fileSignature(sample).sources).toEqual([]);
  });

  it("does not follow a record without end", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`);
    expect(fileSignature([deep]).paths).toEqual(["a.a.a.a.a.a.a.a"]);
  });
});
