import { readEnvironment } from "@/lib/env";
import { syntheticStory } from "@/lib/story/synthetic-story";
import { DEFAULT_PROJECT, ensureFirstRun } from "../auth/first-run";
import type { Db } from "../client";
import { ingestStream } from "../ingest/ingest-stream";
import { getProject } from "../queries/get-project";
import { ExpectedError } from "./expected-error";

const COMPARE = "/upgrades/compare?baseline=gpt-5.4~high&candidate=gpt-5.5~high";
const LINES_AT_A_TIME = 500;

/** `npm run seed`: the synthetic small business, by the ordinary way in. A second time adds nothing. */
export async function seed(db: Db): Promise<boolean> {
  const { initApiKey, publicUrl } = readEnvironment();
  const { secret } = await ensureFirstRun(db, { initApiKey });
  const project = await getProject(db, DEFAULT_PROJECT);
  if (!project) throw new ExpectedError(`There is no project ${DEFAULT_PROJECT}, which is where the story goes.`);
  const result = await ingestStream({
    db,
    project,
    body: storyLines(),
    format: "receipt",
    mapping: null,
    uploadId: null,
    filename: "synthetic-story.ndjson",
  });
  if (result.failure) throw new Error(result.failure.message);
  console.log(
    `A synthetic small business, every receipt labelled synthetic=true: ${result.received} receipts, ` +
      `${result.inserted} new, ${result.duplicates} there already, ${result.amended} amended, ` +
      `${result.rejected} rejected, ${result.unpriced} without a price.`,
  );
  if (secret) console.log(`\nSign in with this secret, which is not shown again:\n\n    ${secret}\n`);
  const port = process.env.PORT?.trim();
  const address = publicUrl ?? (port ? `http://localhost:${port}` : "");
  const where = address === "" ? ", at the address that `npm start` printed" : "";
  console.log(`Does the upgrade pay off? Look at ${address}${COMPARE}${where}`);
  return result.rejected === 0;
}

/** The story as NDJSON, a few hundred lines at a time. */
async function* storyLines(): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = "";
  let count = 0;
  for (const receipt of syntheticStory()) {
    lines += `${JSON.stringify(receipt)}\n`;
    count += 1;
    if (count % LINES_AT_A_TIME === 0) {
      yield encoder.encode(lines);
      lines = "";
    }
  }
  if (lines !== "") yield encoder.encode(lines);
}
