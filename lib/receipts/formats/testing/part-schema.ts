import { z } from "zod";
import { SERVICE_TIERS, STATUSES } from "../../receipt";
import { countedCalls } from "../counted-calls";
import { piecesOf } from "../pieces-of";
import type { ReadRecord, RunPart, SourceFormat } from "../source-format";

const instant = z.iso.datetime({ precision: 3 });
const text = z.string().min(1).max(200);
const count = z.int().min(0).nullable();

/** What every part of every format must be. */
const partSchema = z.object({
  id: z.string().min(1).max(300),
  runId: z.string().min(1).max(200),
  part: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("call"),
      at: instant,
      endAt: instant.nullable(),
      model: text.max(120),
      provider: text.nullable(),
      effort: text.max(60).nullable(),
      serviceTier: z.enum(SERVICE_TIERS).nullable(),
      tokens: z.strictObject({
        uncachedInput: count,
        cacheRead: count,
        cacheWrite: count,
        output: count,
        reasoning: count,
      }),
      cacheWrite1h: count,
      reportedCostNanoUsd: count,
      stopReason: text.nullable(),
      failed: z.boolean(),
      within: z.string().min(1).max(300).optional(),
      manyRequests: z.literal(true).optional(),
      isTotal: z.literal(true).optional(),
    }),
    z.strictObject({ kind: z.literal("link"), at: instant, within: z.string().min(1).max(300) }),
    z.strictObject({ kind: z.literal("tool"), at: instant, failed: z.boolean().nullable() }),
    z.strictObject({
      kind: z.literal("facts"),
      wins: z.literal("first").optional(),
      at: instant,
      facts: z.strictObject({
        startedAt: instant.optional(),
        durationMs: z.int().min(0).optional(),
        workflow: text.max(120).optional(),
        step: text.max(120).optional(),
        status: z.enum(STATUSES).optional(),
        taskId: text.optional(),
        harness: text.max(120).optional(),
        provider: text.max(120).optional(),
        stopReason: text.optional(),
        stoppedEarly: z.boolean().optional(),
        toolCalls: z.int().min(0).optional(),
        toolErrors: z.int().min(0).optional(),
        humanEdits: z.int().min(0).optional(),
        retries: z.int().min(0).optional(),
        labels: z.record(z.string().max(200), text).optional(),
      }),
    }),
  ]),
});

export function checkParts(read: ReadRecord): void {
  if ("parts" in read) z.array(partSchema).min(1).parse(read.parts);
  else if ("leftOut" in read) z.array(partSchema).min(1).optional().parse(read.links);
  else if ("errors" in read)
    z.array(z.object({ pointer: z.string(), message: z.string().min(1) }))
      .min(1)
      .parse(read.errors);
}

/** The parts of records in one file; throws on errors, so that a test names them. */
export function partsOf(format: SourceFormat, records: unknown[], name = "export.json"): RunPart[] {
  const read = format.createReader({ name });
  return records.flatMap((record) => {
    const made = read(record);
    checkParts(made);
    if ("errors" in made) throw new Error(JSON.stringify(made.errors));
    return piecesOf(made);
  });
}

/** Sums over the calls of parts that count, in the words of a bill. */
export function sumCalls(parts: RunPart[]) {
  const calls = countedCalls(parts);
  const add = (of: (call: (typeof calls)[number]) => number | null) =>
    calls.reduce((sum, call) => sum + (of(call) ?? 0), 0);
  return {
    runs: new Set(parts.map((part) => part.runId)).size,
    calls: calls.length,
    tools: parts.filter(({ part }) => part.kind === "tool").length,
    input: add(({ tokens }) => (tokens.uncachedInput ?? 0) + (tokens.cacheRead ?? 0) + (tokens.cacheWrite ?? 0)),
    cacheRead: add(({ tokens }) => tokens.cacheRead),
    output: add(({ tokens }) => (tokens.output ?? 0) + (tokens.reasoning ?? 0)),
    reasoning: add(({ tokens }) => tokens.reasoning),
    nanoUsd: add((call) => call.reportedCostNanoUsd),
  };
}
