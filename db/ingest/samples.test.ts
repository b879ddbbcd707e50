import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainSums, plainReading } from "@/lib/receipts/formats/testing/plain-reading";
import {
  allSampleNames,
  hasSamples,
  parseSample,
  readSampleText,
  SAMPLES,
} from "@/lib/receipts/formats/testing/samples";
import { verifyCells } from "../cells/verify";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { ingestStream } from "./ingest-stream";

/** Files of the samples that hold no run, and why. All others must be taken in. */
const NO_RUN: Record<string, string> = {
  "provider_usage_bodies.json.gz":
    "usage objects of answers, without a run, a time or an id: read one by one in provider-usage.test.ts",
  "openinference_genai/otel_genai_tool_execution_span.json":
    "one call of a tool, of a run whose model is not in the file",
  "vercel_ai_sdk_spans/ai-embed.json": "embeddings, which write no answer",
  "vercel_ai_sdk_spans/ai-embed-doEmbed.json": "embeddings, which write no answer",
  "vercel_ai_sdk_spans/ai-generateObject.json": "a span around calls that are in another file",
  "vercel_ai_sdk_spans/ai-generateText.json": "a span around calls that are in another file",
  "vercel_ai_sdk_spans/ai-streamText.json": "a span around calls that are in another file",
  "vercel_ai_sdk_spans/capture-results.json": "a list of names and counts, no spans",
};
const SAID = "2026-01-15T12:00:00.000Z";

describe.skipIf(!hasSamples)(`every file of the ${SAMPLES}`, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function take(projectId: string, name: string, startedAt: string | null = SAID) {
    await database.db.$client`insert into projects (id, name) values (${projectId}, 'test') on conflict do nothing`;
    const text = readSampleText(name);
    return ingestStream({
      ...{
        db: database.db,
        project: { id: projectId, timeZone: "UTC" },
        format: "auto",
        mapping: null,
        uploadId: null,
      },
      ...{ filename: (name.split("/").at(-1) ?? name).replace(/\.gz$/, ""), startedAt },
      body: (async function* () {
        yield Buffer.from(text);
      })(),
    });
  }
  async function stored(projectId: string): Promise<PlainSums> {
    const [row] = await database.db.$client<[Record<keyof PlainSums, string>]>`
      select count(*) as runs, coalesce(sum(cache_read_tokens), 0) as "cacheRead",
        coalesce(sum(coalesce(uncached_input_tokens, 0) + coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0)), 0) as input,
        coalesce(sum(cache_write_tokens), 0) as "cacheWrite", coalesce(sum(reasoning_tokens), 0) as reasoning,
        coalesce(sum(coalesce(output_tokens, 0) + coalesce(reasoning_tokens, 0)), 0) as output,
        coalesce(sum(reported_cost_nano_usd), 0) / 1e9 as usd
      from receipts where project_id = ${projectId}`;
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])) as PlainSums;
  }
  const names = hasSamples ? allSampleNames() : [];
  const withRuns = names.filter((name) => NO_RUN[name] === undefined);
  const projectOf = (name: string) => `p${names.indexOf(name)}`;

  it.each(withRuns)("%s gives what its raw JSON adds up to, and nothing more when it comes again", async (name) => {
    const plain = plainReading(name, parseSample(readSampleText(name)));
    if (plain === null) throw new Error(`nobody has said how ${name} adds up`);
    expect(plain.runs).toBeGreaterThan(0);
    for (const inserted of [plain.runs, 0]) {
      expect(await take(projectOf(name), name)).toMatchObject({ failure: null, inserted, amended: 0 });
      const { usd, ...counts } = await stored(projectOf(name));
      const { usd: plainUsd, ...plainCounts } = plain;
      expect(counts).toEqual(plainCounts);
      expect(usd).toBeCloseTo(plainUsd, 7);
    }
  });

  it.each(Object.keys(NO_RUN).filter((name) => names.includes(name)))(
    "%s holds no run, and the answer says why",
    async (name) => {
      const result = await take(projectOf(name), name);
      expect(result).toMatchObject({ inserted: 0 });
      expect(result.failure !== null || result.rejected > 0 || result.leftOut.length > 0).toBe(true);
      expect(await stored(projectOf(name))).toMatchObject({ runs: 0 });
    },
  );

  it("needs the time that is said for it only where it has none, and takes nothing without", async () => {
    const timeless: string[] = [];
    for (const name of withRuns) {
      const result = await take(`none-${projectOf(name)}`, name, null);
      if (result.rejects.some(({ errors }) => errors.some(({ code }) => code === "no_time"))) {
        timeless.push(name);
        expect([name, result.inserted, result.rejected]).toEqual([name, 0, result.received]);
      }
    }
    expect(timeless).toEqual(withRuns.filter((name) => /^(atif\/harbor_|openinference_genai\/)/.test(name)));
  });

  it("keeps every cell exact", async () => {
    expect((await verifyCells(database.db)).flatMap(({ differences }) => differences)).toEqual([]);
  });
});
