import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvReceipt } from "@/lib/receipts/csv-columns";
import { fullerPart } from "@/lib/receipts/formats/fuller-part";
import { decodeTraces } from "@/lib/receipts/formats/otlp-protobuf";
import { piecesOf } from "@/lib/receipts/formats/pieces-of";
import { FORMAT_NAMES, findFormat, recogniseFormat } from "@/lib/receipts/formats/registry";
import { runOf } from "@/lib/receipts/formats/run-of";
import type { RunPart } from "@/lib/receipts/formats/source-format";
import { mutated } from "@/lib/receipts/formats/testing/mutate";
import { checkParts } from "@/lib/receipts/formats/testing/part-schema";
import {
  allSampleNames,
  hasSamples,
  parseSample,
  readSampleText,
  SAMPLES,
} from "@/lib/receipts/formats/testing/samples";
import { guessMapping } from "@/lib/receipts/guess-mapping";
import { compileMapping } from "@/lib/receipts/mapping";
import { parseOutcomeLine } from "@/lib/receipts/outcomes/parse-outcome-line";
import { parseReceipt } from "@/lib/receipts/parse-receipt";
import { placeReceipt } from "@/lib/receipts/plan-batch";
import type { Receipt } from "@/lib/receipts/receipt";
import { wireReceipt } from "@/lib/receipts/wire-receipt";
import { toWire, type Wire } from "@/lib/wire";
import { FileError } from "./file-error";
import { readRecords } from "./read-records";

/** How long all of it runs: `PAYOFF_FUZZ_MINUTES=10 npx vitest run db/ingest/fuzz.test.ts`; else a moment. */
const MINUTES = Number(process.env.PAYOFF_FUZZ_MINUTES ?? "0.03");
const TESTS = 4;
const SHARE_MS = (MINUTES * 60_000) / TESTS;
const LIMIT_MS = SHARE_MS + 60_000;

const RECEIPT = {
  ...{ id: "r", started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "gpt-5.5", status: "accepted" },
  ...{ effort: "high", service_tier: "fast", duration_ms: 12_000, task_id: "t", provider: "openai", first_pass: true },
  usage: { input_tokens: 9, cache_read_tokens: 3, cache_write_tokens: 2, output_tokens: 7, reasoning_tokens: 4 },
  ...{ cost_usd: 0.25, tool_calls: 3, retries: 1, human_edits: 2, human_minutes: 1.5, labels: { a: "b" } },
  attempts: [
    {
      ...{ model: "gpt-5.5", cost_usd: 0.25, usage: { input_tokens: 9, output_tokens: 7 } },
      request: { at: "2026-11-02T09:30:01Z", service_tier: "fast", hour_cache_write_tokens: 1 },
    },
  ],
};

/** Runs a property again and again with new seeds until its time is over. A failure names its seed and path. */
async function forItsTime(property: fc.IAsyncProperty<[unknown]> | fc.IProperty<[unknown]>): Promise<number> {
  const until = performance.now() + SHARE_MS;
  let runs = 0;
  do {
    await fc.assert(property as fc.IAsyncProperty<[unknown]>, { numRuns: 50 });
    runs += 50;
  } while (performance.now() < until);
  return runs;
}

/** The receipt as it leaves, without what it costs here. */
function wireOf(receipt: Receipt): { [key: string]: Wire } {
  const price = (each: Receipt) => ({
    ...{ ...each, costNanoUsd: null, costSource: "unpriced" as const },
    ...{ computedCostNanoUsd: null, priceVersion: null },
  });
  const context = { uploadId: null, now: "2026-11-03T00:00:00.000Z", dayOf: (at: string) => at.slice(0, 10), price };
  const compareAs = () => ({ comparedModel: receipt.model, comparedEffort: receipt.effort });
  const wire = toWire(wireReceipt(placeReceipt(receipt, 1, { ...context, compareAs })));
  const { usage_sent, ...own } = wire as { [key: string]: Wire };
  // As JSON: -0 leaves as 0.
  return JSON.parse(JSON.stringify(own));
}

function expectRoundTrip(receipt: Receipt): void {
  const wire = wireOf(receipt);
  const again = parseReceipt(wire);
  if (!again.ok) throw new Error(`what was given out is refused: ${JSON.stringify(again.errors)}`);
  expect(wireOf(again.receipt)).toEqual(wire);
}

function report(name: string, counts: Record<string, number>): void {
  if (MINUTES >= 1) console.info(`${name}: ${JSON.stringify(counts)}`);
}

test("no record crashes a parser; what is accepted as a receipt round-trips", { timeout: LIMIT_MS }, async () => {
  const counts = { records: 0, accepted: 0, outcomes: 0, mapped: 0 };
  const property = fc.property(fc.oneof({ arbitrary: mutated([RECEIPT]), weight: 4 }, fc.anything()), (record) => {
    const parsed = parseReceipt(record);
    if (parsed.ok) {
      counts.accepted += 1;
      expectRoundTrip(parsed.receipt);
    } else expect(parsed.errors.length).toBeGreaterThan(0);
    for (const isCsv of [true, false]) if (parseOutcomeLine(record, isCsv).ok) counts.outcomes += 1;
    if (typeof record !== "object" || record === null || Array.isArray(record)) return;
    const row = record as Record<string, unknown>;
    parseReceipt(csvReceipt(row));
    const { mapping } = guessMapping([row]);
    if (parseReceipt(compileMapping(mapping)(row)).ok) counts.mapped += 1;
  });
  counts.records = await forItsTime(property);
  report("records", counts);
  expect(counts.accepted).toBeGreaterThan(0);
});

test("no bytes crash a reader of files", { timeout: LIMIT_MS }, async () => {
  const texts = [
    ...[`${JSON.stringify(RECEIPT)}\n${JSON.stringify(RECEIPT)}\n`, JSON.stringify([RECEIPT, RECEIPT], null, 2)],
    ...[JSON.stringify({ receipts: [RECEIPT] }), 'id,task_id,status\r\n1,"a ""b"", c",accepted\r\n2;3,,\r\n'],
    ...(hasSamples ? allSampleNames().filter((name) => !name.endsWith(".gz")) : []).map(readSampleText),
  ].map((text) => Buffer.from(text.slice(0, 20_000)));
  const cut = fc.record({ at: fc.nat(), length: fc.nat(40), put: fc.uint8Array({ maxLength: 8 }) });
  const file = fc.record({
    bytes: fc
      .tuple(fc.constantFrom(...texts), fc.array(cut, { maxLength: 5 }))
      .map(([whole, cuts]) => cuts.reduce<Buffer>((bytes, each) => splice(bytes, each), whole)),
    name: fc.constantFrom("x.ndjson", "x.json", "x.csv", "x"),
    size: fc.integer({ min: 1, max: 5_000 }),
  });
  const counts = { files: 0, records: 0, refused: 0, errors: 0 };
  const property = fc.asyncProperty(file, async ({ bytes, name, size }) => {
    try {
      const read = await readRecords(inChunks(bytes, size), name);
      for await (const page of read.records) {
        for (const each of page) counts["record" in each ? "records" : "errors"] += 1;
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      counts.refused += 1;
    }
  });
  counts.files = await forItsTime(property as fc.IAsyncProperty<[unknown]>);
  report("files", counts);
  expect(counts.records).toBeGreaterThan(0);
});

test("no bytes crash the reader of protobuf", { timeout: LIMIT_MS }, async () => {
  const counts = { bodies: 0 };
  const property = fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
    decodeTraces(Buffer.from(bytes));
  });
  counts.bodies = await forItsTime(property as fc.IProperty<[unknown]>);
  report("protobuf", counts);
});

describe.skipIf(!hasSamples)(`mutated real samples (${SAMPLES})`, () => {
  test("no record crashes a format; its parts are parts, and their runs round-trip", {
    timeout: LIMIT_MS,
  }, async () => {
    const documents = allSampleNames().map((name) => documentOf(readSampleText(name)));
    const formats = FORMAT_NAMES.map((name) => findFormat(name)).filter((format) => format !== null);
    const counts = { files: 0, recognised: 0, parts: 0, errors: 0, leftOut: 0, runs: 0 };
    const file = fc.record({
      document: fc.oneof(mutated(documents), fc.anything()),
      startedAt: fc.constantFrom(null, "2026-11-02T09:30:00.000Z"),
    });
    const property = fc.property(file, ({ document, startedAt }) => {
      const records = Array.isArray(document) ? document.slice(0, 40) : [document];
      if (recogniseFormat(records)) counts.recognised += 1;
      for (const format of formats) {
        const read = format.createReader({ name: "any.json", startedAt });
        const known = new Map<string, RunPart>();
        for (const record of records) {
          const made = read(record);
          checkParts(made);
          if ("errors" in made) counts.errors += 1;
          if ("leftOut" in made) counts.leftOut += 1;
          for (const part of piecesOf(made)) known.set(part.id, fullerPart(known.get(part.id) ?? part, part));
        }
        counts.parts += known.size;
        for (const id of new Set([...known.values()].map(({ runId }) => runId))) {
          const run = runOf(
            id,
            [...known.values()].filter(({ runId }) => runId === id),
          );
          if (!run) continue;
          counts.runs += 1;
          expectRoundTrip(run);
        }
      }
    });
    counts.files = await forItsTime(property as fc.IProperty<[unknown]>);
    report("formats", counts);
    expect(counts.runs).toBeGreaterThan(0);
  });
});

/** The document of a sample; its lines together, since what a line means may depend on those before it. */
function documentOf(text: string): unknown {
  const whole = parseSample(text);
  return text.length > 400_000 && Array.isArray(whole) ? whole.slice(0, 200) : whole;
}

function splice(bytes: Buffer, { at, length, put }: { at: number; length: number; put: Uint8Array }): Buffer {
  const from = bytes.length === 0 ? 0 : at % bytes.length;
  return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + length)]);
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
