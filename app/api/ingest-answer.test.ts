import { describe, expect, it } from "vitest";
import { FileError } from "@/db/ingest/file-error";
import type { IngestResult } from "@/db/ingest/ingest-stream";
import { ingestAnswer } from "./ingest-answer";

const result = (change: Partial<IngestResult>): IngestResult => ({
  ...{ received: 0, inserted: 0, amended: 0, duplicates: 0, unpriced: 0, rejected: 0 },
  ...{
    format: "receipt",
    mapping: null,
    recognisedBy: null,
    leftOut: [],
    list: null,
    rejects: [],
    failure: null,
    ...change,
  },
});
const detailOf = async (change: Partial<IngestResult>) => (await ingestAnswer(result(change), 200, {}).json()).detail;
const reject = { line: 7, id: null, errors: [{ pointer: "/step", code: "x", message: "is missing" }] };

describe("ingestAnswer", () => {
  it.each<[Partial<IngestResult>, string]>([
    [{ received: 1, rejected: 1, rejects: [reject] }, "The record was rejected; line 7: /step is missing."],
    [
      { received: 2_300, rejected: 2_300, rejects: [reject] },
      "All 2,300 records were rejected; line 7: /step is missing.",
    ],
    [
      { received: 1, failure: new FileError("cut_off", "It ends.") },
      "It ends. The one good record before that is kept.",
    ],
    [
      { received: 3_002, rejected: 1, failure: new FileError("cut_off", "It ends.") },
      "It ends. The 3,001 good records before that are kept.",
    ],
    [{ failure: new FileError("empty", "It is empty.") }, "It is empty."],
  ])("%j", async (change, detail) => {
    expect(await detailOf(change)).toBe(detail);
  });

  it("names the mapping that was applied, its keys as they are", async () => {
    const mapping = { status: { path: "x.isGood", values: { True: "accepted" } } };
    expect((await ingestAnswer(result({ received: 1, mapping }), 201, {}).json()).mapping).toEqual(mapping);
    expect((await ingestAnswer(result({ received: 1 }), 201, {}).json()).mapping).toBeNull();
  });
});
