import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Frame, type Framer, MAX_RECORD_BYTES } from "./frame";
import { createJsonFramer } from "./json-framer";
import { createLineFramer } from "./line-framer";
import { createMemberFramer } from "./member-framer";

/** All frames of a text that arrives in chunks of the given size. */
function frames(framer: Framer, input: string | Buffer, size = 7): Frame[] {
  const bytes = Buffer.from(input);
  const all: Frame[] = [];
  for (let at = 0; at < bytes.length; at += size) all.push(...framer.push(bytes.subarray(at, at + size)));
  return [...all, ...framer.end()];
}
const brief = (frame: Frame) => [frame.line, "text" in frame ? frame.text : frame.problem.code];

describe("createLineFramer", () => {
  it.each([1, 3, 1000])("cuts at newlines, whatever the chunks (%i bytes)", (size) => {
    expect(frames(createLineFramer(), '{"a":1}\n\n{"ä":2}\r\n{"c":3}', size).map(brief)).toEqual([
      [1, '{"a":1}'],
      [3, '{"ä":2}\r'],
      [4, '{"c":3}'],
    ]);
  });

  it("loses one line to bytes that are no UTF-8", () => {
    const input = Buffer.concat([Buffer.from("a\nb"), Buffer.from([0xc3, 0x28]), Buffer.from("\nc\n")]);
    expect(frames(createLineFramer(), input, 1000).map(brief)).toEqual([
      [1, "a"],
      [2, "not_utf8"],
      [3, "c"],
    ]);
  });

  it.each([997, 5_000_000])("throws a line away that is too long, and goes on (%i bytes)", (size) => {
    const input = `a\n${"x".repeat(MAX_RECORD_BYTES + 1)}\nc\n${"y".repeat(MAX_RECORD_BYTES)}\n${"z".repeat(2 * MAX_RECORD_BYTES)}`;
    expect(frames(createLineFramer(), input, size).map((frame) => [frame.line, "text" in frame])).toEqual([
      [1, true],
      [2, false],
      [3, true],
      [4, true],
      [5, false],
    ]);
  });
});

describe("createJsonFramer", () => {
  it.each([1, 4, 1000])("cuts an array at its own commas (%i bytes)", (size) => {
    const input = ' [ {"a":"],[{\\"", "b":[1,{}]} ,\n 7,"x,y" , {"c":{}}\n] ';
    expect(frames(createJsonFramer("array"), input, size).map(brief)).toEqual([
      [1, '{"a":"],[{\\"", "b":[1,{}]} '],
      [2, "7"],
      [3, '"x,y" '],
      [4, '{"c":{}}\n'],
    ]);
  });

  it("cuts objects that follow each other", () => {
    expect(frames(createJsonFramer("objects"), '{\n "a": 1\n}\n{"b":{}}', 2).map(brief)).toEqual([
      [1, '{\n "a": 1\n}'],
      [2, '{"b":{}}'],
    ]);
  });

  it("says which element breaks off", () => {
    expect(frames(createJsonFramer("array"), '[{"a":1},{"b":').map(brief)).toEqual([
      [1, '{"a":1}'],
      [2, "cut_off"],
    ]);
    expect(frames(createJsonFramer("array"), '[{"a":1},').map(brief)[1]).toEqual([2, "cut_off"]);
  });

  it("skips an element that is too long", () => {
    const input = `[{"a":1},{"b":"${"x".repeat(MAX_RECORD_BYTES)}"},{"c":1}]`;
    expect(frames(createJsonFramer("array"), input, 65_536).map((frame) => [frame.line, "text" in frame])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
  });

  it("gives back every array that JSON.stringify makes, in any chunks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.object(), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (value, size, pretty) => {
          const text = JSON.stringify(value, null, pretty ? 2 : undefined);
          const back = frames(createJsonFramer("array"), text, size).map((frame) =>
            JSON.parse("text" in frame ? frame.text : "?"),
          );
          expect(back).toEqual(JSON.parse(text));
        },
      ),
    );
  });
});

describe("createMemberFramer", () => {
  it.each([1, 5, 1000])("cuts the elements of one list, and passes over all else (%i bytes)", (size) => {
    const input =
      '{"note": "\\"rows\\": [{", "x": {"rows": [1, 2]}, "rows": "rows", "rows" : [ {"a":"]}"} , 7], "z": [{"rows":[3]}]}';
    expect(frames(createMemberFramer("rows"), input, size).map(brief)).toEqual([
      [1, '{"a":"]}"} '],
      [2, "7"],
    ]);
  });

  it("reads on in the objects that follow, and counts through", () => {
    const input = '{"rows":[1,2],"next":"b"}\n{"rows":[]}{"next":null,"rows":[3]}\n';
    expect(frames(createMemberFramer("rows"), input).map(brief)).toEqual([
      [1, "1"],
      [2, "2"],
      [3, "3"],
    ]);
  });

  it.each([
    ['{"rows":[1,{"a":', [1, "1"], [2, "cut_off"]],
    ['{"rows":[1],"next', [1, "1"], [2, "cut_off"]],
    ['{"ro', [1, "cut_off"]],
  ])("says where %s breaks off", (input, ...expected) => {
    expect(frames(createMemberFramer("rows"), input).map(brief)).toEqual(expected);
  });

  it("skips what is too long, in the list and beside it", () => {
    const long = `"${"x".repeat(MAX_RECORD_BYTES)}"`;
    const input = `{"note":${long},${long}:1,"rows":[1,${long},3]}`;
    expect(frames(createMemberFramer("rows"), input, 65_536).map((frame) => [frame.line, "text" in frame])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
  });

  it("gives back every list that JSON.stringify makes in an object, in any chunks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.object(), { maxLength: 6 }),
        fc.object(),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (rows, around, size, pretty) => {
          const { rows: _, ...others } = around as Record<string, unknown>;
          const text = JSON.stringify({ ...others, rows, after: others }, null, pretty ? 2 : undefined);
          const back = frames(createMemberFramer("rows"), text, size).map((frame) =>
            JSON.parse("text" in frame ? frame.text : "?"),
          );
          expect(back).toEqual(JSON.parse(text).rows);
        },
      ),
    );
  });
});
