import { recogniseAttribute } from "./otlp";
import { createSpanReader } from "./read-span";
import type { SourceFormat } from "./source-format";

/**
 * Spans of the Vercel AI SDK as OpenTelemetry's JavaScript SDK has them, a record each. A run is a trace. How a span
 * is read is in `vercel-convention.ts`; in an OTLP file they are read alike.
 */
export const vercelAiSdk: SourceFormat = {
  name: "vercel-ai-sdk",
  label: "Vercel AI SDK spans",
  recognise: (sample) => recogniseAttribute(sample, /^ai\.operationId$/),
  createReader: createSpanReader,
};
