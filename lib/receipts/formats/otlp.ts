import { isObject } from "./otlp-value";
import { createSpanReader } from "./read-span";
import type { SourceFormat } from "./source-format";
import { attributesOf, findSpans } from "./span";

/**
 * OpenTelemetry traces: documents of OTLP/JSON, one or a line each as the collector's file exporter writes them, or
 * single spans. One reader for all conventions, span by span: so a file may mix them, and each span is counted once.
 */
export const otlp: SourceFormat = {
  name: "otlp",
  label: "OpenTelemetry spans",
  documentMembers: ["resourceSpans", "scopeSpans"],
  recognise: (sample) => {
    if (sample.some((record) => isObject(record) && Array.isArray(record.resourceSpans))) {
      return "it holds `resourceSpans`, as OTLP does";
    }
    if (sample.some((record) => isObject(record) && Array.isArray(record.scopeSpans))) {
      return "it holds `scopeSpans`, as OTLP does";
    }
    return recogniseAttribute(sample, /^gen_ai\./);
  },
  createReader: createSpanReader,
};

/** What names an attribute among the first spans is recognised by. */
export function recogniseAttribute(sample: readonly unknown[], name: RegExp): string | null {
  for (const { span } of sample.flatMap(findSpans)) {
    const found = [...attributesOf(span).keys()].find((key) => name.test(key));
    if (found !== undefined) return `its spans have \`${found.slice(0, 60)}\``;
  }
  return null;
}
