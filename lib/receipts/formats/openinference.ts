import { recogniseAttribute } from "./otlp";
import { createSpanReader } from "./read-span";
import type { SourceFormat } from "./source-format";

/**
 * Spans as Phoenix and other tools of OpenInference export them, a record each. A run is a trace. How a span is read
 * is in `openinference-convention.ts`; in an OTLP file they are read alike.
 */
export const openInference: SourceFormat = {
  name: "openinference",
  label: "OpenInference spans",
  recognise: (sample) => recogniseAttribute(sample, /^(openinference\.span\.kind$|llm\.(token_count|model_name))/),
  createReader: createSpanReader,
};
